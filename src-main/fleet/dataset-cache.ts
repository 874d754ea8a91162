import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { once } from 'node:events';
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

  async function fetch(bucket: ObjectStore, { dataset: { fingerprint, files }, config }: Job): Promise<void> {
    const draft = join(directory, `${fingerprint}.${String(process.pid)}.draft`);
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { recursive: true });
    for (const { name } of files) {
      const file = createWriteStream(join(draft, name));
      const isThere = await readObject(bucket, `${fingerprint}/${name}`, (bytes) => void file.write(bytes));
      file.end();
      await once(file, 'close');
      if (!isThere) throw refusal('fleet.dataset', { dataset: config.dataset, isDamaged: false });
    }
    const found = await fingerprintDataset(draft).catch(() => null);
    if (found !== fingerprint) {
      await rm(draft, { recursive: true, force: true });
      throw refusal('fleet.dataset', { dataset: config.dataset, isDamaged: true });
    }
    await rename(draft, join(directory, fingerprint)).catch(async (error: unknown) => {
      // Another worker on this machine was faster.
      await rm(draft, { recursive: true, force: true });
      if (!existsSync(join(directory, fingerprint))) throw error;
    });
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

async function sizeOf(folder: string): Promise<number> {
  const sizes = await Promise.all(
    (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
