import { open, writeFile } from 'node:fs/promises';
import { WorkbenchError } from '../contract/error';
import { itemsName, splitPaths } from './files';
import { GENERATED_DATASETS, type GeneratedDataset } from './generated';
import { encodeFloats, encodeIdxHeader, encodeIdxLabels } from './idx';
import { drawPoints, type PointSetId } from './point-sets';
import { replaceFolder } from './replace-folder';
import { syntheticDigits, type Split } from './synthetic-digits';

/** The bytes of some items of a split as the files have them, and their labels. */
type Generator = (
  split: Split,
  offset: number,
  count: number,
) => { items: Uint8Array; labels: Uint8Array | null };

const points =
  (id: PointSetId): Generator =>
  (split, offset, count) => {
    const drawn = drawPoints(id, split, offset, count);
    return { items: encodeFloats(drawn.points), labels: drawn.labels };
  };

const GENERATORS: Readonly<Record<string, Generator>> = {
  'synthetic-digits': (split, offset, count) => {
    const { images, labels } = syntheticDigits({ seed: 0, split, offset, count });
    return { items: images, labels };
  },
  'ring-8': points('ring-8'),
  'grid-25': points('grid-25'),
  'two-moons': points('two-moons'),
  'swiss-roll': points('swiss-roll'),
};

/** Items between two looks at the event loop: about 20 ms. */
const CHUNK = 500;

/**
 * Makes a dataset and writes it to `directory` as uncompressed IDX files, all or nothing. Keeps one core busy, so it
 * belongs in a process of its own; 70 000 digits take about three seconds.
 * @param options.onProgress items done, of how many, a few dozen times a second
 * @param options.signal when aborted, returns soon and leaves no trace
 * @returns whether the files are there: a stop that comes during the last writes is too late
 * @throws WorkbenchError `dataset.unknown`
 */
export async function generateDataset(
  id: string,
  directory: string,
  options: { onProgress?: (done: number, total: number) => void; signal?: AbortSignal } = {},
): Promise<boolean> {
  const dataset = GENERATED_DATASETS.find((entry) => entry.id === id);
  const generator = GENERATORS[id];
  if (dataset === undefined || generator === undefined) {
    throw new WorkbenchError({
      code: 'dataset.unknown',
      message: `No dataset called ${id} is made here.`,
      advice: `Choose one of ${GENERATED_DATASETS.map((entry) => entry.id).join(', ')}.`,
    });
  }
  const { onProgress, signal } = options;
  const total = dataset.trainCount + dataset.testCount;
  let done = 0;
  onProgress?.(0, total);
  return replaceFolder(directory, async (partial) => {
    for (const split of ['train', 'test'] as const) {
      const complete = await writeSplit(partial, split, dataset, generator, signal, (count) => {
        done += count;
        onProgress?.(done, total);
      });
      if (!complete) return false;
    }
    return signal?.aborted !== true;
  });
}

/** @returns false when aborted midway */
async function writeSplit(
  directory: string,
  split: Split,
  dataset: GeneratedDataset,
  generator: Generator,
  signal: AbortSignal | undefined,
  onWritten: (count: number) => void,
): Promise<boolean> {
  const count = split === 'train' ? dataset.trainCount : dataset.testCount;
  const { kind, height, width } = dataset;
  const dimensions = kind === 'points' ? [count, width] : [count, height, width];
  const paths = splitPaths(directory, split, itemsName(dimensions));
  const labels: number[] = [];
  const file = await open(paths.items, 'wx');
  try {
    await file.writeFile(encodeIdxHeader(dimensions));
    for (let offset = 0; offset < count; offset += CHUNK) {
      if (signal?.aborted === true) return false;
      const items = Math.min(CHUNK, count - offset);
      const chunk = generator(split, offset, items);
      labels.push(...(chunk.labels ?? []));
      await file.writeFile(chunk.items);
      onWritten(items);
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    await file.close();
  }
  if (dataset.classNames.length > 0) await writeFile(paths.labels, encodeIdxLabels(Uint8Array.from(labels)));
  return true;
}
