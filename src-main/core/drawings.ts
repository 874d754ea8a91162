import { randomBytes } from 'node:crypto';
import { WorkbenchError } from '../contract/error';
import type { Run } from '../contract/run';
import type { Drawing, DrawRequest } from '../contract/sample';
import type { ReadOnlyStore } from '../store/open';
import type { JobMessage } from '../jobs/protocol';
import { unknownCheckpoint } from './checkpoints';
import type { Datasets } from './datasets';
import { drawingLost } from './interruption';
import { refusal } from './problem';
import type { RunBook } from './run-book';
import { createSlots } from './slots';
import type { JobHost, JobProcess } from './job-host';

export interface DrawingsContext {
  readonly store: Pick<ReadOnlyStore, 'checkpoints'>;
  readonly host: JobHost;
  readonly book: Pick<RunBook, 'usable'>;
  readonly datasets: Pick<Datasets, 'ready' | 'get'>;
}

export type Drawings = ReturnType<typeof createDrawings>;

/** With more than this at hand, the oldest goes: the same is drawn again from its seed. */
const KEPT = 16;

/** What was drawn, and what its classes are called. */
export interface Drawn extends Pick<Drawing, 'sheet'> {
  readonly bytes: Uint8Array;
  readonly classNames: readonly string[];
}

/** Each is a process of some 400 MB. */
const AT_ONCE = 2;
const MAX_WAITING = 8;

/** Samples drawn from a run's checkpoint because somebody asked for them; nothing of them is recorded. */
export function createDrawings({ store, host, book, datasets }: DrawingsContext) {
  const drawn = new Map<string, Drawn>();
  const trainers = new Set<JobProcess>();
  let closed = false;
  const slots = createSlots({ atOnce: AT_ONCE, waiting: MAX_WAITING, tooMany });

  /** Processes begin in the order of the calls, whatever each of them has to wait for. */
  async function drawNow(run: Run, request: DrawRequest, signal?: AbortSignal): Promise<Answer> {
    const { id, config } = run;
    const trainer = host.spawn();
    trainers.add(trainer);
    const answer = answerOf(trainer, signal);
    // Awaited once it has been asked; it may die before.
    answer.catch(() => undefined);
    const end = () => {
      trainer.kill();
    };
    signal?.addEventListener('abort', end);
    try {
      const { files } = await datasets.ready(config.dataset);
      const { step } = request;
      const checkpoint = step === undefined ? store.checkpoints.newest(id) : store.checkpoints.at(id, step);
      if (checkpoint === null)
        throw step === undefined ? noCheckpoint(run.name) : unknownCheckpoint(run, step);
      if (closed || signal?.aborted === true) throw cancelled();
      // Any device draws from it, also where the one it was trained on is not.
      const task = { config: { ...config, device: 'auto' }, dataset: files, checkpoint: checkpoint.bytes };
      trainer.post({ type: 'draw', task, request });
      return await answer;
    } catch (error) {
      end();
      throw error;
    } finally {
      signal?.removeEventListener('abort', end);
      trainers.delete(trainer);
    }
  }

  return {
    /**
     * @param signal ends it, or takes it out of those that wait
     * @throws WorkbenchError `run.no-checkpoint`, `checkpoint.unknown`, `run.no-samples`, `run.no-class`, `run.draw-…`, `dataset.…`
     */
    async draw(runId: number, request: DrawRequest, signal?: AbortSignal): Promise<Drawing> {
      const run = book.usable(runId);
      const { name, config, checkpointStep } = run;
      if (checkpointStep === null) throw noCheckpoint(name);
      const { step, sheet, bytes } = await slots.run(() => drawNow(run, request, signal), cancelled, signal);
      const id = randomBytes(8).toString('hex');
      drawn.set(id, { sheet, bytes, classNames: datasets.get(config.dataset).classNames });
      for (const oldest of drawn.keys()) {
        if (drawn.size <= KEPT) break;
        drawn.delete(oldest);
      }
      return { id, step, sheet };
    },

    /** null where it is no longer at hand. */
    find: (id: string): Drawn | null => drawn.get(id) ?? null,

    close(): void {
      closed = true;
      slots.clear(cancelled);
      for (const trainer of trainers) trainer.kill();
    },
  };
}

type Answer = Extract<JobMessage, { type: 'drawn' }>;

function answerOf(trainer: JobProcess, signal: AbortSignal | undefined): Promise<Answer> {
  return new Promise((resolve, reject) => {
    trainer.onMessage((message) => {
      if (message.type === 'drawn') resolve(message);
      if (message.type === 'failed') reject(new WorkbenchError(message.problem));
    });
    trainer.onExit((how) => {
      reject(signal?.aborted === true ? cancelled() : new WorkbenchError(drawingLost(how)));
    });
  });
}

function noCheckpoint(name: string): WorkbenchError {
  return refusal(
    'run.no-checkpoint',
    `${name} has no checkpoint yet to draw from.`,
    'Wait for its first checkpoint, or pause it: that writes one.',
  );
}

function tooMany(): WorkbenchError {
  return refusal(
    'run.draw-busy',
    `Samples are being drawn already, and ${String(MAX_WAITING)} others wait for that.`,
    'Wait until some of them are there, then try again.',
  );
}

function cancelled(): WorkbenchError {
  return refusal('run.draw-cancelled', 'Drawing was cancelled.', 'Draw again.');
}
