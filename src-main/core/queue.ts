import { mayShareDevice, type DeviceChoice } from '../contract/run';
import type { Datasets } from './datasets';
import { reportDefect } from './problem';
import { failBeforeStart, prepareRun } from './run-start';
import { startTraining, type Training, type TrainingContext } from './training';

/** A run that has a slot. `training` comes when its dataset is there. */
interface Turn {
  readonly runId: number;
  readonly device: DeviceChoice;
  training: Training | null;
}

export type Queue = ReturnType<typeof createQueue>;

/**
 * Queued runs train in their order, on each device as many at once as the settings say. A paused run keeps its slot, and no
 * run is let before an earlier one that waits for the same device.
 */
export function createQueue(context: TrainingContext, datasets: Datasets) {
  const { store, book } = context;
  const turns = new Map<number, Turn>();
  /** Left in the queue by an earlier session: they wait until somebody asks for them. */
  const held = new Set(store.runs.everyQueued());
  /** Could not be started, though their rows still call them queued: tried again when somebody next asks for a run. */
  const unrecorded = new Set<number>();
  let open = true;

  const hasBegun = (id: number) => (turns.get(id)?.training ?? null) !== null;

  /** The runs that may be started, in their order. */
  function waiting(): number[] {
    return store.runs.queued().filter((id) => !held.has(id) && !unrecorded.has(id) && !hasBegun(id));
  }

  /** The runs that are to be started, now that others train, and their devices. */
  function upNext(): Map<number, DeviceChoice> {
    const atOnce = store.settings.get().runsPerDevice;
    const taken = [...turns.values()].filter(({ runId }) => hasBegun(runId)).map(({ device }) => device);
    const chosen = new Map<number, DeviceChoice>();
    for (const id of waiting()) {
      const { device } = book.get(id).config;
      if (taken.filter((other) => mayShareDevice(device, other)).length < atOnce) chosen.set(id, device);
      // Nothing may pass it.
      else if (device === 'auto') break;
      taken.push(device);
    }
    return chosen;
  }

  /** Gives free slots to the first in the queue; a run that only waits for its dataset loses its slot to one before it. */
  function fill(): void {
    if (!open) return;
    const chosen = upNext();
    for (const id of [...turns.keys()]) if (!hasBegun(id) && !chosen.has(id)) turns.delete(id);
    for (const [id, device] of chosen) if (!turns.has(id)) begin(id, device);
  }

  function begin(id: number, device: DeviceChoice): void {
    const mine: Turn = { runId: id, device, training: null };
    turns.set(id, mine);
    const left = () => turns.get(id) !== mine || !open;
    void prepareRun(context, datasets, id, left)
      .then((dataset) => {
        if (dataset === null || left()) return;
        mine.training = startTraining(context, book.get(id), dataset);
        return mine.training.done;
      })
      .catch((error: unknown) => {
        // Whatever was being waited for has ended with the workbench: the run stays queued.
        if (!left() && !failBeforeStart(context, id, error)) unrecorded.add(id);
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
    unrecorded.clear();
    fill();
  }

  return {
    /** Lets runs start that were left in the queue before this session, too. */
    start(): void {
      held.clear();
      next();
    },
    /** Lets a run start, also where it was left in the queue before this session: somebody asks for it. */
    admit(id: number): void {
      held.delete(id);
      next();
    },
    /** To be called when the queue has changed. */
    next,
    /** Whether a run waits that would train if a slot were free. */
    isAwaited: (): boolean => waiting().length > 0,
    /** The run's training, where it has begun. */
    training: (runId: number): Training | null => turns.get(runId)?.training ?? null,
    /** No run starts from now on; those that train are ended, each with a last checkpoint. */
    async stop(): Promise<void> {
      open = false;
      const trainings = [...turns.values()].flatMap(({ training }) => training ?? []);
      await Promise.all(
        trainings.map(async (training) => {
          await training.stop();
          await training.done;
        }),
      );
    },
  };
}
