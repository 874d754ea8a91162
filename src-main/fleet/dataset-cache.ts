import { existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { ObjectStore } from '@nats-io/obj';
import { refusal } from '../contract/error';
import { datasetFiles, type DatasetFiles } from '../datasets/files';
import { fingerprintDataset } from '../datasets/fingerprint';
import { readObject } from './objects';
import type { Job } from './wire';

const MAX_BYTES = 20e9;

/**
 * The datasets that a worker has fetched, each in a folder named by its fingerprint. Those that were used least recently
 * are deleted when there are too many.
 */
export function createDatasetCache(directory: string, maxBytes = MAX_BYTES) {
  const fetching = new Map<string, Promise<void>>();

  /** Fetches into a folder beside the others, which gets its name when its content is checked. */
  async function fetch(bucket: ObjectStore, job: Job): Promise<void> {
    const { fingerprint } = job.dataset;
    const draft = join(directory, `${fingerprint}.${String(process.pid)}.draft`);
    try {
      await rm(draft, { recursive: true, force: true });
      await mkdir(draft, { recursive: true });
      await fetchFiles(bucket, job, draft);
      await rename(draft, join(directory, fingerprint)).catch((error: unknown) => {
        // Else another worker on this machine was faster.
        if (!existsSync(join(directory, fingerprint))) throw error;
      });
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  }

  async function evict(except: string): Promise<void> {
    const folders = await Promise.all(
      (await readdir(directory)).map(async (name) => {
        const path = join(directory, name);
        return { path, usedAt: (await stat(path)).mtimeMs, bytes: await sizeOf(path) };
      }),
    );
    let left = folders.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { path, bytes } of folders.sort((a, b) => a.usedAt - b.usedAt)) {
      if (left <= maxBytes) return;
      if (path === join(directory, except)) continue;
      await rm(path, { recursive: true, force: true });
      left -= bytes;
    }
  }

  return {
    /**
     * Returns the files of a job's dataset, which are fetched first if they are not here.
     * @throws WorkbenchError `fleet.dataset`
     */
    async files(bucket: ObjectStore, job: Job): Promise<DatasetFiles> {
      const { fingerprint } = job.dataset;
      const folder = join(directory, fingerprint);
      if (!existsSync(folder)) {
        const work = fetching.get(fingerprint) ?? fetch(bucket, job);
        fetching.set(fingerprint, work);
        await work.finally(() => fetching.delete(fingerprint));
        await evict(fingerprint);
      }
      const now = new Date();
      await utimes(folder, now, now);
      return datasetFiles(folder);
    },
  };
}

/** @throws WorkbenchError `fleet.dataset` */
async function fetchFiles(bucket: ObjectStore, { dataset, config }: Job, folder: string): Promise<void> {
  const { fingerprint, files } = dataset;
  for (const { name } of files) {
    const file = await open(join(folder, name), 'w');
    try {
      const isThere = await readObject(bucket, `${fingerprint}/${name}`, (bytes) => file.appendFile(bytes));
      if (!isThere) throw refusal('fleet.dataset', { dataset: config.dataset, isDamaged: false });
    } finally {
      await file.close();
    }
  }
  const found = await fingerprintDataset(folder).catch(() => null);
  if (found !== fingerprint) throw refusal('fleet.dataset', { dataset: config.dataset, isDamaged: true });
}

async function sizeOf(folder: string): Promise<number> {
  const sizes = await Promise.all(
    (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
