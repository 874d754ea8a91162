import type { Problem } from '../contract/error';
import type { Evaluation } from '../contract/evaluation';
import type { Variable } from '../engine/tensorflow';
import type { StepRunner } from '../engine/training-step';
import { saveCheckpoint, type Position } from './checkpoint';
import { speedometer, type trainingClock } from './clock';
import type { Evaluator } from './evaluation';
import type { FigureCadence, figureMaker } from './figures';
import { metricBuffer } from './metric-buffer';
import type { TrainMessage } from './send-parts';

export interface Reported {
  readonly runner: StepRunner;
  readonly figures: Pick<ReturnType<typeof figureMaker>, 'make'>;
  readonly evaluation: Evaluator;
  readonly variables: ReadonlyMap<string, Variable>;
  readonly start: Position;
  readonly clock: ReturnType<typeof trainingClock>;
  readonly post: (message: TrainMessage) => void;
}

/** Posts the metrics, figures and checkpoints of a run, each at most once per step. */
export function reporter({ runner, figures, evaluation, variables, start, clock, post }: Reported) {
  const speed = speedometer();
  const metrics = metricBuffer();
  let read = start.step;
  let stepEnds: number[] = [];
  let flushedAt = performance.now();
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
    const stepsPerSecond = speed.mark(flushedAt, step);
    if (rows.length === 0) return;
    post({ type: 'metrics', step, elapsedMs: clock.elapsedMs(), stepsPerSecond, rows, evaluations });
  };
  const diverged = (bad: { step: number; metric: string; value: number }) => divergence(bad, lastCheckpoint);

  return {
    /** Milliseconds since metrics were last read from the device. */
    sinceFlush: () => performance.now() - flushedAt,

    /** Records when steps ended that were run in one call. */
    ranSteps(steps: number, startedMs: number): void {
      const msPerStep = (clock.elapsedMs() - startedMs) / steps;
      for (let i = 1; i <= steps; i++) stepEnds.push(startedMs + i * msPerStep);
    },

    /**
     * Reads the metrics from the device and posts them, with an evaluation if one is due and all are finite.
     * @returns a problem if a metric is not finite
     */
    flush(step: number, evaluationDue: boolean): Problem | null {
      const bad = metrics.addSteps(runner.metricNames, read, runner.readMetrics(), stepEnds);
      read = step;
      stepEnds = [];
      flushedAt = performance.now();
      const isEvaluated = evaluationDue && bad === null;
      if (isEvaluated) pull(step);
      postMetrics(bad === null ? step : bad.step - 1, isEvaluated ? evaluation.whileTraining(step) : []);
      return bad === null ? null : diverged(bad);
    },

    figures(step: number, cadence: FigureCadence): void {
      if (lastFigures[cadence] === step) return;
      pull(step);
      for (const figure of figures.make(cadence)) post({ type: 'figure', step, ...figure });
      lastFigures[cadence] = step;
    },

    /** @returns a problem if a weight is not finite: nothing is saved then */
    checkpoint(step: number): Problem | null {
      if (lastCheckpoint === step && step > 0) return null;
      pull(step);
      const elapsedMs = clock.elapsedMs();
      const bytes = saveCheckpoint(variables, { step, elapsedMs });
      if (bytes === null) return diverged({ step, metric: 'a weight', value: NaN });
      post({ type: 'checkpoint', step, elapsedMs, bytes });
      lastCheckpoint = step;
      return null;
    },

    /** Evaluates the run on whole splits, and posts its progress. */
    async evaluateAll(step: number): Promise<void> {
      pull(step);
      const onProgress = (done: number, total: number) => {
        post({ type: 'progress', done, total });
      };
      postMetrics(step, await evaluation.atEnd(step, onProgress));
    },
  };
}

function divergence(bad: { step: number; metric: string; value: number }, checkpointStep: number): Problem {
  return {
    code: 'run.diverged',
    message: `${bad.metric} became ${String(bad.value)} at step ${String(bad.step)}, so training was ended.`,
    advice:
      (checkpointStep > 0
        ? `Everything before that step is kept, and the checkpoint of step ${String(checkpointStep)}. `
        : 'Everything before that step is kept. ') + 'Try a lower learning rate, or another seed.',
  };
}
