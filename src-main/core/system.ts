import { statSync } from 'node:fs';
import type { SystemInfo } from '../contract/system';
import type { ReadOnlyStore } from '../store/open';
import { reportDefect } from './problem';
import type { JobHost } from './job-host';

export interface SystemContext {
  readonly store: ReadOnlyStore;
  readonly host: JobHost;
  readonly dataDir: string;
  readonly version: string;
  /** Version of the Electron that opens windows; null if there is none. */
  readonly electron: string | null;
  /** Why that Electron cannot open a window; null if no reason is known. */
  readonly electronProblem?: string | null;
}

type Engine = SystemInfo['engine'];

/** Loading the native library takes about a second, from a cold disk many. */
const PROBE_TIMEOUT_MS = 60_000;

export function createSystem({
  store,
  host,
  dataDir,
  version,
  electron,
  electronProblem = null,
}: SystemContext) {
  let probing: Promise<Engine> | null = null;
  let stopProbe = () => {};

  /** Probes the engine in a trainer process, once: the result does not change while this process lives. */
  function engine(): Promise<Engine> {
    probing ??= probe().then((found) => {
      // A failed probe is repeated next time.
      if (found.backend === null) probing = null;
      return found;
    });
    return probing;
  }

  function probe(): Promise<Engine> {
    return new Promise((resolve) => {
      const failed = (why: string) => {
        clearTimeout(timer);
        resolve({ ok: false, why, backend: null, device: null, tensorflow: null });
      };
      const timer = setTimeout(() => {
        stopProbe();
        failed('The training process did not answer.');
      }, PROBE_TIMEOUT_MS);
      timer.unref();
      try {
        const trainer = host.spawn();
        stopProbe = () => {
          trainer.kill();
        };
        trainer.onMessage((message) => {
          if (message.type === 'failed') failed(message.problem.message);
          if (message.type !== 'probed') return;
          clearTimeout(timer);
          const { backend, device, tensorflow } = message.engine;
          resolve({ ok: backend === 'tensorflow', why: message.why, backend, device, tensorflow });
        });
        trainer.onExit(() => {
          stopProbe = () => {};
          failed('The training process ended before it could say what it runs on.');
        });
        trainer.post({ type: 'probe' });
      } catch (error) {
        reportDefect('The engine could not be asked', error);
        failed('The training process could not be started.');
      }
    });
  }

  return {
    /** Starts probing the engine, so that the answer is there when it is requested. */
    warmUp: (): void => void engine(),

    async info(): Promise<SystemInfo> {
      return {
        version,
        dataDir,
        databaseBytes: databaseBytes(store.file),
        checkpointBytes: store.checkpoints.totalBytes(),
        engine: await engine(),
        electron: {
          ok: electron !== null && electronProblem === null,
          why:
            electron === null
              ? 'Electron is not installed: the workbench opens in a browser tab instead.'
              : electronProblem === null
                ? 'The workbench opens in a window of its own.'
                : `It cannot open a window: ${electronProblem}.`,
          version: electron,
        },
        node: { ok: true, why: 'Runs the workbench.', version: process.versions.node },
        sqlite: {
          ok: true,
          why: 'Keeps runs, metrics, samples and checkpoints.',
          version: store.sqliteVersion(),
        },
      };
    },

    close: (): void => {
      stopProbe();
    },
  };
}

function databaseBytes(file: string): number {
  return ['', '-wal'].reduce((sum, suffix) => {
    return sum + (statSync(file + suffix, { throwIfNoEntry: false })?.size ?? 0);
  }, 0);
}
