import { open, readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { refusal } from '../contract/error';
import { itemsName, splitPaths, type DatasetFiles, type SplitFiles } from './files';
import { BUILT_IN_DATASETS, type BuiltInDataset } from './built-in';
import { encodeFloats, encodeIdxHeader, encodeIdxLabels } from './idx';
import { MNIST_10K } from './included';
import { drawPoints, type PointSetId } from './point-sets';
import { replaceFolder } from './replace-folder';
import { syntheticDigits, type Split } from './synthetic-digits';

/** Generates some items of a split, as bytes in the files' format, and their labels. */
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

/** Gzipped IDX files that come with the program. */
const INCLUDED: Readonly<Record<string, DatasetFiles>> = { 'mnist-10k': MNIST_10K };

/** Number of items between two turns of the event loop: about 20 ms. */
const CHUNK = 500;

/**
 * Generates a built-in dataset and writes it to `directory` as uncompressed IDX files, all or nothing. Keeps one core
 * busy, so run it in a separate process; 70 000 synthetic digits take about three seconds.
 * @param options.onProgress items done and their total, a few dozen times a second
 * @param options.signal when aborted, returns soon and leaves no trace
 * @returns whether the files were written: an abort during the last writes is too late
 * @throws WorkbenchError `dataset.unknown`
 */
export async function generateDataset(
  id: string,
  directory: string,
  options: { onProgress?: (done: number, total: number) => void; signal?: AbortSignal } = {},
): Promise<boolean> {
  const dataset = BUILT_IN_DATASETS.find((entry) => entry.id === id);
  const generator = GENERATORS[id];
  const included = INCLUDED[id];
  if (dataset === undefined || (generator === undefined && included === undefined)) {
    throw refusal('dataset.unknown.built-in', { id, choices: BUILT_IN_DATASETS.map((entry) => entry.id) });
  }
  const { onProgress, signal } = options;
  const total = dataset.trainCount + dataset.testCount;
  let done = 0;
  onProgress?.(0, total);
  return replaceFolder(directory, async (partial) => {
    for (const split of ['train', 'test'] as const) {
      const onWritten = (count: number) => {
        done += count;
        onProgress?.(done, total);
      };
      if (generator === undefined) {
        await unpackSplit(partial, split, included?.[split]);
        onWritten(countOf(dataset, split));
      } else if (!(await writeSplit(partial, split, dataset, generator, signal, onWritten))) return false;
    }
    return signal?.aborted !== true;
  });
}

const countOf = ({ trainCount, testCount }: BuiltInDataset, split: Split): number =>
  split === 'train' ? trainCount : testCount;

/** @returns false when aborted midway */
async function writeSplit(
  directory: string,
  split: Split,
  dataset: BuiltInDataset,
  generator: Generator,
  signal: AbortSignal | undefined,
  onWritten: (count: number) => void,
): Promise<boolean> {
  const count = countOf(dataset, split);
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

async function unpackSplit(directory: string, split: Split, packed: SplitFiles | undefined): Promise<void> {
  const paths = splitPaths(directory, split, 'images-idx3-ubyte');
  for (const part of ['items', 'labels'] as const) {
    const from = packed?.[part];
    if (from != null) await writeFile(paths[part], await promisify(gunzip)(await readFile(from)));
  }
}
