import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of uncompressed IDX files; `labels` is null for data without labels. */
export interface SplitFiles {
  /** Images or points. */
  readonly items: string;
  readonly labels: string | null;
}

export interface DatasetFiles {
  readonly train: SplitFiles;
  readonly test: SplitFiles;
}

/** The kinds of items that a dataset's folder can hold: grey images, colour images, points. */
const ITEMS = ['images-idx3-ubyte', 'images-idx4-ubyte', 'points-idx2-float'] as const;
export type ItemsName = (typeof ITEMS)[number];
/** The prefixes of MNIST's original files. */
const PREFIX = { train: 'train', test: 't10k' } as const;

/**
 * @param dimensions of all items of a split: [count, height, width], [count, height, width, channels], or [count, 2]
 */
export function itemsName(dimensions: readonly number[]): ItemsName {
  return dimensions.length === 2 ? ITEMS[2] : dimensions.length === 4 ? ITEMS[1] : ITEMS[0];
}

/** Paths inside a dataset's folder, whether or not the files exist. */
export function splitPaths(directory: string, split: keyof DatasetFiles, items: ItemsName) {
  const at = (name: string) => join(directory, `${PREFIX[split]}-${name}`);
  return { items: at(items), labels: at('labels-idx1-ubyte') };
}

/** Paths of the dataset's files in `directory`; those of grey images if there are none. */
export function datasetFiles(directory: string): DatasetFiles {
  const name = ITEMS.find((one) => existsSync(splitPaths(directory, 'train', one).items)) ?? ITEMS[0];
  const split = (which: keyof DatasetFiles): SplitFiles => {
    const { items, labels } = splitPaths(directory, which, name);
    return { items, labels: existsSync(labels) ? labels : null };
  };
  return { train: split('train'), test: split('test') };
}
