import { randomBytes } from 'node:crypto';
import { WorkbenchError } from '../contract/error';
import type { Drawing, DrawRequest } from '../contract/sample';
import type { ReadOnlyStore } from '../store/open';
import type { TrainerMessage, TrainTask } from '../trainer/protocol';
import type { Datasets } from './datasets';
import { drawingLost } from './interruption';
import { refusal } from './problem';
import type { RunBook } from './run-book';
import { createSlots } from './slots';
import type { TrainerHost, TrainerProcess } from './trainer-host';

export interface DrawingsContext {
  readonly store: Pick<ReadOnlyStore, 'checkpoints'>;
  readonly host: TrainerHost;
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

/** Samples drawn from a run's newest checkpoint because somebody asked for them; nothing of them is recorded. */
export function createDrawings({ store, host, book, datasets }: DrawingsContext) {
  const drawn = new Map<string, Drawn>();
  const trainers = new Set<TrainerProcess>();
  let closed = false;
  const slots = createSlots({ atOnce: AT_ONCE, waiting: MAX_WAITING, tooMany });

  async function drawNow(task: TrainTask, request: DrawRequest, signal?: AbortSignal): Promise<Answer> {
    const trainer = host.spawn();
    trainers.add(trainer);
    const end = () => {
      trainer.kill();
    };
    signal?.addEventListener('abort', end);
    try {
      return await answerOf(trainer, signal, () => {
        trainer.post({ type: 'draw', task, request });
      });
    } finally {
      signal?.removeEventListener('abort', end);
      trainers.delete(trainer);
    }
  }

  return {
    /**
     * @param signal ends it, or takes it out of those that wait
     * @throws WorkbenchError `run.no-checkpoint`, `run.no-samples`, `run.no-class`, `run.draw-…`, `dataset.…`
     */
    async draw(runId: number, request: DrawRequest, signal?: AbortSignal): Promise<Drawing> {
      const { name, config, checkpointStep } = book.usable(runId);
      if (checkpointStep === null) throw noCheckpoint(name);
      // In the order of the calls: what takes time comes once it is their turn.
      const { step, sheet, bytes } = await slots.run(
        async () => {
          const { files } = await datasets.ready(config.dataset);
          if (closed || signal?.aborted === true) throw cancelled();
          const checkpoint = store.checkpoints.newest(runId);
          if (checkpoint === null) throw noCheckpoint(name);
          // Any device draws from it, also where the one it was trained on is not.
          const task = {
            config: { ...config, device: 'auto' },
            dataset: files,
            checkpoint: checkpoint.bytes,
          };
          return drawNow(task, request, signal);
        },
        cancelled,
        signal,
      );
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

type Answer = Extract<TrainerMessage, { type: 'drawn' }>;

function answerOf(
  trainer: TrainerProcess,
  signal: AbortSignal | undefined,
  ask: () => void,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    trainer.onMessage((message) => {
      if (message.type === 'drawn') resolve(message);
      if (message.type === 'failed') reject(new WorkbenchError(message.problem));
    });
    trainer.onExit((how) => {
      reject(signal?.aborted === true ? cancelled() : new WorkbenchError(drawingLost(how)));
    });
    ask();
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
