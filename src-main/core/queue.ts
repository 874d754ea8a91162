import { mayShareDevice } from '../contract/run';
import { createBacklog, placeOf, withRoom, type Place } from './backlog';
import type { Datasets } from './datasets';
import { reportDefect } from './problem';
import { failBeforeStart, prepareRun } from './run-start';
import { startTraining, type Training, type TrainingContext } from './training';

/** A run that has a slot. `training` is null until its dataset is ready. */
interface Turn {
  readonly place: Place;
  training: Training | null;
}

export type Queue = ReturnType<typeof createQueue>;

/**
 * The queue of runs. Runs train in order, on each device as many at once as the settings allow. A paused run keeps its
 * slot, and no run overtakes an earlier one that waits for the same device.
 */
export function createQueue(context: TrainingContext, datasets: Datasets) {
  const { store, liveRuns } = context;
  const backlog = createBacklog(store);
  const turns = new Map<number, Turn>();
  let open = true;

  const training = (id: number): Training | null => turns.get(id)?.training ?? null;
  // A suspended run is already queued while its process ends.
  const waiting = () => backlog.ids().filter((id) => training(id) === null);
  const trainings = () => [...turns.values()].flatMap(({ training }) => training ?? []);

  function* places(ids: readonly number[]) {
    for (const id of ids) yield [id, placeOf(liveRuns.get(id))] as const;
  }

  /** Assigns free slots to the first runs; a run that still waits for its dataset loses its slot to an earlier run. */
  function fill(): void {
    if (!open) return;
    const taken = [...turns.values()].filter((turn) => turn.training !== null).map(({ place }) => place);
    const chosen = withRoom(places(waiting()), taken, store.settings.get().runsPerDevice);
    for (const id of [...turns.keys()]) if (training(id) === null && !chosen.has(id)) turns.delete(id);
    for (const [id, place] of chosen) if (!turns.has(id)) begin(id, place);
  }

  function begin(id: number, place: Place): void {
    const mine: Turn = { place, training: null };
    turns.set(id, mine);
    const left = () => turns.get(id) !== mine || !open;
    void prepareRun(context, datasets, id, left)
      .then((dataset) => {
        if (dataset === null || left()) return;
        mine.training = startTraining(context, liveRuns.get(id), dataset);
        return mine.training.done;
      })
      .catch((error: unknown) => {
        // The workbench was closed meanwhile: the run stays queued.
        if (!left() && !failBeforeStart(context, id, error)) backlog.exclude(id);
      })
      .then(() => {
        if (turns.get(id) === mine) turns.delete(id);
        fill();
      })
      .catch((error: unknown) => {
        reportDefect('The queue stopped', error);
      });
  }

  function next(): void {
    backlog.retry();
    fill();
  }

  return {
    /** Also starts the runs that earlier sessions left in the queue. */
    start(): void {
      backlog.admitAll();
      next();
    },
    /** Starts a run on request, even if an earlier session left it in the queue. */
    admit(id: number): void {
      backlog.admit(id);
      next();
    },
    /** Fills free slots; must be called when the queue or the number of slots has changed. */
    next,
    /** Whether another run waits for the device of this one. */
    isAwaited(id: number): boolean {
      const { device } = liveRuns.get(id).config;
      return waiting().some((other) => mayShareDevice(device, liveRuns.get(other).config.device));
    },
    /** The run's training, if it has started. */
    training,
    /** Starts no more runs, and ends those that train at the same time, each with a last checkpoint. */
    async stop(): Promise<void> {
      open = false;
      await Promise.all(
        trainings().map(async (training) => {
          await training.stop();
          await training.done;
        }),
      );
    },
  };
}
