import { basename } from 'node:path';
import type { Dataset } from '../../contract/dataset';
import { filePieces, pieceBytes } from '../file-pieces';
import { zipped, type ZipEntry } from '../zip';
import { datasetExporter, type DatasetSource } from './exporter';
import { chosenSplits, splitField, splitTitle, type Split } from './splits';

/** As published beside other data, and read by an import. */
const CLASS_NAMES = 'class-names.txt';

function* entries(
  { dataset, files, onProgress }: DatasetSource,
  splits: readonly Split[],
): Generator<ZipEntry, void, void> {
  const paths = splits.flatMap((split) => [files[split].items, files[split].labels ?? []].flat());
  const total = paths.reduce((sum, path) => sum + pieceBytes(path), 0);
  let done = 0;
  const wrote = (bytes: number) => {
    done += bytes;
    onProgress(done / Math.max(total, 1));
  };
  for (const path of paths)
    yield { name: basename(path), isCompressible: true, parts: filePieces(path, wrote) };
  const names = dataset.classNames.map((name, label) => `${String(label)} ${name}\n`).join('');
  if (names !== '') yield { name: CLASS_NAMES, isCompressible: true, parts: [Buffer.from(names, 'utf8')] };
}

export const datasetIdxExporter = datasetExporter({
  id: 'dataset-idx',
  name: 'IDX files (ZIP)',
  help: 'The files in the format of MNIST, as other programs and this one read them, with the names of the classes.',
  mediaType: 'application/zip',
  extension: 'zip',
  fields: (dataset: Dataset) => ({ split: splitField(dataset) }),
  title: (options) => ['idx', splitTitle(options)].filter((part) => part !== '').join('-'),
  parts: (source, options) => zipped(entries(source, chosenSplits(source.dataset, options))),
});
