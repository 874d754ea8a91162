import type { Datasets } from './datasets';
import { reportDefect } from './problem';
import { failBeforeStart, prepareRun } from './run-start';
import { startTraining, type Training, type TrainingContext } from './training';

/** A run that has a slot. `training` comes when its dataset is there. */
interface Turn {
  readonly runId: number;
  training: Training | null;
}

/** Runs that train at the same time. */
const SLOTS = 1;

export type Queue = ReturnType<typeof createQueue>;

/** Queued runs train in their order, as many at once as there are slots. A paused run keeps its slot. */
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

  /** The runs that are to be started, now that others train. */
  function upNext(): number[] {
    const free = SLOTS - [...turns.keys()].filter(hasBegun).length;
    return waiting().slice(0, Math.max(0, free));
  }

  /** Gives free slots to the first in the queue; a run that only waits for its dataset loses its slot to one before it. */
  function fill(): void {
    if (!open) return;
    const ids = upNext();
    for (const id of [...turns.keys()]) if (!hasBegun(id) && !ids.includes(id)) turns.delete(id);
    for (const id of ids) if (!turns.has(id)) begin(id);
  }

  function begin(id: number): void {
    const mine: Turn = { runId: id, training: null };
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
