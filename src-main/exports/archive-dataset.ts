import { basename, join } from 'node:path';
import { datasetFolder, type ArchivedDataset } from '../contract/archive';
import { datasetFiles } from '../datasets/files';
import type { StoredDataset } from '../store/datasets';
import { filePieces, pieceBytes } from './file-pieces';
import type { ZipEntry } from './zip';

function pathsOf(dataDir: string, id: string): string[] {
  const { train, test } = datasetFiles(join(dataDir, 'datasets', id));
  return [train.items, train.labels, test.items, test.labels].filter((path) => path !== null);
}

export const datasetBytes = (dataDir: string, { id }: Pick<StoredDataset, 'id'>): number =>
  pathsOf(dataDir, id).reduce((sum, path) => sum + pieceBytes(path), 0);

/** The IDX files of a dataset. @returns its description */
export function* datasetEntries(
  dataDir: string,
  { source: _source, ...dataset }: StoredDataset,
  wrote: (bytes: number) => void,
): Generator<ZipEntry, ArchivedDataset, void> {
  const paths = pathsOf(dataDir, dataset.id);
  for (const path of paths) {
    const name = `${datasetFolder(dataset.id)}${basename(path)}`;
    yield { name, isCompressible: true, parts: filePieces(path, wrote) };
  }
  return { ...dataset, files: paths.map((path) => basename(path)) };
}
