/**
 * All models that generate images, trained for about the same time on ten thousand digits, and their quality as
 * measured by the workbench: the list of models, and the table.
 */
interface Entry {
  readonly model: string;
  /** About half a minute on two idle processor cores. */
  readonly steps: number;
}

/** Without `gan-conv`, whose step takes one second. */
export const ZOO: readonly Entry[] = [
  { model: 'gan-mlp', steps: 15_000 },
  { model: 'vae-mlp', steps: 2000 },
  { model: 'lsgan', steps: 15_000 },
  { model: 'dcgan', steps: 700 },
  { model: 'vae-conv', steps: 500 },
  { model: 'cgan', steps: 600 },
  { model: 'sgan', steps: 500 },
  { model: 'wgan', steps: 200 },
];

interface Column {
  readonly id: string;
  readonly title: string;
  /** Which of two values is better; for `neither`, none is marked. */
  readonly better: 'higher' | 'lower' | 'neither';
}

export const COLUMNS: readonly Column[] = [
  { id: 'clipped_density', title: 'clipped density', better: 'higher' },
  { id: 'clipped_coverage', title: 'clipped coverage', better: 'higher' },
  { id: 'kernel_distance', title: 'kernel distance', better: 'lower' },
  { id: 'frechet_distance', title: 'Fréchet distance', better: 'lower' },
  { id: 'classes_covered', title: 'classes', better: 'higher' },
  { id: 'recognised', title: 'recognised', better: 'higher' },
  { id: 'sharpness', title: 'sharpness', better: 'neither' },
];

interface Value {
  readonly value: number;
  readonly interval: { readonly low: number; readonly high: number } | null;
}

export interface ZooTrial {
  readonly seed: number;
  readonly steps: number;
  readonly samples: number;
  readonly encoder: { readonly hash: string; readonly score: number };
  readonly metrics: Readonly<Record<string, Value>>;
}

export interface ZooResults {
  readonly machine: string;
  readonly tfjs: string;
  readonly date: string;
  /** By model. */
  readonly trials: Readonly<Record<string, readonly ZooTrial[]>>;
}

interface Range {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** Whether the interval covers variation over other samples or seeds. */
  readonly isRange: boolean;
}

/** The mean over seeds, from the lowest end of their intervals to the highest. */
export function rangeOf(trials: readonly ZooTrial[], id: string): Range | null {
  const values = trials.flatMap(({ metrics }) => metrics[id] ?? []);
  if (values.length === 0) return null;
  return {
    mean: values.reduce((sum, { value }) => sum + value, 0) / values.length,
    low: Math.min(...values.map(({ value, interval }) => interval?.low ?? value)),
    high: Math.max(...values.map(({ value, interval }) => interval?.high ?? value)),
    isRange: values.length > 1 || values.every(({ interval }) => interval !== null),
  };
}

/** The model whose values are better than those of all others; null if ranges overlap, or one is a single value. */
export function leaderOf(trials: ZooResults['trials'], { id, better }: Column): string | null {
  if (better === 'neither') return null;
  const ranges = Object.entries(trials).flatMap(([model, own]) => {
    const range = rangeOf(own, id);
    return range === null ? [] : [{ model, range }];
  });
  const ahead = (one: Range, other: Range) =>
    better === 'higher' ? one.low > other.high : one.high < other.low;
  const leader = ranges.find((one) =>
    ranges.every((other) => one === other || ahead(one.range, other.range)),
  );
  return ranges.length > 1 && ranges.every(({ range }) => range.isRange) ? (leader?.model ?? null) : null;
}

export function zooMarkdown({ machine, tfjs, date, trials }: ZooResults): string {
  const leaders = new Map(COLUMNS.map((column) => [column.id, leaderOf(trials, column)]));
  const rows = ZOO.flatMap(({ model }) => {
    const own = trials[model] ?? [];
    const [first] = own;
    if (first === undefined) return [];
    const cells = COLUMNS.map(({ id }) => cell(rangeOf(own, id), leaders.get(id) === model));
    return [`| ${[`\`${model}\``, thousands(first.steps), String(own.length), ...cells].join(' | ')} |`];
  });
  const [some] = Object.values(trials).flat();
  const missing = ZOO.filter(({ model }) => trials[model] === undefined).map(({ model }) => `\`${model}\``);
  const head = ['model', 'steps', 'seeds', ...COLUMNS.map(({ title }) => title)];
  return [
    '# What half a minute of training gives',
    '',
    'Every model that generates images on MNIST 10k (9,000 training and 1,000 test items) at its defaults, for as many',
    'steps as take about half a minute on two processor cores that do nothing else; convolutional models see far fewer',
    'images in that time, and none is at its best. Mean over seeds, and from the lowest end of their 95 % intervals to the',
    'highest; bold where a model is better than all others by all of that. A density of 1 beside a coverage near 0 is of a',
    'few blurred images in the midst of the data. `npm run zoo` measures what is missing.',
    '',
    `Of ${some === undefined ? '–' : thousands(some.samples)} samples against as many test items, on features of a classifier of the dataset`,
    `(accuracy ${some === undefined ? '–' : number(some.encoder.score)}). ${machine}, tfjs ${tfjs}, ${date}.`,
    '',
    `| ${head.join(' | ')} |`,
    `| ${head.map(() => '---').join(' | ')} |`,
    ...rows,
    '',
    ...(missing.length === 0 ? [] : [`Not measured yet: ${missing.join(', ')}.`, '']),
  ].join('\n');
}

const number = (value: number) => String(Number(value.toPrecision(3)));
const thousands = (value: number) => value.toLocaleString('en');

function cell(range: Range | null, leads: boolean): string {
  if (range === null) return '–';
  const text = leads ? `**${number(range.mean)}**` : number(range.mean);
  return range.low === range.high ? text : `${text} [${number(range.low)}, ${number(range.high)}]`;
}
