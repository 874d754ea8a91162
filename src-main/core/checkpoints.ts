import type { Checkpoint, Measured } from '../contract/checkpoint';
import type { WorkbenchEvent } from '../contract/events';
import { selectionMetricOf } from '../contract/model';
import type { Run } from '../contract/run';
import type { NewCheckpoint } from '../store/checkpoint-writer';
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

  /** By run, the id of the checkpoint whose parts are coming. */
  const incomplete = new Map<number, number>();

  function incompleteOf(runId: number): number {
    const id = incomplete.get(runId) ?? store.checkpoints.begin(runId);
    incomplete.set(runId, id);
    return id;
  }

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

    /** Records a part of the next checkpoint of a run that trains. */
    addPart(runId: number, part: Uint8Array): void {
      store.checkpoints.addPart(incompleteOf(runId), part);
    },

    /** Records that all parts of a checkpoint have come, and lets go of those that no longer stay. */
    complete(runId: number, { step, elapsedMs }: Pick<NewCheckpoint, 'step' | 'elapsedMs'>): void {
      const run = book.get(runId);
      const measured = measuredOf(run);
      store.checkpoints.complete(incompleteOf(runId), { step, elapsedMs, measured }, ruleFor(run));
      incomplete.delete(runId);
      book.change(runId, { checkpointStep: step });
      changed(runId);
    },

    /** The rest of a checkpoint will not come. */
    abandon(runId: number): void {
      const id = incomplete.get(runId);
      if (id === undefined) return;
      incomplete.delete(runId);
      store.checkpoints.abandon(id);
      sweep.wake();
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
