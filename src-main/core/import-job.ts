import type { ImportOptions } from '../contract/dataset';
import { refusal, WorkbenchError } from '../contract/error';
import type { GivenFile } from '../datasets/formats/format';
import type { ImportRequest } from '../datasets/import';
import type { InspectionResult } from '../datasets/import-session';
import type { ImportTask, JobMessage } from '../jobs/protocol';
import { CANCEL_TIMEOUT_MS, cancelled, lost } from './dataset-task';
import type { JobHost, JobProcess } from './job-host';
import { unlessAborted } from './unless-aborted';

/** A process that is silent for this long is stuck in one image, line or block, since it reports every half second. */
const STALLED_MS = 30_000;
/** Limit of an inspection; writing may take as long as there is progress. */
const INSPECTION_MS = 10 * 60_000;
/** A cancelled inspection continues for this long, because other options may be requested right after it. */
const ABANDONED_MS = 500;
/** An idle process ends, with what it knows of the files; the next request starts another one. */
const IDLE_MS = 2 * 60_000;

type Answer = Extract<JobMessage, { type: 'inspected' | 'finished' }>;

/**
 * The process that inspects and imports the given files. The first request starts it, and also the next one after its
 * end.
 */
export interface ImportJob {
  /** @throws WorkbenchError of the process, or `dataset.cancelled`, `dataset.stalled`, `dataset.interrupted` */
  inspect(options: ImportOptions, signal?: AbortSignal): Promise<InspectionResult>;
  /**
   * Writes the files as they were inspected.
   * @param onProgress from 0 to 1
   * @throws WorkbenchError as `inspect`
   */
  write(
    request: Omit<ImportRequest, 'files'>,
    directory: string,
    onProgress: (fraction: number) => void,
    signal: AbortSignal,
  ): Promise<void>;
  /** Ends the process if it is idle. */
  rest(): void;
  /** Ends the process, even if it is working. */
  end(): void;
}

// eslint-disable-next-line max-lines-per-function -- one process and its queue of requests: all of it shares their state
export function createImportJob(host: JobHost, files: readonly GivenFile[]): ImportJob {
  let worker: JobProcess | null = null;
  let onMessage: ((message: JobMessage | null) => void) | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let leaving: NodeJS.Timeout | undefined;
  /** Resolves at the end of the last process. */
  let gone: Promise<void> = Promise.resolve();

  function started(): JobProcess {
    if (worker !== null) return worker;
    const mine = host.spawn();
    mine.onMessage((message) => {
      if (worker === mine) onMessage?.(message);
    });
    gone = new Promise((resolve) => {
      mine.onExit(() => {
        if (worker === mine) ended();
        resolve();
      });
    });
    worker = mine;
    return mine;
  }

  function ended(): void {
    worker = null;
    onMessage?.(null);
  }

  function end(): void {
    clearTimeout(leaving);
    worker?.kill();
    ended();
  }

  function leaveIn(ms: number): void {
    clearTimeout(leaving);
    leaving = setTimeout(end, ms);
    leaving.unref();
  }

  /** Sends a request after all earlier ones were answered. */
  function ask(
    task: ImportTask,
    limitMs: number | null,
    onProgress: (fraction: number) => void,
  ): Promise<Answer> {
    clearTimeout(leaving);
    waiting++;
    const answer = last.then(() => exchange(task, limitMs, onProgress));
    last = answer
      .catch(() => undefined)
      .then(() => {
        if (--waiting === 0 && worker !== null) leaveIn(IDLE_MS);
      });
    return answer;
  }

  function exchange(
    task: ImportTask,
    limitMs: number | null,
    onProgress: (fraction: number) => void,
  ): Promise<Answer> {
    const tooSlow = (why: Error) => {
      failed = why;
      end();
    };
    let failed: Error | null = null;
    let quiet: NodeJS.Timeout | undefined;
    const watch = () => {
      clearTimeout(quiet);
      quiet = setTimeout(() => {
        tooSlow(stalled(files));
      }, STALLED_MS);
    };
    const limit = limitMs === null ? undefined : setTimeout(() => tooSlow(overdue(files)), limitMs);
    return new Promise<Answer>((resolve, reject) => {
      onMessage = (message) => {
        watch();
        if (message === null) reject(failed ?? lost());
        else if (message.type === 'progress') onProgress(message.done / Math.max(1, message.total));
        else if (message.type === 'failed') reject(new WorkbenchError(message.problem));
        else if (message.type === 'inspected' || message.type === 'finished') resolve(message);
      };
      watch();
      started().post(task);
    }).finally(() => {
      onMessage = null;
      clearTimeout(quiet);
      clearTimeout(limit);
    });
  }

  return {
    async inspect(options, signal) {
      if (signal?.aborted === true) throw cancelled();
      const answer = ask({ type: 'inspect', files, options }, INSPECTION_MS, () => undefined);
      const found = await unlessAborted(answer, signal, () => {
        if (waiting === 1) leaveIn(ABANDONED_MS);
        return cancelled();
      });
      if (found.type !== 'inspected') throw lost();
      return found.result;
    },

    async write(request, directory, onProgress, signal) {
      let killing: NodeJS.Timeout | undefined;
      const cancel = () => {
        worker?.post({ type: 'stop' });
        killing = setTimeout(end, CANCEL_TIMEOUT_MS);
      };
      const task = { type: 'import', request: { ...request, files }, directory } as const;
      const answer = ask(task, null, onProgress);
      if (signal.aborted) cancel();
      else signal.addEventListener('abort', cancel, { once: true });
      try {
        const written = await answer;
        if (written.type !== 'finished' || written.outcome !== 'completed') throw cancelled();
      } catch (error) {
        // After a failure the process may be about to end, and its unfinished files are deleted after its end.
        if (!signal.aborted) end();
        if (worker === null) await gone;
        throw signal.aborted ? cancelled() : error;
      } finally {
        signal.removeEventListener('abort', cancel);
        clearTimeout(killing);
      }
    },

    rest() {
      if (waiting === 0) end();
    },
    end,
  };
}

function stalled(files: readonly GivenFile[]): Error {
  return refusal('dataset.stalled', { files: namesOf(files), limit: { silentSeconds: STALLED_MS / 1000 } });
}

function overdue(files: readonly GivenFile[]): Error {
  return refusal('dataset.stalled', { files: namesOf(files), limit: { minutes: INSPECTION_MS / 60_000 } });
}

const namesOf = (files: readonly GivenFile[]) => files.map(({ name }) => name);
