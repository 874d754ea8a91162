import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { WorkbenchError } from '../contract/error';
import { DATASET_FILE_NAMES } from './files';
import { encodeIdxHeader } from './idx';
import type { GivenFile, InspectedDataset } from './inspect';
import { idxBlocks } from './read-limited';
import { replaceFolder } from './replace-folder';
import { transposeImages } from './transpose';

/**
 * Copies inspected files to `directory` as uncompressed IDX under the standard names, all or nothing. Streams, holding
 * about a megabyte at a time.
 * @param options.signal when aborted, returns soon and leaves no trace
 * @throws WorkbenchError when a file has changed or gone since, or `dataset.unwritable`
 */
export async function writeImported(
  inspected: InspectedDataset,
  directory: string,
  options: { signal?: AbortSignal } = {},
): Promise<void> {
  const { signal } = options;
  const { width, height, transposed } = inspected;
  await replaceFolder(directory, async (partial) => {
    for (const split of ['train', 'test'] as const) {
      const { images, labels, first, count } = inspected.splits[split];
      const names = DATASET_FILE_NAMES[split];
      const complete =
        (await copyItems(images, join(partial, names.images), {
          first,
          dimensions: [count, height, width],
          change: (data) => {
            if (transposed) transposeImages(data, width, height);
          },
          signal,
        })) &&
        (labels === null ||
          (await copyItems(labels, join(partial, names.labels), { first, dimensions: [count], signal })));
      if (!complete) return false;
    }
    return signal?.aborted !== true;
  });
}

/** @returns false when aborted midway */
async function copyItems(
  from: GivenFile,
  to: string,
  options: {
    first: number;
    dimensions: readonly [count: number, ...sides: number[]];
    change?: (data: Uint8Array) => void;
    signal: AbortSignal | undefined;
  },
): Promise<boolean> {
  const { first, dimensions, change, signal } = options;
  const end = first + dimensions[0];
  const file = await open(to, 'wx');
  let written = 0;
  try {
    await file.writeFile(encodeIdxHeader(dimensions));
    for await (const block of idxBlocks(from.path, from.name)) {
      if (signal?.aborted === true) return false;
      const start = Math.max(first, block.first);
      const stop = Math.min(end, block.first + block.count);
      if (start >= stop) continue;
      const itemBytes = block.header.dataBytes / block.header.count;
      const data = block.data.subarray((start - block.first) * itemBytes, (stop - block.first) * itemBytes);
      change?.(data);
      await file.writeFile(data);
      written += stop - start;
    }
  } finally {
    await file.close();
  }
  if (written < dimensions[0]) {
    throw new WorkbenchError({
      code: 'dataset.changed',
      message: `${from.name} has changed since it was inspected: it holds fewer items now.`,
      advice: 'Give the files again.',
    });
  }
  return true;
}
