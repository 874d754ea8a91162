/** The study's results as Markdown: means and standard deviations over seeds, beside the goals. */
import type { Budget } from '../../src-main/contract/run';
import type { Goal } from './plan';

type Numbers = Readonly<Record<string, number>>;

export interface Look {
  readonly step: number;
  readonly measures: Numbers;
}

export interface Trial {
  readonly seed: number;
  readonly outcome: string;
  readonly step: number;
  /** Length of training; missing for a failed trial. */
  readonly budget?: Budget;
  readonly measures: Numbers;
  readonly looks?: readonly Look[];
}

interface GoalResult {
  readonly text: string;
  readonly limit: number;
  readonly reached: number;
}

export interface StudyRow {
  readonly title: string;
  readonly date: string;
  readonly dataset: string;
  readonly budget: Budget;
  readonly trials: readonly Trial[];
  readonly goalResults: readonly GoalResult[];
  /** Only in rows measured under an earlier rule: training stopped at the first look that covered all classes. */
  readonly until?: unknown;
}

export interface StudyResults {
  readonly machine: string;
  readonly tfjs: string;
  /** By id. Baselines are only measured for images. */
  readonly datasets: Readonly<
    Record<string, { name: string; train: number; test: number; baselines?: Numbers }>
  >;
  /** By the plan's id, followed by `@` and the dataset's id if it is not the plan's own dataset. */
  readonly experiments: Readonly<Record<string, StudyRow>>;
}

const SHOWN: Readonly<Record<string, string>> = {
  test_accuracy: 'test accuracy',
  test_loss: 'test loss',
  test_kl_divergence: 'KL',
  active_units: 'active units',
  denoising_factor: 'denoising factor',
  classes_covered: 'classes covered',
  recognised: 'recognised',
  class_consistency: 'class consistency',
  modes_covered: 'modes covered',
  high_quality: 'high quality',
};
/** Looks are ranked by coverage and, if that is equal, by quality. */
const RANKED_BY = [
  ['classes_covered', 'recognised'],
  ['modes_covered', 'high_quality'],
] as const;

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
/** Standard deviation of at least two values. */
const standardDeviation = (values: readonly number[]) =>
  Math.sqrt(values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1));
const numberText = (value: number, digits = 4) => {
  if (Number.isInteger(value)) return String(value);
  return Math.abs(value) < 1e-3 ? value.toExponential(1) : String(Number(value.toPrecision(digits)));
};
const countText = (value: number) => value.toLocaleString('en');

const completed = (trials: readonly Trial[]) => trials.filter(({ outcome }) => outcome === 'completed');

/** Number of trials that reached a goal at their end, with the bound at that time. */
export function goalResultOf(
  { measure, text, bound, met }: Goal,
  trials: readonly Trial[],
  baselines: Numbers,
): GoalResult {
  const limit = bound(baselines);
  const reached = completed(trials).filter(({ measures }) => met(measures[measure] ?? NaN, limit)).length;
  return { text, limit, reached };
}

/** The look of a trial with the best coverage, chosen in hindsight; null if it has none. */
export function bestLook({ looks = [] }: Pick<Trial, 'looks'>): Look | null {
  const ranks = RANKED_BY.find(([covered]) => looks.some(({ measures }) => covered in measures));
  const [first] = looks;
  if (ranks === undefined || first === undefined) return null;
  const [covered, quality] = ranks.map((name) => (look: Look) => look.measures[name] ?? 0);
  if (covered === undefined || quality === undefined) return null;
  return looks.reduce((best, look) => {
    const more = covered(look) - covered(best);
    return more > 0 || (more === 0 && quality(look) > quality(best)) ? look : best;
  }, first);
}

/** `10 at 5,000; 9 at 40,000`, one per seed; a dash if there was no look during training. */
function bestLooks(trials: readonly Trial[]): string {
  const looks = completed(trials).flatMap((trial) => bestLook(trial) ?? []);
  if (looks.length === 0) return '–';
  const text = ({ step, measures }: Look) =>
    `${String(measures.classes_covered ?? measures.modes_covered)} at ${countText(step)}`;
  return looks.map(text).join('; ');
}

function meanText(values: readonly number[]): string {
  const spread = values.length > 1 ? ` ± ${numberText(standardDeviation(values), 2)}` : '';
  return `${numberText(mean(values))}${spread}`;
}

function measuresText(trials: readonly Trial[]): string {
  const done = completed(trials);
  const shown = Object.entries(SHOWN).flatMap(([measure, label]) => {
    const found = done.flatMap(({ measures }) => measures[measure] ?? []);
    return found.length === 0 ? [] : [`${label} ${meanText(found)}`];
  });
  if (done.length < trials.length) shown.push(`${String(trials.length - done.length)} did not reach the end`);
  return shown.join('; ');
}

const HEAD = ['model', 'row', 'dataset', 'length', 'seeds', 'at the end', 'best look', 'expected', 'date'];

type KeyedRow = readonly [key: string, row: StudyRow];

function resultRow([key, row]: KeyedRow, { datasets }: StudyResults): string[] {
  const { title, date, dataset, budget, trials, goalResults } = row;
  const expected = goalResults.map(
    ({ text, limit, reached }) =>
      `${reached === trials.length ? 'yes' : `**${String(reached)} of ${String(trials.length)}**`}: ${text} (${numberText(limit)})`,
  );
  return [
    title,
    `\`${key}\``,
    datasets[dataset]?.name ?? dataset,
    `${countText(budget.count)} ${budget.unit}`,
    String(trials.length),
    measuresText(trials),
    bestLooks(trials),
    expected.join('; '),
    date,
  ];
}

const STOPPED_HEAD = ['model', 'row', 'dataset', 'length', 'seeds', 'stopped at step', 'date'];

function stoppedRow([key, row]: KeyedRow, { datasets }: StudyResults): string[] {
  const { title, date, dataset, budget, trials } = row;
  return [
    title,
    `\`${key}\``,
    datasets[dataset]?.name ?? dataset,
    `${countText(budget.count)} ${budget.unit}`,
    String(trials.length),
    trials.map(({ step }) => countText(step)).join('; '),
    date,
  ];
}

const markdown = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** Rows in the order of `ids`, each first on its own dataset. */
function rowsOf({ experiments }: StudyResults, ids: readonly string[]): KeyedRow[] {
  const place = (key: string) => ids.indexOf(key.split('@')[0] ?? '');
  return Object.entries(experiments)
    .filter(([key]) => place(key) >= 0)
    .sort(([a], [b]) => place(a) - place(b) || a.length - b.length);
}

function tables(results: StudyResults, ids: readonly string[]): string {
  const rows = rowsOf(results, ids);
  const atTheEnd = rows.filter(([, { until }]) => until === undefined);
  const stopped = rows.filter(([, { until }]) => until !== undefined);
  const main = markdown(
    HEAD,
    atTheEnd.map((row) => resultRow(row, results)),
  );
  if (stopped.length === 0) return main;
  return `${main}

**Not yet measured at their full length.** These runs were stopped at the first look that covered ten classes: that they
covered ten then is how they were stopped and not a result, and nothing is known of the rest of their length.

${markdown(
  STOPPED_HEAD,
  stopped.map((row) => stoppedRow(row, results)),
)}`;
}

function circumstances({ datasets, machine, tfjs }: StudyResults): string {
  const splits = Object.values(datasets).map(
    ({ name, train, test }) => `${name} ${countText(train)} + ${countText(test)}`,
  );
  return `Mean ± standard deviation over seeds 1, 2, …; settings are a model’s defaults unless its name says otherwise.
Test losses and accuracies are of the whole test split, everything else of 2,000 samples (training + test items:
${splits.join('; ')}). “At the end” of the full length is the result. The best look, seed by
seed (classes or modes covered at a step), is chosen afterwards among twenty on the way, and shows what a checkpoint could
have been. \`npm run study -- --only ROW\` measures a row; with \`--data FOLDER --name NAME\`, one that has \`@\` and the
name of a dataset that is not made here. ${machine}, tfjs ${tfjs}.`;
}

function baselinesText(name: string, baselines: Numbers): string {
  const text = (measure: string) => numberText(baselines[measure] ?? NaN);
  return `- **${name}**: the mean image as Bernoulli probabilities costs ${text('mean_image_nats')} nats; 32 principal
  components leave a mean squared error of ${text('principal_components_error')}; the classifier trained on 100 labelled images alone, other
  ones for each seed, has a test accuracy of ${text('few_labels_accuracy')}. Samples are scored by a classifier of test accuracy
  ${text('scorer_accuracy')}, which is the ceiling of what it finds.`;
}

export function studyMarkdown(results: StudyResults, ids: readonly string[]): string {
  const baselines = Object.values(results.datasets).flatMap(({ name, baselines: found }) =>
    found === undefined ? [] : [baselinesText(name, found)],
  );
  return `# Study

${circumstances(results)}
What could not be reached, and why, is in [findings](findings.md).

${tables(results, ids)}

Baselines:

${baselines.join('\n')}

The classifier recognises a sample where it gives a class a probability of 0.9; a class counts as covered from a tenth of
its share on, in recognised samples alone. A mode counts as covered where a sample within three standard deviations is
nearest to it. High quality is the share of samples within three standard deviations of a mode (0.9889 for a perfect
sampler).
`;
}
