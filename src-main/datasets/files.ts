import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of uncompressed IDX files; labels are null where there are none. */
export interface SplitFiles {
  /** Images or points. */
  readonly items: string;
  readonly labels: string | null;
}

export interface DatasetFiles {
  readonly train: SplitFiles;
  readonly test: SplitFiles;
}

/** What the items of a folder can be: grey images, colour images, points. */
const ITEMS = ['images-idx3-ubyte', 'images-idx4-ubyte', 'points-idx2-float'] as const;
export type ItemsName = (typeof ITEMS)[number];
/** As MNIST's own files begin. */
const PREFIX = { train: 'train', test: 't10k' } as const;

/** @param dimensions of all items of a split: [count, height, width], with channels, or [count, 2] */
export function itemsName(dimensions: readonly number[]): ItemsName {
  return dimensions.length === 2 ? ITEMS[2] : dimensions.length === 4 ? ITEMS[1] : ITEMS[0];
}

/** Paths inside a dataset's folder, whether the files are there or not. */
export function splitPaths(directory: string, split: keyof DatasetFiles, items: ItemsName) {
  const at = (name: string) => join(directory, `${PREFIX[split]}-${name}`);
  return { items: at(items), labels: at('labels-idx1-ubyte') };
}

/** Where the files of the dataset in `directory` are; those of grey images where there are none. */
export function datasetFiles(directory: string): DatasetFiles {
  const name = ITEMS.find((one) => existsSync(splitPaths(directory, 'train', one).items)) ?? ITEMS[0];
  const split = (which: keyof DatasetFiles): SplitFiles => {
    const { items, labels } = splitPaths(directory, which, name);
    return { items, labels: existsSync(labels) ? labels : null };
  };
  return { train: split('train'), test: split('test') };
}
