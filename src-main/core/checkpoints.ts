import type { Checkpoint, Measured } from '../contract/checkpoint';
import { refusal } from '../contract/error';
import type { WorkbenchEvent } from '../contract/events';
import { selectionMetricOf } from '../contract/model';
import { UNFINISHED_STATES, type Run } from '../contract/run';
import type { NewCheckpoint } from '../store/checkpoint-writer';
import type { StoredCheckpoint } from '../store/checkpoints';
import type { ReadOnlyStore, Store } from '../store/open';
import type { RetentionRule } from '../store/retention';
import { createCheckpointSweep } from './checkpoint-sweep';
import type { Hub } from './events';
import type { Models } from './models';
import type { LiveRuns } from './live-runs';
import { inTurns, nextTurn } from './turns';

export interface CheckpointsContext {
  readonly store: Store;
  readonly liveRuns: LiveRuns;
  readonly models: Models;
  readonly events: Hub<WorkbenchEvent>;
  /** Aborted when the data folder is closed. */
  readonly closed: AbortSignal;
}

export type Checkpoints = ReturnType<typeof createCheckpoints>;
/** The requests of clients about checkpoints. */
export type CheckpointRequests = Pick<Checkpoints, 'list' | 'pin' | 'remove' | 'applyRetention'>;

/** Returns the metric by which the best checkpoint of a run is chosen, from the settings and its model. */
function createSelection(store: CheckpointsContext['store'], models: CheckpointsContext['models']) {
  function selectionMetric({ config, latest }: Run) {
    const model = models.list().find(({ id }) => id === config.model);
    if (model === undefined) return null;
    return selectionMetricOf(model, latest, store.settings.get().retention.bestBy[model.id]);
  }

  function ruleFor(run: Run): RetentionRule {
    const { milestones, best } = store.settings.get().retention;
    return { milestones, best: best ? selectionMetric(run) : null };
  }

  /** The value of a checkpoint. A training metric is averaged over the newest steps, since single batches vary. */
  function measuredOf(run: Run): Measured | null {
    const metric = selectionMetric(run)?.metric;
    if (metric === undefined) return null;
    const mean = run.window?.metrics[metric]?.mean;
    if (run.window && mean !== undefined) return { metric, value: mean, step: run.window.to };
    const last = store.metrics.last(run.id, metric);
    return last === null ? null : { metric, ...last };
  }

  return { ruleFor, measuredOf };
}

/** The checkpoints of runs: which are kept, and the removal of the others. */
// eslint-disable-next-line max-lines-per-function -- a short method for each call: all share the sweep and what is incomplete
export function createCheckpoints({ store, liveRuns, models, events, closed }: CheckpointsContext) {
  const sweep = createCheckpointSweep(store, () => closed.aborted);
  sweep.wake();

  const { ruleFor, measuredOf } = createSelection(store, models);

  /** The id of the checkpoint whose parts are being received, for each run. */
  const incomplete = new Map<number, number>();

  function incompleteOf(runId: number): number {
    const id = incomplete.get(runId) ?? store.checkpoints.begin(runId);
    incomplete.set(runId, id);
    return id;
  }

  function find(run: Run, step: number): StoredCheckpoint {
    const found = store.checkpoints.find(run.id, step);
    if (found === null) throw unknownCheckpoint(run, step);
    return found;
  }

  /** @param measured if the run has trained on since @returns what publishes this */
  function completed(
    runId: number,
    id: number,
    { step, elapsedMs, measured }: Pick<NewCheckpoint, 'step' | 'elapsedMs' | 'measured'>,
  ): () => void {
    const run = liveRuns.get(runId);
    const value = measured === undefined ? measuredOf(run) : measured;
    store.checkpoints.complete(id, { step, elapsedMs, measured: value }, ruleFor(run));
    return () => {
      liveRuns.change(runId, { checkpointStep: step });
      changed(runId);
    };
  }

  /** Called after checkpoints of a run were added, marked or removed. */
  function changed(runId: number): void {
    sweep.wake();
    events.publish({ type: 'checkpoints', runId });
  }

  return {
    list: listed({ store, liveRuns }),
    changed,
    assertThere(run: Run, step: number): void {
      find(run, step);
    },

    /** Pins a checkpoint, so that it is kept, or unpins it. @throws WorkbenchError `checkpoint.unknown` */
    pin(runId: number, step: number, isPinned: boolean): void {
      if (!store.checkpoints.pin(runId, step, isPinned)) throw unknownCheckpoint(liveRuns.get(runId), step);
      changed(runId);
    },

    /** @throws WorkbenchError `checkpoint.unknown`, or `checkpoint.needed` if its run continues from it */
    remove(runId: number, step: number): void {
      const run = liveRuns.get(runId);
      find(run, step);
      if (run.checkpointStep === step && UNFINISHED_STATES.includes(run.state))
        throw neededCheckpoint(run, step);
      store.checkpoints.remove(runId, step);
      changed(runId);
      liveRuns.announce(runId);
    },

    /**
     * Removes the checkpoints, of one run or of all, that the retention rule does not keep, one run per turn.
     * @returns number removed
     */
    async applyRetention(runId?: number): Promise<number> {
      let removed = 0;
      for (const { id } of runId === undefined ? allOf(liveRuns.list) : [liveRuns.get(runId)]) {
        await nextTurn();
        if (closed.aborted) break;
        const before = store.checkpoints.list(id).length;
        if (!store.checkpoints.retain(id, ruleFor(liveRuns.get(id)))) continue;
        removed += before - store.checkpoints.list(id).length;
        changed(id);
      }
      return removed;
    },

    /**
     * Copies a checkpoint to another run, a few milliseconds' worth in each turn of the event loop.
     * @param shown called in the transaction that completes the copy
     */
    async copy(
      runId: number,
      step: number,
      toRunId: number,
      shown: (checkpoint: StoredCheckpoint) => void,
    ): Promise<void> {
      const run = liveRuns.get(runId);
      const source = find(run, step);
      const copy = store.checkpoints.begin(toRunId);
      store.checkpoints.hold(source.id);
      const copied = function* () {
        for (const part of store.checkpoints.parts(source.id)) yield store.checkpoints.addPart(copy, part);
      };
      try {
        for await (const _some of inTurns(copied(), closed));
        store.transaction(() => {
          store.checkpoints.complete(copy, source, ruleFor(run));
          shown(source);
        });
      } finally {
        // If the store is closed, nothing can be cleaned up.
        if (!closed.aborted) {
          store.checkpoints.abandon(copy);
          store.checkpoints.release(source.id);
          sweep.wake();
        }
      }
    },

    /** Records a part of the next checkpoint of a run that trains. */
    addPart(runId: number, part: Uint8Array): void {
      store.checkpoints.addPart(incompleteOf(runId), part);
    },

    measuredOf,

    /**
     * Records that all parts of a checkpoint have arrived, and removes those that are no longer kept.
     * @returns what publishes this
     */
    complete(runId: number, { step, elapsedMs }: Pick<NewCheckpoint, 'step' | 'elapsedMs'>): () => void {
      const publish = completed(runId, incompleteOf(runId), { step, elapsedMs });
      return () => {
        incomplete.delete(runId);
        publish();
      };
    },

    /** Receives a checkpoint from elsewhere while the run trains on. */
    receive(runId: number) {
      const id = store.checkpoints.begin(runId);
      let isComplete = false;
      return {
        addPart: (part: Uint8Array): void => {
          store.checkpoints.addPart(id, part);
        },
        /** As `complete`. */
        complete(checkpoint: Parameters<typeof completed>[2]): () => void {
          const publish = completed(runId, id, checkpoint);
          return () => {
            isComplete = true;
            publish();
          };
        },
        /** Discards it unless it is complete. */
        abandon(): void {
          if (isComplete) return;
          store.checkpoints.abandon(id);
          sweep.wake();
        },
      };
    },

    /** Marks the best checkpoint of a run that was trained elsewhere, and removes none. */
    markBest(runId: number): void {
      store.checkpoints.retain(runId, { ...ruleFor(liveRuns.get(runId)), milestones: Infinity });
    },

    /** Discards an incomplete checkpoint, because the rest of it will not arrive. */
    abandon(runId: number): void {
      const id = incomplete.get(runId);
      if (id === undefined) return;
      incomplete.delete(runId);
      store.checkpoints.abandon(id);
      sweep.wake();
    },

    /** Called when a run was evaluated: its newest checkpoint gets the value if it is of the same step. */
    evaluated(runId: number): void {
      const run = liveRuns.get(runId);
      const measured = measuredOf(run);
      if (measured === null || measured.step !== run.checkpointStep) return;
      store.checkpoints.measure(runId, measured.step, measured, ruleFor(run));
      changed(runId);
    },
  };
}

/** Returns a function that lists the checkpoints of a run in order of steps. */
export function listed({ store, liveRuns }: { store: ReadOnlyStore; liveRuns: LiveRuns }) {
  return (runId: number): Checkpoint[] => {
    liveRuns.get(runId);
    return store.checkpoints.list(runId);
  };
}

/** Yields all runs of a paged list, the newest first. */
function* allOf(page: LiveRuns['list']): Generator<Run, void, void> {
  for (let runs = page(); runs.length > 0; runs = page(runs.at(-1)?.id)) yield* runs;
}

export function unknownCheckpoint({ name }: Run, step: number): Error {
  return refusal('checkpoint.unknown', { name, step });
}

function neededCheckpoint({ name, state }: Run, step: number): Error {
  return refusal('checkpoint.needed', { name, state, step });
}
