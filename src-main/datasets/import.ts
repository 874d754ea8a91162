import { open, writeFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import type { ImportOptions } from '../contract/dataset';
import { itemsName, splitPaths } from './files';
import type { Found, GivenFile } from './formats/format';
import { encodeIdxHeader, encodeIdxLabels, itemBytes, itemDimensions } from './idx';
import { writeImportReport } from './import-report';
import { arrange, factsOf, findDataset, type DatasetFacts } from './inspect';
import { datasetProblem } from './problem';
import { replaceFolder } from './replace-folder';

/** Files that were looked into, and how they are taken in. */
export interface ImportRequest {
  readonly files: readonly GivenFile[];
  readonly options: ImportOptions;
  /** What was found in them: they are not taken in where it is something else by now. */
  readonly expected: DatasetFacts;
}

export interface Watched {
  /** Items done, of how many. */
  readonly onProgress?: (done: number, total: number) => void;
  /** When aborted, the work returns soon (after the first look at the files, or a block) and leaves no trace. */
  readonly signal?: AbortSignal;
}

/**
 * Writes what given files hold to `directory` as uncompressed IDX under the standard names, all or nothing. Streams,
 * holding about a megabyte, or a picture, at a time. Decoding pictures keeps one core busy, so it belongs in a process
 * of its own.
 * @returns whether the files are there: a stop that comes during the last writes is too late
 * @throws WorkbenchError as `findDataset` and `arrange`, or when a picture cannot be read; `dataset.changed`,
 * `dataset.unwritable`
 */
export async function importDataset(
  request: ImportRequest,
  directory: string,
  watched: Watched = {},
): Promise<boolean> {
  return takeIn(await findDataset(request.files, request.options), request, directory, watched);
}

/** As `importDataset`, of what has been found already. */
export async function takeIn(
  found: Found,
  { options, expected }: Pick<ImportRequest, 'options' | 'expected'>,
  directory: string,
  { onProgress, signal }: Watched,
): Promise<boolean> {
  if (signal?.aborted === true) return false;
  const inspected = arrange(found, options);
  if (!isDeepStrictEqual(factsOf(inspected), expected)) throw changed();
  const total = expected.trainCount + expected.testCount;
  let done = 0;
  return replaceFolder(directory, async (partial) => {
    for (const split of ['train', 'test'] as const) {
      const { count, labels, blocks } = inspected.splits[split];
      const dimensions = itemDimensions(inspected, count);
      const paths = splitPaths(partial, split, itemsName(dimensions));
      const written = await writeItems(paths.items, dimensions, blocks(), signal, (bytes) => {
        onProgress?.(done + bytes / itemBytes(inspected), total);
      });
      if (signal?.aborted === true) return false;
      done += count;
      if (written !== count * itemBytes(inspected)) throw changed();
      if (labels !== null) await writeFile(paths.labels, encodeIdxLabels(labels));
    }
    await writeImportReport(partial, inspected, options);
    return true;
  });
}

function changed(): Error {
  return datasetProblem('changed', 'The files have changed since they were inspected.', 'Give them again.');
}

/** @returns how many bytes of items were written; fewer when aborted midway */
async function writeItems(
  path: string,
  dimensions: readonly number[],
  blocks: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
  onWritten: (bytes: number) => void,
): Promise<number> {
  const file = await open(path, 'wx');
  let written = 0;
  try {
    await file.writeFile(encodeIdxHeader(dimensions));
    for await (const block of blocks) {
      if (signal?.aborted === true) break;
      await file.writeFile(block);
      written += block.length;
      onWritten(written);
    }
  } finally {
    await file.close();
  }
  return written;
}
