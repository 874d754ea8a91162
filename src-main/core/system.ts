import type { Storage } from '../contract/storage';
import type { SystemInfo } from '../contract/system';
import type { ReadOnlyStore } from '../store/open';
import { createEngineProbe } from './engine-probe';
import type { JobHost } from './job-host';
import { databaseBytes, storageOf } from './storage';

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

export function createSystem({
  store,
  host,
  dataDir,
  version,
  electron,
  electronProblem = null,
}: SystemContext) {
  const engine = createEngineProbe(host);

  return {
    /** Starts probing the engine, so that the answer is ready when it is requested. */
    warmUp: (): void => void engine.ask(),

    /** Probes the engine again when it is asked for next, since another one may load now. */
    probeAgain: (): void => {
      engine.forget();
    },

    async info(): Promise<SystemInfo> {
      return {
        version,
        dataDir,
        databaseBytes: databaseBytes(store.file),
        checkpointBytes: store.checkpoints.totalBytes(),
        engine: await engine.ask(),
        electron: {
          ok: electron !== null && electronProblem === null,
          why:
            electron === null
              ? 'electron-missing'
              : electronProblem === null
                ? 'electron-works'
                : { code: 'electron-fails', detail: electronProblem },
          version: electron,
        },
        node: { ok: true, why: 'node-works', version: process.versions.node },
        sqlite: {
          ok: true,
          why: 'sqlite-works',
          version: store.sqliteVersion(),
        },
      };
    },

    storage: (): Storage => storageOf(store),

    close: engine.stop,
  };
}
