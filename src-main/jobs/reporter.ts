import type { Problem } from '../contract/problem';
import { problem } from '../contract/problems/catalogue';
import { layerGradientName } from '../contract/layer-gradients';
import type { Evaluation } from '../contract/evaluation';
import type { Variable } from '../engine/tensorflow';
import type { StepRunner } from '../engine/training-step';
import { withAverages, type WeightAverage } from '../engine/weight-average';
import { saveCheckpoint, type Position } from './checkpoint';
import { speedometer, type trainingClock } from './clock';
import type { Evaluator } from './evaluation';
import type { FigureCadence, figureMaker } from './figures';
import { metricBuffer } from './metric-buffer';
import type { TrainMessage } from './send-parts';

export interface Reported {
  readonly runner: StepRunner;
  readonly figures: Pick<ReturnType<typeof figureMaker>, 'make'>;
  /** The norm of the gradient of each layer in the step after `step` steps, by `network/layer`. */
  readonly gradientNorms: (step: number) => Readonly<Record<string, number>>;
  readonly evaluation: Evaluator;
  readonly variables: ReadonlyMap<string, Variable>;
  /** The average of weights with which figures and evaluations are made, if the run has one. */
  readonly average: WeightAverage | undefined;
  readonly start: Position;
  readonly clock: ReturnType<typeof trainingClock>;
  readonly post: (message: TrainMessage) => void;
}

/** Training ends because a metric or a weight is not finite. */
export class Divergence extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** Posts the results of a run. Figures and checkpoints are made at most once per step. */
export interface Reporter {
  /** Milliseconds since metrics were last read from the device. */
  msSinceRead(): number;
  /** Records the end times of steps that ran in one call. */
  ranSteps(steps: number, startedMs: number): void;
  /** Reads the metrics of all steps up to `step` from the device. @throws Divergence */
  metrics(step: number): void;
  /** Evaluates on a part of the data that is not used for training. */
  validation(step: number): void;
  figures(step: number, cadence: FigureCadence): void;
  /** Measures the gradients of the layers in the next step. */
  gradients(step: number): void;
  /** Saves a checkpoint. @throws Divergence if a weight is not finite; then nothing is saved */
  checkpoint(step: number): void;
  /** Evaluates on whole splits, and posts its progress. */
  evaluation(step: number): Promise<void>;
}

export function reporter(reported: Reported): Reporter {
  const { runner, figures, gradientNorms, evaluation, variables, average, start, clock, post } = reported;
  const speed = speedometer();
  const metrics = metricBuffer();
  let read = start.step;
  let stepEnds: number[] = [];
  let readAt = performance.now();
  let stepsPerSecond = 0;
  let lastCheckpoint = start.step;
  const lastFigures = { sample: -1, checkpoint: -1 };
  let lastPull: number | null = null;

  /** Copies the weights of this step from the device, once for figures, evaluation and checkpoint. */
  const pull = (step: number) => {
    if (lastPull === step) return;
    runner.pull();
    lastPull = step;
  };
  const postMetrics = (step: number, evaluations: Evaluation[]) => {
    for (const { step: at, metrics: means } of evaluations)
      for (const [name, { mean }] of Object.entries(means)) metrics.add(name, at, mean);
    const rows = metrics.take();
    if (rows.length === 0) return;
    post({ type: 'metrics', step, elapsedMs: clock.elapsedMs(), stepsPerSecond, rows, evaluations });
  };
  const diverged = (bad: { step: number; metric: string; value: number }) =>
    new Divergence(divergence(bad, lastCheckpoint));

  return {
    msSinceRead: () => performance.now() - readAt,

    ranSteps(steps, startedMs) {
      const msPerStep = (clock.elapsedMs() - startedMs) / steps;
      for (let i = 1; i <= steps; i++) stepEnds.push(startedMs + i * msPerStep);
    },

    metrics(step) {
      const bad = metrics.addSteps(runner.metricNames, read, runner.readMetrics(), stepEnds);
      read = step;
      stepEnds = [];
      readAt = performance.now();
      const reached = bad === null ? step : bad.step - 1;
      stepsPerSecond = speed.mark(readAt, reached);
      postMetrics(reached, []);
      if (bad !== null) throw diverged(bad);
    },

    validation(step) {
      pull(step);
      postMetrics(
        step,
        withAverages(average, () => evaluation.whileTraining(step)),
      );
    },

    figures(step, cadence) {
      if (lastFigures[cadence] === step) return;
      pull(step);
      const made = withAverages(average, () => figures.make(cadence));
      for (const figure of made) post({ type: 'figure', step, ...figure });
      lastFigures[cadence] = step;
    },

    gradients(step) {
      pull(step);
      for (const [layer, norm] of Object.entries(gradientNorms(step)))
        if (Number.isFinite(norm)) metrics.add(layerGradientName(layer), step, norm);
      postMetrics(step, []);
    },

    checkpoint(step) {
      if (lastCheckpoint === step && step > 0) return;
      pull(step);
      const elapsedMs = clock.elapsedMs();
      const bytes = saveCheckpoint(variables, { step, elapsedMs });
      if (bytes === null) throw diverged({ step, metric: 'a weight', value: NaN });
      post({ type: 'checkpoint', step, elapsedMs, bytes });
      lastCheckpoint = step;
    },

    async evaluation(step) {
      pull(step);
      const onProgress = (done: number, total: number) => {
        post({ type: 'progress', done, total });
      };
      postMetrics(step, await swapped(average, () => evaluation.atEnd(step, onProgress)));
    },
  };
}

/** Evaluates with the averages in place of the weights, if there are any. */
async function swapped<Result>(
  average: WeightAverage | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  average?.swap();
  try {
    return await work();
  } finally {
    average?.swap();
  }
}

function divergence(bad: { step: number; metric: string; value: number }, checkpointStep: number): Problem {
  const { metric, step } = bad;
  const value = String(bad.value);
  const newest = checkpointStep > 0 ? checkpointStep : null;
  return problem('run.diverged', { metric, value, step, checkpointStep: newest });
}
