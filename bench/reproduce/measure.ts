/** `measure RECIPE SEED FOLDER`: trains or computes one recipe with one seed and prints its values as a line of JSON. */
import { join } from 'node:path';
import { MIXTURES } from '../../src-main/contract/mixtures';
import { seededNumbers } from '../../src-main/evaluation/engine';
import { modeCoverage, nearestModes } from '../../src-main/evaluation/coverage';
import { evaluationBench } from '../evaluation';
import { trainOnce } from '../study/train-once';
import { RECIPES, type Recipe, type Training } from './recipes';
import { windowMean } from './windows';

type Values = Readonly<Record<string, number>>;

/** The number of samples that the papers draw to count modes. */
const SAMPLES = 2500;

async function trained({ published }: Recipe, training: Training, seed: number, folder: string) {
  const { hyperparameters = {}, dataset, ...settings } = training;
  const series = new Map<string, { steps: number[]; values: number[] }>();
  let stepsPerEpoch = NaN;
  const request = { ...settings, hyperparameters, dataset: join(folder, dataset), seed, samples: SAMPLES };
  const { measures, outcome } = await trainOnce(
    request,
    null,
    () => undefined,
    (message) => {
      if (message.type === 'ready') ({ stepsPerEpoch } = message);
      if (message.type !== 'metrics') return;
      for (const { name, steps, values } of message.rows) {
        const found = series.get(name) ?? { steps: [], values: [] };
        series.set(name, found);
        found.steps.push(...steps);
        found.values.push(...values);
      }
    },
  );
  if (outcome !== 'completed') throw new Error(`The run of seed ${String(seed)} ended ${outcome}.`);
  return Object.fromEntries(
    published.map(({ measure }) => [
      measure,
      windowMean(measure, stepsPerEpoch, series) ?? measures[measure] ?? NaN,
    ]),
  );
}

/** The values of samples from the mixture itself. */
function perfectSampler(dataset: keyof typeof MIXTURES, seed: number): Values {
  const { centers, standardDeviation } = MIXTURES[dataset];
  const next = seededNumbers(seed, 'perfect sampler');
  const points = Float64Array.from({ length: 2 * SAMPLES }, (_, i) => {
    const center = centers[Math.floor(i / 2) % centers.length] ?? [NaN, NaN];
    const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    return (center[i % 2] ?? NaN) + standardDeviation * normal;
  });
  const { covered, highQuality } = modeCoverage(nearestModes(points, MIXTURES[dataset]));
  return { modes_covered: covered, high_quality: highQuality };
}

async function main(): Promise<void> {
  const [id = '', seed = '', folder = ''] = process.argv.slice(2);
  const recipe = RECIPES.find((one) => one.id === id);
  if (recipe === undefined) throw new Error(`There is no recipe ${id}.`);
  const started = performance.now();
  let values: Values;
  if (recipe.training !== undefined) values = await trained(recipe, recipe.training, Number(seed), folder);
  else if (id === 'prdc') values = (await evaluationBench()).prdc(Number(seed));
  else values = perfectSampler(id.endsWith('ring-8') ? 'ring-8' : 'grid-25', Number(seed));
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(`${JSON.stringify({ seed: Number(seed), values, seconds })}\n`);
  process.exit(0);
}
void main();
