import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ImportOptionsSchema, type Dataset } from '../contract/dataset';
import type { Download } from '../contract/download';
import { refusal, WorkbenchError, type Problem } from '../contract/error';
import type { WorkbenchEvent } from '../contract/events';
import { READY_FOLDER, type PublishedDataset } from '../datasets/published';
import { doneUnlessAborted, performDatasetTask, PROGRESS_EVERY_MS } from './dataset-task';
import type { Datasets } from './datasets';
import { checkFound, ENDS, heldBytes, summaryOf } from './download-facts';
import type { Hub } from './events';
import type { JobHost } from './job-host';
import { toProblem } from './problem';
import type { Uploads } from './uploads';

export interface DownloadsContext {
  readonly dataDir: string;
  readonly host: JobHost;
  readonly events: Hub<WorkbenchEvent>;
  readonly uploads: Pick<Uploads, 'useInPlace'>;
  readonly datasets: Pick<Datasets, 'has' | 'inspect' | 'import'>;
  readonly published: readonly PublishedDataset[];
}

export type Downloads = ReturnType<typeof createDownloads>;

type Progress = Pick<Download, 'state' | 'receivedBytes' | 'host' | 'fraction'>;

interface Going {
  readonly stop: AbortController;
  readonly done: Promise<Dataset>;
}

const OPTIONS = ImportOptionsSchema.parse({});

/** The published datasets. Each is downloaded in a separate process, then imported like any other files. */
// eslint-disable-next-line max-lines-per-function -- the life of a download: its parts share what is active and what failed
export function createDownloads({ dataDir, host, events, uploads, datasets, published }: DownloadsContext) {
  const going = new Map<string, Going>();
  const progress = new Map<string, Progress>();
  const failures = new Map<string, Problem>();
  const folderOf = (id: string) => join(dataDir, 'downloads', id);

  function find(id: string): PublishedDataset {
    const found = published.find((each) => each.id === id);
    if (found) return found;
    throw refusal('download.unknown', { id, choices: published.map((each) => each.id) });
  }

  function describe(entry: PublishedDataset): Download {
    const { id, files, mirrors, ...about } = entry;
    return {
      ...about,
      id,
      mirrors: [...mirrors],
      files: files.map(({ name }) => name),
      totalBytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      problem: failures.get(id) ?? null,
      ...(progress.get(id) ?? {
        state: datasets.has(id) ? 'ready' : 'absent',
        receivedBytes: heldBytes(entry, folderOf(id)),
        host: null,
        fraction: null,
      }),
    };
  }

  function announce(entry: PublishedDataset): Download {
    const download = describe(entry);
    events.publish({ type: 'download', download });
    return download;
  }

  function report(entry: PublishedDataset, now: Progress): void {
    progress.set(entry.id, now);
    announce(entry);
  }

  async function fetchFiles(
    entry: PublishedDataset,
    mirrors: readonly string[],
    signal: AbortSignal,
  ): Promise<string> {
    const directory = folderOf(entry.id);
    const { name, homepage, files } = entry;
    let from = '';
    let timer: NodeJS.Timeout | undefined;
    const announceSoon = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        announce(entry);
      }, PROGRESS_EVERY_MS);
    };
    const request = { name, homepage, files, mirrors, directory };
    const work = performDatasetTask(
      host,
      { type: 'download', request },
      (message) => {
        if (message.type !== 'received') return;
        from = message.host;
        progress.set(entry.id, {
          state: 'downloading',
          receivedBytes: message.bytes,
          host: from,
          fraction: null,
        });
        announceSoon();
      },
      ENDS,
    );
    await doneUnlessAborted(work, signal).finally(() => {
      clearTimeout(timer);
    });
    return from;
  }

  /** @param from the host that sent the last file; empty if all files were already downloaded */
  async function takeIn(entry: PublishedDataset, from: string, signal: AbortSignal): Promise<Dataset> {
    const { id, name } = entry;
    const { receivedBytes } = describe(entry);
    const at = (fraction: number) => {
      report(entry, { state: 'importing', receivedBytes, host: null, fraction });
    };
    at(0);
    const uploadId = uploads.useInPlace(join(folderOf(id), READY_FOLDER));
    const inspection = await datasets.inspect([uploadId], OPTIONS, signal);
    checkFound(entry, inspection);
    const { inspectionId } = inspection;
    const leave = events.subscribe((event) => {
      if (event.type === 'import-progress' && event.inspectionId === inspectionId) at(event.fraction);
    });
    try {
      const dataset = await datasets.import(inspectionId, name, signal, summaryOf(entry, from));
      await rm(folderOf(id), { recursive: true, force: true });
      return dataset;
    } finally {
      leave();
    }
  }

  async function run(
    entry: PublishedDataset,
    mirrors: readonly string[],
    signal: AbortSignal,
  ): Promise<Dataset> {
    try {
      const from = await fetchFiles(entry, mirrors, signal);
      return await takeIn(entry, from, signal);
    } catch (error) {
      if (signal.aborted) throw ENDS.cancelled();
      const problem = toProblem(`${entry.name} could not be fetched`, error, folderOf(entry.id));
      failures.set(entry.id, problem);
      throw new WorkbenchError(problem, { cause: error });
    } finally {
      going.delete(entry.id);
      progress.delete(entry.id);
      announce(entry);
    }
  }

  async function stop(id: string): Promise<void> {
    const under = going.get(id);
    under?.stop.abort();
    await under?.done.catch(() => undefined);
  }

  // A removed dataset can be downloaded again; an imported dataset of the same id takes the place of the download.
  events.subscribe((event) => {
    const id =
      event.type === 'dataset' ? event.dataset.id : event.type === 'dataset-removed' ? event.datasetId : null;
    const entry = published.find((each) => each.id === id);
    if (entry && !going.has(entry.id)) announce(entry);
  });

  return {
    list: (): Download[] => published.map(describe),

    /**
     * Downloads and imports a dataset, or waits for the download in progress. Continues with the files of an earlier
     * attempt.
     * @param mirror the folder to download from instead of the known mirrors
     * @throws WorkbenchError `download.unknown`, `download.present`, `download.stopped`, or as `downloadDataset` and an
     *   import
     */
    async start(id: string, mirror?: string): Promise<Dataset> {
      const entry = find(id);
      const begun = going.get(id);
      if (begun) return begun.done;
      if (datasets.has(id)) {
        throw refusal('download.present', { id });
      }
      failures.delete(id);
      const stopping = new AbortController();
      const { receivedBytes } = describe(entry);
      const done = run(entry, mirror === undefined ? entry.mirrors : [mirror], stopping.signal);
      // If no caller waits, the download's state shows the failure.
      done.catch(() => undefined);
      going.set(id, { stop: stopping, done });
      report(entry, { state: 'downloading', receivedBytes, host: null, fraction: null });
      return done;
    },

    /** Stops a download, and keeps what has arrived. @throws WorkbenchError `download.unknown` */
    async stop(id: string): Promise<Download> {
      const entry = find(id);
      await stop(id);
      return describe(entry);
    },

    /** Deletes what has arrived. @throws WorkbenchError `download.unknown` */
    async discard(id: string): Promise<Download> {
      const entry = find(id);
      await stop(id);
      await rm(folderOf(id), { recursive: true, force: true });
      failures.delete(id);
      return announce(entry);
    },

    /** Stops all downloads. */
    async close(): Promise<void> {
      await Promise.all([...going.keys()].map(stop));
    },
  };
}
