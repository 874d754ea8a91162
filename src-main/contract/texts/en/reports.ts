import { countText } from '../../numbers';
import { plural } from '../plural';

/** What reports and model cards say beside what they share with the window. */
export const reports = {
  runsOn: (count: number, datasets: string) =>
    count === 1 ? `One run on ${datasets}` : `${String(count)} runs side by side on ${datasets}`,
  writtenOn: (machine: string) => ` on ${machine}`,
  threads: (count: number) => `${String(count)} ${plural(count, 'thread', 'threads')}`,
  removedRuns: (ids: string, count: number) =>
    count === 1
      ? `Run ${ids} of this comparison was removed.`
      : `Runs ${ids} of this comparison were removed.`,
  titleOfSome: (names: string, others: number) => `${names} and ${String(others)} others`,
  digitsNote: 'Values have four significant digits; hover over one for the exact value.',
  run: (count: number) => plural(count, 'Run', 'Runs'),
  model: (count: number) => plural(count, 'Model', 'Models'),
  stepsPerSecond: 'Steps a second',
  trainedOn: 'Trained on',
  differs: 'differs',
  departures: '≠ marks what departs from the model’s defaults.',
  differences: '≠ marks differences between the runs.',
  signs: 'Signs of failures',
  seenOf: (run: string) => ` of ${run}`,
  pictures: 'Pictures',
  stepAt: (step: string) => `step ${step}`,
  epochAt: (epoch: string) => ` · epoch ${epoch}`,
  figureAt: (title: string, name: string, at: string) => `${title} of ${name}, ${at}`,
  earlierStep: 'Earlier step',
  laterStep: 'Later step',
  recordedStep: 'Recorded step',
  stepBox: 'step',
  progressionHelp:
    'From the first recorded samples to the last; a row follows one latent vector, steps are below.',
  progressionAlt: (name: string, first: string, last: string) =>
    `Samples of ${name} from step ${first} to ${last}`,
  latentSpace: 'Latent space',
  latentSpaceHelp: 'Latents that were chosen by hand, and the items that the model decodes them to.',
  itsLatents: (count: number) => plural(count, 'Its latent', 'Its latents'),
  realInGrey: 'Real items in grey.',
  scatterAlt: (count: string, low: string, high: string) =>
    `${count} test images in the latent plane, from ${low} to ${high} on both axes`,
  pointsAlt: (generated: string, data: string, left: string, right: string) =>
    `${generated} generated points over ${data} of the data, between ${left} and ${right} across`,
  curves: 'Curves',
  curvesHelp:
    'Band: from the lowest to the highest measured value. Line: lightly smoothed. Numbers are the last values measured.',
  areaNote:
    'Area: from the lowest to the highest measured value or, for several seeds, one standard deviation. Line: lightly smoothed.',
  lineFromTo: (label: string, first: string, last: string) => `${label} from ${first} to ${last}`,
  markAt: (label: string, step: string) => ` ${label} at step ${step}.`,
  lineOfRuns: (label: string, runs: number) => `${label}, n = ${String(runs)}`,
  bestAtStep: (value: string, step: string, items: string) => `best ${value} at step ${step}${items}`,
  bestWindow: (value: string, steps: string) => `best ${value}, ${steps}`,
  differencesFrom: 'Differences are from ',
  bestApart:
    '95 % intervals in brackets. Best is a value whose interval lies apart from those of all other runs.',
  floorHelp: 'The floor is what training items reach in the place of samples.',
  floorLine: 'floor',
  samplesLine: 'samples',
  closestAlt: 'Samples above the training images that they are nearest to',
  overSteps: 'Over steps',
  correlations:
    'Spearman’s rank correlation ρ of each metric with each hyperparameter: 1 where it only rises with it, −1 where it only falls.',
  fewRuns: (few: number) => ` With fewer than ${String(few)} runs, a correlation may well be chance.`,
  preset: (label: string, help: string) => `Preset “${label}”: ${help}`,
  provenance: 'Provenance',
  machine: 'Written on',
  workbench: 'Workbench',
  reproduce: 'Reproduce',
  reproduceHelp:
    'The seed decides everything that is random; the same engine gives the same numbers on the same kind of processor with as many threads.',
  blindHelp:
    'Pairs of images were shown without names: which looks more real? Shares with 95 % intervals (Wilson).',
  lastMetrics: 'Last metrics',
  card: {
    trained: (model: string, dataset: string, step: string, seed: number, version: string) =>
      `${model} on ${dataset}, step ${step}, seed ${String(seed)}. Trained with Latent Workbench ${version}.`,
    data: 'Training data',
    items: (train: number, test: number) =>
      `${countText(train)} items for training, ${countText(test)} in the test split`,
    hash: (hash: string) => `SHA-256 of items and labels: ${hash}`,
    licence: (licence: string) => `Licence: ${licence}`,
    generated: 'none: the workbench generates its items from a formula',
    unknownLicence: 'not known: it was imported from files without one',
    paper: (paper: string) => `Paper: ${paper}`,
    notEvaluated:
      'The samples of this run have not been evaluated, so nothing is known about their quality but how they look.',
    earlierStep: (step: string) => ` The checkpoint is of step ${step}, which was not evaluated.`,
    floor: 'Floor: training items in place of samples',
    heldOut: 'Metrics on held-out items',
    mean: 'Mean ± standard error',
    itemsHead: 'Items',
    limits: 'Limits',
    only: (dataset: string) =>
      `It was trained on ${dataset} alone and knows nothing else. Models of this kind are for experiments and teaching; do not use it where a wrong sample does harm.`,
    ownLimit: (title: string, step: string, evidence: string) =>
      `${title}, from step ${step} of this run on: ${evidence}`,
    reproduceHelp: (engine: string) => `Trained on ${engine}. The seed decides everything that is random.`,
    load: 'Load the weights',
    writes: (command: string) => `${command} writes the weights.`,
    layout: (names: string) =>
      `Names are ${names}. Dense weights are [inputs, units]; the metadata of the file describes the other layouts.`,
  },
};
