import { Worker } from 'node:worker_threads';
import type { ExportRequest } from '../contract/export';

export interface Got {
  status: number;
  headers: Record<string, string>;
  bytes: number;
  /** The first and the last bytes, as text. */
  head: string;
  tail: string;
  /** False where the connection broke off before the end. */
  whole: boolean;
}

export type Task =
  | { type: 'get'; path: string; times: number }
  | { type: 'export'; request: ExportRequest; times: number }
  | { type: 'list'; times: number }
  | { type: 'figures'; runId: number }
  | { type: 'stall'; runId: number }
  | { type: 'watch'; runId: number; untilStep: number };

export type Done = { id: number; result: unknown } | { id: number; error: string };

export interface Client {
  /** Asks for a file several times at once. */
  get(path: string, times?: number): Promise<Got[]>;
  /** Writes an export and asks for its file, several times at once. */
  export(request: ExportRequest, times?: number): Promise<Got[]>;
  /** Lists all runs, over several connections at once. @returns how many there are */
  list(times?: number): Promise<number[]>;
  /** @returns how many a run has */
  figures(runId: number): Promise<number>;
  /** Watches a run until every metric has come to a step. @returns rows received */
  watch(runId: number, untilStep: number): Promise<number>;
  /** Asks to watch a run from its first step, and then reads nothing more. */
  stall(runId: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * A client of the loopback server in a thread of its own, so that the probe (`longest-turn.ts`) sees the server's work
 * alone.
 * @param address as `newAddress` of the server gives it: the client signs in with it
 */
export function startClient(address: string): Client {
  const worker = new Worker(new URL('./client-thread.mts', import.meta.url), {
    workerData: address,
    execArgv: [],
  });
  const waiting = new Map<number, (done: Done) => void>();
  worker.on('message', (done: Done) => {
    waiting.get(done.id)?.(done);
    waiting.delete(done.id);
  });
  worker.on('error', (error) => {
    for (const [id, settle] of waiting) settle({ id, error: String(error) });
  });
  let tasks = 0;
  const ask = <T>(task: Task): Promise<T> =>
    new Promise((resolve, reject) => {
      const id = tasks++;
      waiting.set(id, (done) => {
        if ('error' in done) reject(new Error(done.error));
        else resolve(done.result as T);
      });
      worker.postMessage({ id, task });
    });
  return {
    get: (path, times = 1) => ask({ type: 'get', path, times }),
    export: (request, times = 1) => ask({ type: 'export', request, times }),
    list: (times = 1) => ask({ type: 'list', times }),
    figures: (runId) => ask({ type: 'figures', runId }),
    watch: (runId, untilStep) => ask({ type: 'watch', runId, untilStep }),
    stall: (runId) => ask({ type: 'stall', runId }),
    close: async () => void (await worker.terminate()),
  };
}
