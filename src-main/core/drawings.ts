import { randomBytes } from 'node:crypto';
import { WorkbenchError } from '../contract/error';
import type { Drawing, DrawRequest } from '../contract/sample';
import type { ReadOnlyStore } from '../store/open';
import type { TrainerMessage } from '../trainer/protocol';
import type { Datasets } from './datasets';
import { refusal } from './problem';
import type { RunBook } from './run-book';
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

/** Samples drawn from a run's newest checkpoint because somebody asked for them; nothing of them is recorded. */
export function createDrawings({ store, host, book, datasets }: DrawingsContext) {
  const drawn = new Map<string, Drawn>();
  const trainers = new Set<TrainerProcess>();

  return {
    /** @throws WorkbenchError `run.no-checkpoint`, `run.no-samples`, `run.no-class`, `dataset.…` */
    async draw(runId: number, request: DrawRequest): Promise<Drawing> {
      const { name, config } = book.usable(runId);
      const checkpoint = store.checkpoints.newest(runId);
      if (checkpoint === null) {
        throw refusal(
          'run.no-checkpoint',
          `${name} has no checkpoint yet to draw from.`,
          'Wait for its first checkpoint, or pause it: that writes one.',
        );
      }
      const { files } = await datasets.ready(config.dataset);
      const trainer = host.spawn();
      trainers.add(trainer);
      try {
        // Any device draws from it, also where the one it was trained on is not.
        const task = {
          config: { ...config, device: 'auto' },
          dataset: files,
          checkpoint: checkpoint.bytes,
        };
        const { step, sheet, bytes } = await answerOf(trainer, () => {
          trainer.post({ type: 'draw', task, request });
        });
        const id = randomBytes(8).toString('hex');
        drawn.set(id, { sheet, bytes, classNames: datasets.get(config.dataset).classNames });
        for (const oldest of drawn.keys()) {
          if (drawn.size <= KEPT) break;
          drawn.delete(oldest);
        }
        return { id, step, sheet };
      } finally {
        trainers.delete(trainer);
      }
    },

    /** null where it is no longer at hand. */
    find: (id: string): Drawn | null => drawn.get(id) ?? null,

    close(): void {
      for (const trainer of trainers) trainer.kill();
    },
  };
}

type Answer = Extract<TrainerMessage, { type: 'drawn' }>;

function answerOf(trainer: TrainerProcess, ask: () => void): Promise<Answer> {
  return new Promise((resolve, reject) => {
    trainer.onMessage((message) => {
      if (message.type === 'drawn') resolve(message);
      if (message.type === 'failed') reject(new WorkbenchError(message.problem));
    });
    trainer.onExit(() => {
      reject(
        refusal(
          'run.draw-interrupted',
          'The process that drew the samples ended unexpectedly.',
          'Try again; close other programs where memory is short.',
        ),
      );
    });
    ask();
  });
}
