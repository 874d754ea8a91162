import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { datasetFolder, type ArchivedDataset } from '../contract/archive';
import { datasetFiles } from '../datasets/files';
import type { StoredDataset } from '../store/datasets';
import type { ZipEntry } from './zip';

const PIECE_BYTES = 1024 * 1024;

function pathsOf(dataDir: string, id: string): string[] {
  const { train, test } = datasetFiles(join(dataDir, 'datasets', id));
  return [train.items, train.labels, test.items, test.labels].filter((path) => path !== null);
}

export const datasetBytes = (dataDir: string, { id }: Pick<StoredDataset, 'id'>): number =>
  pathsOf(dataDir, id).reduce((sum, path) => sum + statSync(path).size, 0);

/** The IDX files of a dataset. @returns its description */
export function* datasetEntries(
  dataDir: string,
  { source: _source, ...dataset }: StoredDataset,
  wrote: (bytes: number) => void,
): Generator<ZipEntry, ArchivedDataset, void> {
  const paths = pathsOf(dataDir, dataset.id);
  for (const path of paths) {
    const name = `${datasetFolder(dataset.id)}${basename(path)}`;
    yield { name, isCompressible: true, parts: pieces(path, wrote) };
  }
  return { ...dataset, files: paths.map((path) => basename(path)) };
}

function* pieces(path: string, wrote: (bytes: number) => void): Generator<Uint8Array, void, void> {
  const file = openSync(path, 'r');
  try {
    for (;;) {
      const piece = Buffer.alloc(PIECE_BYTES);
      const read = readSync(file, piece);
      if (read === 0) return;
      yield piece.subarray(0, read);
      wrote(read);
    }
  } finally {
    closeSync(file);
  }
}
