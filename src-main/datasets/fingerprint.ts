import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { datasetFiles } from './files';

/**
 * SHA-256, hex, over the items and labels of both splits: the name, size and bytes of each file. Equal fingerprints
 * mean equal data, wherever it is stored. Reads as a stream; 55 MB take about 100 ms.
 */
export async function fingerprintDataset(directory: string): Promise<string> {
  const hash = createHash('sha256');
  for (const path of pathsOf(directory)) {
    hash.update(`${basename(path)} ${String((await stat(path)).size)}\n`);
    for await (const chunk of createReadStream(path, {
      highWaterMark: 1024 * 1024,
    }) as AsyncIterable<Buffer>) {
      hash.update(chunk);
    }
  }
  return hash.digest('hex');
}

/**
 * Sizes and times of the same files, in a few system calls: while the stamp is unchanged, so is the fingerprint. It
 * includes the time of the last status change (ctime), which cannot be set back, unlike that of the last modification.
 */
export async function stampDataset(directory: string): Promise<string> {
  const stamps = await Promise.all(
    pathsOf(directory).map(async (path) => {
      const { size, mtimeMs, ctimeMs } = await stat(path);
      return `${basename(path)} ${String(size)} ${String(mtimeMs)} ${String(ctimeMs)}`;
    }),
  );
  return stamps.join('\n');
}

function pathsOf(directory: string): string[] {
  const { train, test } = datasetFiles(directory);
  return [train.items, train.labels, test.items, test.labels].filter((path) => path !== null);
}
