import type { Checkpoint, Measured } from '../contract/checkpoint';
import type { WorkbenchEvent } from '../contract/events';
import { selectionMetricOf } from '../contract/model';
import type { Run } from '../contract/run';
import type { NewCheckpoint } from '../store/checkpoints';
import type { Store } from '../store/open';
import type { RetentionRule } from '../store/retention';
import { createCheckpointSweep } from './checkpoint-sweep';
import type { Hub } from './events';
import type { Models } from './models';
import type { RunBook } from './run-book';

export interface CheckpointsContext {
  readonly store: Store;
  readonly book: RunBook;
  readonly models: Models;
  readonly events: Hub<WorkbenchEvent>;
  /** Aborted when the data folder is closed. */
  readonly closed: AbortSignal;
}

export type Checkpoints = ReturnType<typeof createCheckpoints>;

/** The checkpoints of runs: which stay, and what comes of the others. */
export function createCheckpoints({ store, book, models, events, closed }: CheckpointsContext) {
  const sweep = createCheckpointSweep(store, () => closed.aborted);
  sweep.wake();

  function selectionMetric({ config, latest }: Run) {
    const model = models.list().find(({ id }) => id === config.model);
    return model === undefined ? null : selectionMetricOf(model, latest);
  }

  function ruleFor(run: Run): RetentionRule {
    const { milestones, best } = store.settings.get().retention;
    return { milestones, best: best ? selectionMetric(run) : null };
  }

  /** Where the best is chosen by a metric of training, the mean over the newest steps: single batches vary. */
  function measuredOf(run: Run): Measured | null {
    const metric = selectionMetric(run)?.metric;
    if (metric === undefined) return null;
    const mean = run.window?.metrics[metric]?.mean;
    if (run.window && mean !== undefined) return { metric, value: mean, step: run.window.to };
    const last = store.metrics.last(run.id, metric);
    return last === null ? null : { metric, ...last };
  }

  function changed(runId: number): void {
    sweep.wake();
    events.publish({ type: 'checkpoints', runId });
  }

  return {
    /** In order of steps. */
    list(runId: number): Checkpoint[] {
      book.get(runId);
      return store.checkpoints.list(runId);
    },

    /** Records a checkpoint of a run that trains, and lets go of those that no longer stay. */
    add(runId: number, checkpoint: Omit<NewCheckpoint, 'measured'>): void {
      const run = book.get(runId);
      const { step, elapsedMs, bytes } = checkpoint;
      const measured = measuredOf(run);
      store.checkpoints.append(runId, { step, elapsedMs, bytes, measured }, ruleFor(run));
      book.change(runId, { checkpointStep: step });
      changed(runId);
    },

    /** A run was evaluated: where that is of its newest checkpoint, so is the value. */
    evaluated(runId: number): void {
      const run = book.get(runId);
      const measured = measuredOf(run);
      if (measured === null || measured.step !== run.checkpointStep) return;
      store.checkpoints.measure(runId, measured.step, measured, ruleFor(run));
      changed(runId);
    },
  };
}
