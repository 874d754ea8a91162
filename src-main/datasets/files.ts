import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of uncompressed IDX files; labels are null where there are none. */
export interface SplitFiles {
  readonly images: string;
  readonly labels: string | null;
}

/** File names inside a dataset's folder: MNIST's own. */
export const DATASET_FILE_NAMES = {
  train: { images: 'train-images-idx3-ubyte', labels: 'train-labels-idx1-ubyte' },
  test: { images: 't10k-images-idx3-ubyte', labels: 't10k-labels-idx1-ubyte' },
} as const;

/** Where the files of the dataset in `directory` are; labels are null where it has none. */
export function datasetFiles(directory: string): { train: SplitFiles; test: SplitFiles } {
  const split = ({ images, labels }: { images: string; labels: string }): SplitFiles => {
    const labelsPath = join(directory, labels);
    return { images: join(directory, images), labels: existsSync(labelsPath) ? labelsPath : null };
  };
  return { train: split(DATASET_FILE_NAMES.train), test: split(DATASET_FILE_NAMES.test) };
}
