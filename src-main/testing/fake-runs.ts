/** Made-up but plausible runs, for tests of the report and for looking at it. */
import type { Evaluation } from '../contract/evaluation';
import { ELAPSED_METRIC, type Run, type RunConfig } from '../contract/run';
import { windowMeans, windowSteps, type RunWindow } from '../contract/window-mean';
import type { ReportRun } from '../reports/report-input';
import { figuresOf, type Shape } from './fake-figures';
import { ENCODER, GAN, GENERATOR, VAE } from './fake-models';
import { ganMetrics, STEPS_PER_EPOCH, summaryOf, vaeMetrics, type Series } from './fake-series';

interface Options {
  readonly id: number;
  readonly shape: Shape;
  readonly name: string;
  readonly color?: number;
  readonly steps?: number;
  readonly hyperparameters?: RunConfig['hyperparameters'];
  readonly pictures?: number;
}

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
    savedLatents: [],
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
