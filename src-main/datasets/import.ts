import { open, writeFile } from 'node:fs/promises';
import { itemsName, splitPaths } from './files';
import { encodeIdxHeader, encodeIdxLabels, itemBytes, itemDimensions } from './idx';
import type { InspectedDataset } from './inspect';
import { datasetProblem } from './problem';
import { replaceFolder } from './replace-folder';

/**
 * Writes what was inspected to `directory` as uncompressed IDX under the standard names, all or nothing. Streams, holding
 * about a megabyte, or a picture, at a time.
 * @param options.signal when aborted, returns soon and leaves no trace
 * @throws WorkbenchError when a file has changed or gone since, or a picture cannot be read; `dataset.unwritable`
 */
export async function writeImported(
  inspected: InspectedDataset,
  directory: string,
  options: { signal?: AbortSignal } = {},
): Promise<void> {
  const { signal } = options;
  await replaceFolder(directory, async (partial) => {
    for (const split of ['train', 'test'] as const) {
      const { count, labels, blocks } = inspected.splits[split];
      const dimensions = itemDimensions(inspected, count);
      const paths = splitPaths(partial, split, itemsName(dimensions));
      const written = await writeItems(paths.items, dimensions, blocks(), signal);
      if (signal?.aborted === true) return false;
      if (written !== count * itemBytes(inspected)) {
        throw datasetProblem(
          'changed',
          'The files have changed since they were inspected.',
          'Give them again.',
        );
      }
      if (labels !== null) await writeFile(paths.labels, encodeIdxLabels(labels));
    }
    return true;
  });
}

/** @returns how many bytes of items were written; fewer when aborted midway */
async function writeItems(
  path: string,
  dimensions: readonly number[],
  blocks: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<number> {
  const file = await open(path, 'wx');
  let written = 0;
  try {
    await file.writeFile(encodeIdxHeader(dimensions));
    for await (const block of blocks) {
      if (signal?.aborted === true) break;
      await file.writeFile(block);
      written += block.length;
    }
  } finally {
    await file.close();
  }
  return written;
}
