import { WorkbenchError } from '../contract/error';
import type { TrainerMessage } from '../trainer/protocol';
import { refusal } from './problem';
import type { TrainerHost } from './trainer-host';

/** One that does not heed its cancelling for this long is ended; what it leaves is cleared away by the next one. */
const CANCEL_TIMEOUT_MS = 3000;

export interface Generation {
  /** Resolves when the files are there. Rejects with a WorkbenchError, `dataset.cancelled` among them. */
  readonly done: Promise<void>;
  cancel(): void;
}

/** Makes a dataset in a trainer process: drawing 70 000 digits keeps a core busy for seconds. */
export function generate(
  host: TrainerHost,
  datasetId: string,
  directory: string,
  onProgress: (fraction: number) => void,
): Generation {
  const trainer = host.spawn();
  let timer: NodeJS.Timeout | null = null;
  const done = new Promise<void>((resolve, reject) => {
    trainer.onMessage((message: TrainerMessage) => {
      if (message.type === 'progress') onProgress(message.total > 0 ? message.done / message.total : 0);
      if (message.type === 'failed') reject(new WorkbenchError(message.problem));
      if (message.type !== 'finished') return;
      if (message.outcome === 'completed') resolve();
      else reject(cancelled());
    });
    trainer.onExit(() => {
      if (timer) clearTimeout(timer);
      reject(timer ? cancelled() : lost());
    });
    trainer.post({ type: 'generate', datasetId, directory });
  });
  return {
    done,
    cancel() {
      if (timer) return;
      trainer.post({ type: 'stop' });
      timer = setTimeout(() => {
        trainer.kill();
      }, CANCEL_TIMEOUT_MS);
    },
  };
}

function cancelled(): WorkbenchError {
  return refusal('dataset.cancelled', 'Making the dataset was cancelled.', 'Make it again when you need it.');
}

function lost(): WorkbenchError {
  return refusal(
    'dataset.interrupted',
    'The process that made the dataset ended unexpectedly: it crashed or was killed.',
    'Try again; nothing of it was kept.',
  );
}
