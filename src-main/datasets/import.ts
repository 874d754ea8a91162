import { open, writeFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import type { ImportOptions, LeftOut } from '../contract/dataset';
import { refusal } from '../contract/error';
import { itemsName, splitPaths } from './files';
import type { Found, GivenFile } from './formats/format';
import { encodeIdxHeader, encodeIdxLabels, itemBytes, itemDimensions } from './idx';
import { writeImportReport } from './import-report';
import { arrange, factsOf, findDataset, type DatasetFacts, type InspectedDataset } from './inspect';
import { replaceFolder } from './replace-folder';
import { checkUnreadable, unreadableNotes } from './unreadable-items';

/** Files that were inspected, and how they are imported. */
export interface ImportRequest {
  readonly files: readonly GivenFile[];
  readonly options: ImportOptions;
  /** What the inspection found; the import is refused if the files differ from it by now. */
  readonly expected: DatasetFacts;
}

export interface Watched {
  /** Called with the number of items done, and their total. */
  readonly onProgress?: (done: number, total: number) => void;
  /** When aborted, the import returns soon (after the inspection, or a block) and leaves no trace. */
  readonly signal?: AbortSignal;
}

/**
 * Writes the dataset in given files to `directory` as uncompressed IDX under the standard names, all or nothing.
 * Streams, with about a megabyte or one picture in memory. Decoding pictures keeps one core busy, so run it in a
 * separate process.
 * @returns whether the files were written: an abort during the last writes is too late
 * @throws WorkbenchError as `findDataset` and `arrange`; `dataset.pictures` where too many items turn out to be
 * unreadable, `dataset.changed`, `dataset.unwritable`
 */
export async function importDataset(
  request: ImportRequest,
  directory: string,
  watched: Watched = {},
): Promise<boolean> {
  return takeIn(await findDataset(request.files, request.options), request, directory, watched);
}

/** As `importDataset`, for files that have been inspected already. */
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
  const missing: LeftOut[] = [];
  let done = 0;
  return replaceFolder(directory, async (partial) => {
    for (const split of ['train', 'test'] as const) {
      const { count } = inspected.splits[split];
      missing.push(
        ...(await writeSplit(partial, split, inspected, signal, (items) => {
          onProgress?.(done + items, total);
        })),
      );
      if (signal?.aborted === true) return false;
      done += count;
    }
    checkUnreadable(missing, total);
    await writeImportReport(partial, withMissing(inspected, missing, total), options);
    return true;
  });
}

function withMissing(
  inspected: InspectedDataset,
  missing: readonly LeftOut[],
  count: number,
): InspectedDataset {
  return {
    ...inspected,
    notes: [...inspected.notes, ...unreadableNotes(missing.length, count)],
    leftOut: [...missing, ...inspected.leftOut],
  };
}

/** @returns the items that turned out to be unreadable */
async function writeSplit(
  directory: string,
  split: 'train' | 'test',
  inspected: InspectedDataset,
  signal: AbortSignal | undefined,
  onItems: (count: number) => void,
): Promise<LeftOut[]> {
  const { count, labels, blocks } = inspected.splits[split];
  const paths = splitPaths(directory, split, itemsName(itemDimensions(inspected, count)));
  const missing = new Map<number, LeftOut>();
  const file = await open(paths.items, 'wx');
  let index = 0;
  try {
    await file.writeFile(encodeIdxHeader(itemDimensions(inspected, count)));
    for await (const block of blocks()) {
      if (signal?.aborted === true) return [];
      if (block instanceof Uint8Array) await file.writeFile(block);
      else missing.set(index, block);
      index += block instanceof Uint8Array ? block.length / itemBytes(inspected) : 1;
      onItems(index);
    }
    if (index !== count) throw changed();
    const header = encodeIdxHeader(itemDimensions(inspected, count - missing.size));
    if (missing.size > 0) await file.write(header, 0, header.length, 0);
  } finally {
    await file.close();
  }
  if (labels !== null) {
    await writeFile(paths.labels, encodeIdxLabels(labels.filter((_, i) => !missing.has(i))));
  }
  return [...missing.values()];
}

function changed(): Error {
  return refusal('dataset.changed.files', {});
}
