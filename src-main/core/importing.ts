import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { WorkbenchEvent } from '../contract/events';
import { datasetFiles } from '../datasets/files';
import { countItems } from '../datasets/load';
import type { StoredDataset } from '../store/datasets';
import { clearLeftovers } from '../datasets/replace-folder';
import { freeId } from './dataset-folder';
import { cancelled, throttled } from './dataset-task';
import type { Hub } from './events';
import type { Imports } from './imports';
import { refusal } from './problem';

type Entry = Omit<StoredDataset, 'fingerprint' | 'sizeBytes'>;

export interface ImportingContext {
  readonly events: Hub<WorkbenchEvent>;
  readonly imports: Imports;
  readonly directory: (id: string) => string;
  /** Whether a dataset has the id. */
  readonly isTaken: (id: string) => boolean;
  /** Takes the finished files in. */
  readonly record: (entry: Entry) => Promise<void>;
}

/** The inspected files that are on their way to become datasets. */
export function createImporting({ events, imports, directory, isTaken, record }: ImportingContext) {
  /** By id: when each has ended, and what cancels it. */
  const under = new Map<string, { ended: Promise<void>; signal: AbortSignal | undefined }>();
  const closing = new AbortController();

  /** Those that were cancelled have their ids until their processes end, in a few seconds at most. */
  async function cancelledOnesEnded(): Promise<void> {
    const ending = [...under.values()].filter(({ signal }) => signal?.aborted === true);
    await Promise.all(ending.map(({ ended }) => ended));
  }

  /** Records what has been written. Where that fails or comes too late, nothing of it stays. */
  async function keep(entry: Entry, written: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
    try {
      await written;
      if (closing.signal.aborted || signal?.aborted === true) throw cancelled();
      // Fewer than were found where some could not be read after all.
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
     * Takes inspected files in as a dataset of its own, once those that were cancelled before have ended.
     * @param signal when aborted before the files are written, nothing is taken in, and the inspection stays
     * @returns the dataset's id
     */
    async take(inspectionId: string, name: string, signal?: AbortSignal): Promise<string> {
      await cancelledOnesEnded();
      if (closing.signal.aborted) throw closed();
      if (signal?.aborted === true) throw cancelled();
      const { job, facts, files, options } = imports.inspected(inspectionId);
      const id = freeId(name, (taken) => under.has(taken) || isTaken(taken));
      const entry = {
        ...facts,
        id,
        name,
        summary: `Imported from ${files.map((file) => file.name).join(', ')}.`,
        source: 'imported' as const,
        classNames: [...facts.classNames],
      };
      const ending = new AbortController();
      const cancel = () => {
        ending.abort();
      };
      const reasons = [closing.signal, signal];
      for (const reason of reasons) reason?.addEventListener('abort', cancel);
      const onProgress = throttled((fraction) => {
        events.publish({ type: 'import-progress', inspectionId, fraction });
      });
      const written = job.write({ options, expected: facts }, directory(id), onProgress, ending.signal);
      const done = keep(entry, written, signal).finally(() => {
        under.delete(id);
        for (const reason of reasons) reason?.removeEventListener('abort', cancel);
      });
      under.set(id, { ended: done.catch(() => undefined), signal });
      await done;
      imports.discard(inspectionId);
      return id;
    },

    async close(): Promise<void> {
      closing.abort();
      await Promise.all([...under.values()].map(({ ended }) => ended));
    },
  };
}

function closed(): Error {
  return refusal('workbench.closed', 'The workbench was closed meanwhile.', 'Open it and try again.');
}
