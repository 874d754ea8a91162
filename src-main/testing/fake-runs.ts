/** Made-up but plausible runs, for tests of the report and for looking at it. */
import type { Evaluation } from '../contract/evaluation';
import type { MetricInfo, ModelInfo, ModelPage } from '../contract/model';
import type { LayerSummary, NetworkSummary } from '../contract/network';
import { ELAPSED_METRIC, type Run, type RunConfig } from '../contract/run';
import type { FigureKind } from '../contract/figure';
import { windowMeans, windowSteps, type RunWindow } from '../contract/window-mean';
import { encodeSheet } from '../images/sheet';
import { detailFor, metricSummary, type MetricSummary } from '../reports/metric-summary';
import type { ReportFigure, ReportRun } from '../reports/report-input';

type Shape = 'gan' | 'vae';

interface Options {
  readonly id: number;
  readonly shape: Shape;
  readonly name: string;
  readonly color?: number;
  readonly steps?: number;
  readonly hyperparameters?: RunConfig['hyperparameters'];
  readonly pictures?: number;
}

const STEPS_PER_EPOCH = 938;

export function fakeRun(options: Options): ReportRun {
  const { id, shape, name, color = id, steps = 28_140, pictures = 20 } = options;
  const model = shape === 'gan' ? GAN : VAE;
  const measured = shape === 'gan' ? ganMetrics(steps, id) : vaeMetrics(steps, id);
  const metrics = measured.map(({ name, steps: at, values }) => summaryOf(name, at, values));
  const defaults = Object.fromEntries(
    Object.entries(model.fields).map(([key, field]) => [key, field.default]),
  );
  const config: RunConfig = {
    model: model.id,
    dataset: 'synthetic-digits',
    seed: 42,
    budget: { unit: 'epochs', count: Math.round(steps / STEPS_PER_EPOCH) },
    hyperparameters: { ...defaults, ...options.hyperparameters },
    sampleEvery: 500,
    sampleSheet: { columns: 8, rows: 8 },
    checkpointEvery: 5000,
    engine: 'auto',
    device: 'auto',
  };
  const run: Run = {
    id,
    name,
    state: 'completed',
    config,
    color,
    datasetName: 'Synthetic digits',
    datasetFingerprint: '8f14e45fceea167a5a36dedd4bea2543c1a0c2e1d5b1f0e9a7b6c5d4e3f2a1b0',
    origin: null,
    tags: [],
    starred: false,
    hasNotes: false,
    group: null,
    engine: {
      mode: 'compiled',
      backend: 'tensorflow',
      device: 'CPU',
      tensorflow: '2.21.0',
      tfjs: '4.22.0',
      processor: 'AMD EPYC',
      instructions: 'avx512',
      threads: { intraOp: 2, interOp: 2 },
    },
    createdAt: 1_763_700_000_000,
    startedAt: 1_763_700_010_000,
    finishedAt: 1_763_700_202_000,
    queueOrder: 1_763_700_001_000,
    step: steps,
    totalSteps: steps,
    stepsPerEpoch: STEPS_PER_EPOCH,
    elapsedMs: shape === 'gan' ? 192_345 : 131_204,
    stepsPerSecond: null,
    problem: null,
    latest: latestOf(measured),
    evaluations: shape === 'gan' ? [] : [validated(measured)],
    window: windowOf(measured),
    sparkline: [],
    thumbnailId: null,
    checkpointStep: steps,
  };
  const networks = shape === 'gan' ? [GENERATOR] : [ENCODER];
  const figures = figuresOf(id, shape, steps, pictures);
  return {
    run,
    model,
    networks,
    metrics,
    qualities: [],
    closestPng: () => null,
    trainingMsAt: () => null,
    checkpointBytes: null,
    figures,
    classNames: [],
  };
}

const latestOf = (metrics: readonly Series[]) =>
  Object.fromEntries(metrics.map(({ name, values }) => [name, values[values.length - 1] ?? NaN]));

/** The newest value of the validation loss as what it is measured on. */
function validated(metrics: readonly Series[]): Evaluation {
  const { steps = [], values = [] } = metrics.find(({ name }) => name === 'validation_loss') ?? {};
  const mean = values[values.length - 1] ?? NaN;
  const step = steps[steps.length - 1] ?? NaN;
  const counted = { count: 6000, of: 6000 };
  return {
    split: 'validation',
    step,
    ...counted,
    metrics: { validation_loss: { mean, standardError: 0.3 } },
  };
}

/** The window as a recording has it. */
function windowOf(metrics: readonly Series[]): RunWindow | null {
  const window: RunWindow = { from: 0, to: 0, metrics: {} };
  for (const { name, steps, values } of metrics) {
    if (name === ELAPSED_METRIC || name.startsWith('validation_')) continue;
    const means = windowMeans(windowSteps(STEPS_PER_EPOCH));
    for (let i = 0; i < steps.length; i++) means.add(steps[i] ?? NaN, values[i] ?? NaN);
    const last = means.last();
    if (last === null) return null;
    Object.assign(window, { from: last.from, to: last.to });
    window.metrics[name] = { mean: last.mean, margin: last.margin };
  }
  return window;
}

function metric(
  name: string,
  label: string,
  group: string,
  help: string,
  better: MetricInfo['better'],
): MetricInfo {
  return {
    name,
    quantity: label,
    label,
    group,
    help,
    better,
    ...(better === 'lower' ? { unit: 'nats' } : {}),
  };
}

const base = { group: 'Architecture', help: '', min: 0, max: 1e6 } as const;
const common: ModelInfo['fields'] = {
  latentSize: { ...base, kind: 'integer', label: 'Latent size', default: 2 },
  hiddenUnits: { ...base, kind: 'integer', label: 'Hidden units', default: 128, unit: 'units' },
  learningRate: { ...base, group: 'Optimisation', kind: 'number', label: 'Learning rate', default: 0.001 },
  batchSize: {
    ...base,
    group: 'Optimisation',
    kind: 'integer',
    label: 'Batch size',
    default: 64,
    unit: 'images',
  },
};

const PAGE: ModelPage = {
  about: '',
  equations: [],
  symbols: [],
  expectations: {
    curves: '',
    figures: '',
    cost: '',
    measured: { dataset: '', budget: { unit: 'steps', count: 1 }, seed: 1, over: '', date: '2026-01-01' },
  },
  failures: [],
  departures: [],
  reading: [],
};

const GAN: ModelInfo = {
  id: 'gan-mlp',
  title: 'Vanilla GAN (MLP)',
  family: 'GAN',
  summary: 'Generator and discriminator, each a perceptron with one hidden layer, play against each other.',
  paper: 'Goodfellow et al., Generative Adversarial Nets, 2014.',
  page: PAGE,
  data: 'images',
  needsLabels: false,
  examplesPerStep: ['batchSize'],
  presets: [],
  fields: {
    ...common,
    jointBatch: { kind: 'boolean', label: 'Joint batch', group: 'Objective', help: '', default: false },
  },
  metrics: [
    metric('g_loss', 'Generator loss', 'Loss', '−E log D(G(z)).', 'neither'),
    metric('d_loss', 'Discriminator loss', 'Loss', '1.386 (2 log 2) when it can only guess.', 'neither'),
    metric('d_real', 'D(x)', 'Discriminator output', 'Mean output on real images.', 'neither'),
    metric('d_fake', 'D(G(z))', 'Discriminator output', 'Mean output on generated images.', 'neither'),
    metric('g_gradient_norm', 'Generator gradient', 'Gradient norm', 'Norm of the loss gradient.', 'neither'),
  ],
  headlineMetric: 'g_loss',
  figures: ['samples'],
  defaultBudget: { unit: 'epochs', count: 30 },
};

export const VAE: ModelInfo = {
  id: 'vae-mlp',
  title: 'Variational autoencoder (MLP)',
  family: 'VAE',
  summary: 'Encodes an image as a normal distribution over a latent plane and decodes draws from it.',
  paper: 'Kingma and Welling, Auto-Encoding Variational Bayes, 2014.',
  page: PAGE,
  data: 'images',
  needsLabels: false,
  examplesPerStep: ['batchSize'],
  presets: [],
  fields: {
    ...common,
    reconstruction: {
      kind: 'choice',
      label: 'Reconstruction',
      group: 'Objective',
      help: '',
      default: 'bernoulli',
      options: [
        { value: 'bernoulli', label: 'Cross-entropy' },
        { value: 'gaussian', label: 'Squared error' },
      ],
    },
  },
  metrics: [
    metric('loss', 'Loss', 'Loss', 'Negative ELBO of the batch.', 'lower'),
    {
      ...metric('validation_loss', 'Validation loss', 'Loss', 'Negative ELBO of held-out items.', 'lower'),
      split: 'validation',
    },
    metric(
      'kl_divergence',
      'KL divergence',
      'KL divergence',
      'How far the posterior is from the prior.',
      'neither',
    ),
    metric('gradient_norm', 'Gradient', 'Gradient norm', 'Norm of the loss gradient.', 'neither'),
  ],
  headlineMetric: 'loss',
  figures: ['samples', 'reconstructions', 'latent-scatter', 'manifold'],
  reconstructionLayout: 'columns',
  defaultBudget: { unit: 'epochs', count: 30 },
};

const dense = (inputs: number, units: number): LayerSummary => ({
  name: 'dense',
  kind: 'Dense',
  detail: '',
  output: [units],
  parameters: (inputs + 1) * units,
});
const GENERATOR: NetworkSummary = {
  name: 'generator',
  stacks: [{ name: 'generator', from: 'z', input: [2], layers: [dense(2, 128), dense(128, 784)] }],
};
const ENCODER: NetworkSummary = {
  name: 'encoder',
  stacks: [
    { name: 'body', from: 'image', input: [784], layers: [dense(784, 128)] },
    { name: 'mean', from: 'body', input: [128], layers: [dense(128, 2)] },
    { name: 'log variance', from: 'body', input: [128], layers: [dense(128, 2)] },
  ],
};

function noise(seed: number): () => number {
  let state = seed * 7919 + 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 31;
  };
}

interface Series {
  readonly name: string;
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

function series(name: string, steps: number, every: number, valueAt: (step: number) => number): Series {
  const at = Array.from({ length: Math.floor(steps / every) }, (_, i) => (i + 1) * every);
  return { name, steps: at, values: at.map(valueAt) };
}

export function summaryOf(
  name: string,
  steps: readonly number[],
  values: readonly number[],
  stepsPerEpoch = STEPS_PER_EPOCH,
): MetricSummary {
  const extent = { count: steps.length, firstStep: steps[0] ?? 0, lastStep: steps[steps.length - 1] ?? 0 };
  const summary = metricSummary(name, extent, detailFor(1), stepsPerEpoch);
  summary.add(steps, values);
  const ended = summary.end();
  if (ended === null) throw new RangeError(`${name} has no values.`);
  return ended;
}

function ganMetrics(steps: number, seed: number): Series[] {
  const random = noise(seed);
  const rise = (step: number) => 1 - Math.exp(-step / 3000);
  return [
    series(
      'g_loss',
      steps,
      1,
      (step) => 0.7 + 1.6 * rise(step) + 0.4 * random() + 0.2 * Math.sin(step / 900),
    ),
    series(
      'd_loss',
      steps,
      1,
      (step) => 1.386 - 0.6 * rise(step) + 0.2 * random() - 0.1 * Math.sin(step / 900),
    ),
    series('d_real', steps, 1, (step) => 0.5 + 0.22 * rise(step) + 0.06 * random()),
    series('d_fake', steps, 1, (step) => 0.5 - 0.22 * rise(step) + 0.06 * random()),
    series('g_gradient_norm', steps, 1, (step) => 0.1 + 2 * rise(step) * (1 + 0.6 * random())),
    series('elapsed_ms', steps, 1, (step) => step * 6.8),
  ];
}

function vaeMetrics(steps: number, seed: number): Series[] {
  const random = noise(seed);
  const curve = (step: number) => 138 + 60 * Math.exp(-step / 4000) + 350 * Math.exp(-step / 120) + seed;
  return [
    series('loss', steps, 1, (step) => curve(step) + 5 * random()),
    series('validation_loss', steps, STEPS_PER_EPOCH, (step) => curve(step) + 2),
    series('kl_divergence', steps, 1, (step) => 6.4 * (1 - Math.exp(-step / 2500)) + 0.3 * random()),
    series('gradient_norm', steps, 1, (step) => 12 + 200 * Math.exp(-step / 200) + 3 * random()),
    series('elapsed_ms', steps, 1, (step) => step * 4.6),
  ];
}

function figuresOf(id: number, shape: Shape, steps: number, pictures: number): ReportFigure[] {
  const random = noise(id + 100);
  const labels = Uint8Array.from({ length: 3000 }, () => Math.abs(random() * 9.99));
  const images = digits(labels.subarray(0, 140), random);
  const figure = (kind: FigureKind, step: number, bytes: Uint8Array, side = 8): ReportFigure => ({
    figure: {
      id: step,
      runId: id,
      step,
      kind,
      mediaType: kind === 'latent-scatter' ? 'application/octet-stream' : 'image/png',
      sheet: kind === 'latent-scatter' ? null : { columns: side, rows: side, tileWidth: 28, tileHeight: 28 },
    },
    bytes,
  });
  const sheet = (tiles: Uint8Array) =>
    encodeSheet({ tiles, count: 64, width: 28, height: 28, channels: 1, columns: 8 });
  const figures: ReportFigure[] = [];
  for (let i = 0; i < pictures; i++) {
    const learnt = pictures === 1 ? 1 : i / (pictures - 1);
    const step = Math.round(steps * learnt);
    const tiles = images.subarray(0, 64 * 784);
    figures.push(
      figure(
        'samples',
        step,
        sheet(shape === 'gan' ? grainy(tiles, learnt, random) : blurred(tiles, learnt)),
      ),
    );
    if (shape === 'gan') continue;
    const pairs = new Uint8Array(64 * 784);
    for (let pair = 0; pair < 32; pair++) {
      const tile = images.subarray((100 + pair) * 784, (101 + pair) * 784);
      pairs.set(tile, 2 * pair * 784);
      pairs.set(blurred(tile, learnt), (2 * pair + 1) * 784);
    }
    figures.push(figure('reconstructions', step, sheet(pairs)));
  }
  if (shape === 'vae') {
    figures.push(figure('latent-scatter', steps, cloud(labels, random)));
    figures.push(figure('manifold', steps, plane(images, labels), PLANE_SIDE));
  }
  return figures;
}

const PLANE_SIDE = 30;

/** What the cloud of points suggests: a class in each direction, and something dim of all in the middle. */
function plane(images: Uint8Array, labels: Uint8Array): Uint8Array {
  const tiles = new Uint8Array(PLANE_SIDE ** 2 * 784);
  for (let at = 0; at < PLANE_SIDE ** 2; at++) {
    const x = (at % PLANE_SIDE) - (PLANE_SIDE - 1) / 2;
    const y = (PLANE_SIDE - 1) / 2 - Math.floor(at / PLANE_SIDE);
    const label = Math.floor((Math.atan2(y, x) / 0.6283185 + 10.5) % 10);
    const image = labels.indexOf(label);
    const dim = Math.min(1, 0.3 + Math.hypot(x, y) / 10);
    tiles.set(
      images.subarray(image * 784, (image + 1) * 784).map((value) => value * dim),
      at * 784,
    );
  }
  return encodeSheet({
    tiles,
    count: PLANE_SIDE ** 2,
    width: 28,
    height: 28,
    channels: 1,
    columns: PLANE_SIDE,
  });
}

/** Sides of a digit's two squares, as a pocket calculator lights them: top, both upper, middle, both lower, bottom. */
const LIT = [
  '1110111',
  '0010010',
  '1011101',
  '1011011',
  '0111010',
  '1101011',
  '1101111',
  '1010010',
  '1111111',
  '1111011',
];
const SIDES = [
  [9, 5, 18, 5],
  [9, 5, 9, 14],
  [18, 5, 18, 14],
  [9, 14, 18, 14],
  [9, 14, 9, 23],
  [18, 14, 18, 23],
  [9, 23, 18, 23],
] as const;

function digits(labels: Uint8Array, random: () => number): Uint8Array {
  const images = new Uint8Array(labels.length * 784);
  for (const [i, label] of labels.entries()) {
    const slant = 0.15 + 0.25 * random();
    const width = 1.3 + 0.5 * random();
    const sides = SIDES.filter((_, side) => LIT[label]?.[side] === '1');
    for (let at = 0; at < 784; at++) {
      const y = Math.floor(at / 28);
      const x = (at % 28) + slant * (y - 14);
      const distance = Math.min(
        ...sides.map(([x0, y0, x1, y1]) =>
          Math.hypot(x - Math.min(x1, Math.max(x0, x)), y - Math.min(y1, Math.max(y0, y))),
        ),
      );
      images[i * 784 + at] = 255 * Math.min(1, Math.max(0, width + 0.5 - distance));
    }
  }
  return images;
}

function grainy(tiles: Uint8Array, learnt: number, random: () => number): Uint8Array {
  const grain = 120 * (1 - learnt) + 18;
  return Uint8Array.from(tiles, (value) => {
    const seen =
      value * Math.min(1, learnt * 1.6) + 90 * (1 - learnt) + grain * random() * (random() > 0.4 ? 1 : 0.2);
    return Math.min(255, Math.max(0, seen));
  });
}

function blurred(tiles: Uint8Array, learnt: number): Uint8Array {
  const reach = learnt < 0.15 ? 5 : learnt < 0.4 ? 2 : 1;
  return Uint8Array.from(tiles, (_, at) => {
    const [x, y] = [at % 28, Math.floor(at / 28) % 28];
    let [sum, weight] = [0, 0];
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) {
        if (x + dx < 0 || x + dx > 27 || y + dy < 0 || y + dy > 27) continue;
        sum += tiles[at + dy * 28 + dx] ?? 0;
        weight++;
      }
    }
    return sum / weight;
  });
}

function cloud(labels: Uint8Array, random: () => number): Uint8Array {
  const triples = new Float32Array(labels.length * 3);
  for (const [i, label] of labels.entries()) {
    const angle = label * 0.628 + 0.25 * random();
    const radius = 1.6 + 0.9 * random() + (label % 2) * 0.9;
    triples.set(
      [radius * Math.cos(angle) + 0.3 * random(), radius * Math.sin(angle) + 0.3 * random(), label],
      3 * i,
    );
  }
  return new Uint8Array(triples.buffer);
}
