import { stat } from 'node:fs/promises';
import anyAscii from 'any-ascii';
import { freeId, slug } from '../contract/slug';
import { datasetFiles } from '../datasets/files';

/** Returns the size in bytes of all files of the dataset in a folder. */
export async function sizeOf(directory: string): Promise<number> {
  const { train, test } = datasetFiles(directory);
  const paths = [train.items, train.labels, test.items, test.labels].filter((path) => path !== null);
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

const MAX_ID_LENGTH = 48;

/** Makes an id from a name: lower-case Latin letters and hyphens, with a number if that id is taken. */
export const freeDatasetId = (name: string, isTaken: (id: string) => boolean): string =>
  freeId(slug(anyAscii(name), MAX_ID_LENGTH) || 'dataset', isTaken);
