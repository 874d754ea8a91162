import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { refusal } from '../contract/error';
import { nameText } from '../contract/problems/catalogue';
import type { WorkbenchEvent } from '../contract/events';
import { datasetFiles } from '../datasets/files';
import { countItems } from '../datasets/load';
import type { StoredDataset } from '../store/datasets';
import { clearLeftovers } from '../datasets/replace-folder';
import { freeDatasetId } from './dataset-folder';
import { cancelled, throttled } from './dataset-task';
import type { Hub } from './events';
import type { Uploads } from './uploads';

type Entry = Omit<StoredDataset, 'fingerprint' | 'sizeBytes'>;

export interface DatasetImportsContext {
  readonly events: Hub<WorkbenchEvent>;
  readonly uploads: Uploads;
  readonly directory: (id: string) => string;
  /** Whether a dataset has the id. */
  readonly isTaken: (id: string) => boolean;
  /** Records the finished files as a dataset. */
  readonly record: (entry: Entry) => Promise<void>;
}

/** Imports inspected files as datasets. */
export function createDatasetImports({ events, uploads, directory, isTaken, record }: DatasetImportsContext) {
  /** The end of each import, and the signal that cancels it, by dataset id. */
  const active = new Map<string, { ended: Promise<void>; signal: AbortSignal | undefined }>();
  const closing = new AbortController();

  /** Cancelled imports occupy their ids until their processes end, a few seconds at most. */
  async function cancelledOnesEnded(): Promise<void> {
    const ending = [...active.values()].filter(({ signal }) => signal?.aborted === true);
    await Promise.all(ending.map(({ ended }) => ended));
  }

  /** Records what has been written. If that fails or comes too late, all of it is deleted. */
  async function keep(entry: Entry, written: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
    try {
      await written;
      if (closing.signal.aborted || signal?.aborted === true) throw cancelled();
      // There are fewer items than were found if some could not be read.
      const { train, test } = datasetFiles(directory(entry.id));
      await record({ ...entry, trainCount: countItems(train), testCount: countItems(test) });
    } catch (error) {
      await rm(directory(entry.id), { recursive: true, force: true });
      await clearLeftovers(dirname(directory(entry.id)));
      throw closing.signal.aborted ? closed() : error;
    }
  }

  return {
    /**
     * Imports inspected files as a new dataset, after imports that were cancelled before have ended.
     * @param signal when aborted before the files are written, nothing is imported, and the inspection stays
     * @param summary by default, the names of the files
     * @returns the dataset's id
     */
    async import(
      inspectionId: string,
      name: string,
      signal?: AbortSignal,
      summary?: string,
    ): Promise<string> {
      await cancelledOnesEnded();
      if (closing.signal.aborted) throw closed();
      if (signal?.aborted === true) throw cancelled();
      const { job, facts, files, options } = uploads.inspected(inspectionId);
      const id = freeDatasetId(name, (taken) => active.has(taken) || isTaken(taken));
      const entry = {
        ...facts,
        id,
        name,
        summary: summary ?? nameText({ code: 'imported-from', files: files.map((file) => file.name) }),
        source: 'imported' as const,
        classNames: [...facts.classNames],
      };
      const ending = new AbortController();
      const cancel = () => {
        ending.abort();
      };
      const reasons = [closing.signal, signal];
      for (const reason of reasons) reason?.addEventListener('abort', cancel);
      const onProgress = throttled((fraction: number) => {
        events.publish({ type: 'import-progress', inspectionId, fraction });
      });
      const written = job.write({ options, expected: facts }, directory(id), onProgress, ending.signal);
      const done = keep(entry, written, signal).finally(() => {
        active.delete(id);
        for (const reason of reasons) reason?.removeEventListener('abort', cancel);
      });
      active.set(id, { ended: done.catch(() => undefined), signal });
      await done;
      uploads.discard(inspectionId);
      return id;
    },

    async close(): Promise<void> {
      closing.abort();
      await Promise.all([...active.values()].map(({ ended }) => ended));
    },
  };
}

function closed(): Error {
  return refusal('workbench.closed', {});
}
