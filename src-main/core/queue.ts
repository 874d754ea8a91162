import type { LogEntry, Run } from '../contract/run';
import { clearRows } from './clear-rows';
import type { Datasets } from './datasets';
import { refusal, reportDefect, toProblem } from './problem';
import { startTraining, type Training, type TrainingContext } from './training';

/** The run whose turn it is. `training` comes when its dataset is there. */
interface Turn {
  readonly runId: number;
  training: Training | null;
}

export type Queue = ReturnType<typeof createQueue>;

/** One run trains at a time; the others wait in the order in which they came. A paused run keeps its turn. */
export function createQueue(context: TrainingContext, datasets: Datasets) {
  const { store, book, events } = context;
  let since = store.runs.lastQueued();
  let open = true;
  let turn: Turn | null = null;
  let unrecorded: number | null = null;

  function next(): void {
    unrecorded = null;
    advance();
  }

  function advance(): void {
    if (!open || turn !== null) return;
    const id = store.runs.nextQueued(since);
    if (id === null || id === unrecorded) return;
    const mine: Turn = { runId: id, training: null };
    turn = mine;
    void take(mine)
      .catch((error: unknown) => {
        // Whatever was being waited for has ended with the workbench: the run stays queued.
        if (turn === mine && open) failBeforeStart(id, error);
      })
      .then(() => {
        if (turn !== mine) return;
        turn = null;
        advance();
      })
      .catch((error: unknown) => {
        reportDefect('The queue stopped', error);
      });
  }

  async function take(mine: Turn): Promise<void> {
    const run = book.usable(mine.runId);
    const { dataset } = run.config;
    if (datasets.get(dataset).state !== 'ready')
      log(run.id, 'info', `Waits for ${run.datasetName} to be made.`);
    const { files, fingerprint } = await datasets.ready(dataset);
    // Meanwhile the run may have left the queue, or the workbench been closed.
    const left = () => turn !== mine || !open;
    if (left()) return;
    if (run.checkpointStep !== null && run.datasetFingerprint !== fingerprint) throw changedDataset(run);
    // What came after its checkpoint may be millions of rows.
    if (!(await clearRows(store, run.id, run.checkpointStep ?? -1, left))) return;
    mine.training = startTraining(context, book.get(run.id), { files, fingerprint });
    await mine.training.done;
  }

  function failBeforeStart(id: number, error: unknown): void {
    const problem = toProblem(`Run ${String(id)} could not be started`, error, store.file);
    const finishedAt = Date.now();
    try {
      store.runs.finish(id, 'failed', finishedAt, problem);
      book.close(id);
    } catch (unwritten) {
      // Its row still calls it queued: it is not tried again until somebody asks for it, or for another run.
      unrecorded = id;
      toProblem(`That run ${String(id)} failed could not be recorded`, unwritten, store.file);
      book.open({ ...book.get(id), state: 'failed', problem, finishedAt });
    }
    book.announce(id);
  }

  function log(runId: number, level: LogEntry['level'], text: string): void {
    const entry = { at: Date.now(), level, text };
    store.logs.append(runId, entry);
    events.publish({ type: 'log', runId, entry });
  }

  return {
    /** Lets runs start that were left in the queue before this session, too. */
    start(): void {
      since = 0;
      next();
    },
    next,
    /** The run's training, where it has begun. */
    training: (runId: number): Training | null => (turn?.runId === runId ? turn.training : null),
    /** The run has left the queue before it started: the next one need not wait for its dataset. */
    leave(runId: number): void {
      if (turn?.runId !== runId || turn.training !== null) return;
      turn = null;
      next();
    },
    /** No run starts from now on; the one that trains is ended with a last checkpoint. */
    async stop(): Promise<void> {
      open = false;
      const training = turn?.training;
      if (!training) return;
      await training.stop();
      await training.done;
    },
  };
}

function changedDataset({ datasetName }: Run): Error {
  return refusal(
    'dataset.changed',
    `${datasetName} is no longer what the run was trained on: its fingerprint is another.`,
    'Launch a new run with the same settings.',
  );
}
