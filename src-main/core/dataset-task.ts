import { refusal, WorkbenchError } from '../contract/error';
import type { DatasetTask, DownloadTask, FileTask, JobMessage, ReleaseTask } from '../jobs/protocol';
import type { JobHost } from './job-host';

/** A process that does not react to its cancellation for this long is killed; the next task deletes what it left. */
export const CANCEL_TIMEOUT_MS = 3000;
export const PROGRESS_EVERY_MS = 250;

export interface DatasetWork {
  /** Resolves when the files are written. Rejects with a WorkbenchError, such as `dataset.cancelled`. */
  readonly done: Promise<void>;
  readonly cancel: () => void;
}

/** Errors for a task that did not finish. */
export interface Ends {
  readonly cancelled: () => WorkbenchError;
  readonly lost: () => WorkbenchError;
}

/**
 * Generates or downloads a dataset's files, asks for releases, or writes an export, in a separate process, since drawing
 * 70 000 digits keeps a core busy.
 * @param onMessage called with the process's messages
 */
export function performDatasetTask(
  host: JobHost,
  task: DatasetTask | DownloadTask | ReleaseTask | FileTask,
  onMessage: (message: JobMessage) => void,
  ends: Ends = { cancelled, lost },
): DatasetWork {
  const job = host.spawn();
  let timer: NodeJS.Timeout | undefined;
  const done = new Promise<void>((resolve, reject) => {
    job.onMessage((message: JobMessage) => {
      if (message.type === 'failed') reject(new WorkbenchError(message.problem));
      else if (message.type !== 'finished') onMessage(message);
      else if (message.outcome === 'completed') resolve();
      else reject(ends.cancelled());
    });
    job.onExit(() => {
      clearTimeout(timer);
      reject(timer ? ends.cancelled() : ends.lost());
    });
    job.post(task);
  });
  return {
    done,
    cancel() {
      if (timer) return;
      job.post({ type: 'stop' });
      timer = setTimeout(() => {
        job.kill();
      }, CANCEL_TIMEOUT_MS);
    },
  };
}

/** Awaits work, and cancels it when the signal is aborted. */
export async function doneUnlessAborted({ done, cancel }: DatasetWork, signal: AbortSignal): Promise<void> {
  if (signal.aborted) cancel();
  else signal.addEventListener('abort', cancel, { once: true });
  try {
    await done;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

/** Limits progress reports to a few per second, by the monotonic clock. */
export function throttled<T>(onProgress: (progress: T) => void): (progress: T) => void {
  let reportedAt = -Infinity;
  return (progress) => {
    const now = performance.now();
    if (now - reportedAt < PROGRESS_EVERY_MS) return;
    reportedAt = now;
    onProgress(progress);
  };
}

export function cancelled(): WorkbenchError {
  return refusal('dataset.cancelled', {});
}

export function lost(): WorkbenchError {
  return refusal('dataset.interrupted', {});
}
