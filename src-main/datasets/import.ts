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
 * @throws WorkbenchError as `findDataset` and `arrange`; `dataset.pictures` where more than a few items cannot be read
 * after all, `dataset.changed`, `dataset.unwritable`
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

/** @returns what is missing of it because it could not be read after all */
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
