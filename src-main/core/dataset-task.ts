import { WorkbenchError } from '../contract/error';
import type { DatasetTask, JobMessage } from '../jobs/protocol';
import { refusal } from './problem';
import type { JobHost } from './job-host';

/** A process that does not react to its cancellation for this long is killed; the next task deletes what it left. */
export const CANCEL_TIMEOUT_MS = 3000;
const PROGRESS_EVERY_MS = 250;

export interface DatasetWork {
  /** Resolves when the files are written. Rejects with a WorkbenchError, such as `dataset.cancelled`. */
  readonly done: Promise<void>;
  cancel(): void;
}

/**
 * Writes a dataset's files in a trainer process: drawing 70 000 digits, or decoding as many pictures, keeps a core
 * busy.
 * @param onProgress called a few times a second with a fraction from 0 to 1
 */
export function performDatasetTask(
  host: JobHost,
  task: DatasetTask,
  onProgress: (fraction: number) => void,
): DatasetWork {
  const trainer = host.spawn();
  let timer: NodeJS.Timeout | undefined;
  const report = throttled(onProgress);
  const done = new Promise<void>((resolve, reject) => {
    trainer.onMessage((message: JobMessage) => {
      if (message.type === 'progress') report(message.total > 0 ? message.done / message.total : 0);
      if (message.type === 'failed') reject(new WorkbenchError(message.problem));
      if (message.type !== 'finished') return;
      if (message.outcome === 'completed') resolve();
      else reject(cancelled());
    });
    trainer.onExit(() => {
      clearTimeout(timer);
      reject(timer ? cancelled() : lost());
    });
    trainer.post(task);
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

/** Reports a fraction a few times a second, by the monotonic clock. */
export function throttled(onProgress: (fraction: number) => void): (fraction: number) => void {
  let reportedAt = -Infinity;
  return (fraction) => {
    const now = performance.now();
    if (now - reportedAt < PROGRESS_EVERY_MS) return;
    reportedAt = now;
    onProgress(fraction);
  };
}

export function cancelled(): WorkbenchError {
  return refusal(
    'dataset.cancelled',
    'The dataset was cancelled; nothing of it was kept.',
    'Start it again.',
  );
}

export function lost(): WorkbenchError {
  return refusal(
    'dataset.interrupted',
    'The process that read or wrote the dataset ended unexpectedly: it crashed, ran out of memory or was killed.',
    'Try again; nothing of it was kept.',
  );
}
