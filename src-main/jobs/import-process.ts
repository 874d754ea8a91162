import { problemOf } from '../contract/error';
import { problem } from '../contract/problems/catalogue';
import { importSession } from '../datasets/import-session';
import type { Channel } from './channel';
import type { ImportTask, JobMessage } from './protocol';

/** How often this process reports that it is not stuck. */
const ALIVE_EVERY_MS = 500;
/** Enough for files of any kind, since one image is decoded at a time, and tables and arrays are read in blocks. */
const MAX_MEMORY_BYTES = 1024 ** 3;

/** Answers the tasks of an import one after another, until the host ends this process. */
export function serveImport(channel: Channel) {
  const session = importSession();
  let last = Promise.resolve();
  const pending = new Set<AbortController>();

  setInterval(() => {
    if (process.memoryUsage.rss() <= MAX_MEMORY_BYTES) {
      channel.post({ type: 'alive' });
      return;
    }
    channel.post({
      type: 'failed',
      problem: problem('dataset.too-much-memory', { mostBytes: MAX_MEMORY_BYTES }),
    });
    channel.close();
  }, ALIVE_EVERY_MS);

  async function answer(task: ImportTask, signal: AbortSignal): Promise<JobMessage> {
    if (task.type === 'inspect') {
      return { type: 'inspected', result: await session.inspect(task.files, task.options) };
    }
    const onProgress = (done: number, total: number) => {
      channel.post({ type: 'progress', done, total });
    };
    const isThere = await session.write(task.request, task.directory, { onProgress, signal });
    return { type: 'finished', outcome: isThere ? 'completed' : 'stopped', step: 0, problem: null };
  }

  return {
    perform(task: ImportTask): void {
      const abort = new AbortController();
      pending.add(abort);
      last = last.then(async () => {
        try {
          channel.post(await answer(task, abort.signal));
        } catch (error) {
          const known = problemOf(error);
          if (known.code === 'internal' && error instanceof Error)
            process.stderr.write(`${error.stack ?? error.message}\n`);
          channel.post({ type: 'failed', problem: known });
        } finally {
          pending.delete(abort);
        }
      });
    },
    /** Stops running and waiting imports, and leaves no files. */
    stop(): void {
      for (const abort of pending) abort.abort();
    },
  };
}
