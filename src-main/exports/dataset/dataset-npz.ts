import { POINT_SHAPE, type Dataset } from '../../contract/dataset';
import { countItems, readLabels } from '../../datasets/load';
import { npyHeader, npyTexts } from '../npy';
import { zipped, type ZipEntry } from '../zip';
import { datasetExporter, type DatasetSource } from './exporter';
import { blocksOf, chosenSplits, countIn, itemProgress, splitField, splitTitle, type Split } from './splits';

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint8Array | Float32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** [count, height, width], with colours [count, height, width, 3]; points [count, 2]. */
function shapeOf({ kind, height, width, channels }: Dataset, count: number): number[] {
  if (kind === 'points') return [count, POINT_SHAPE.width];
  return channels === 1 ? [count, height, width] : [count, height, width, channels];
}

function* entries(source: DatasetSource, splits: readonly Split[]): Generator<ZipEntry, void, void> {
  const { dataset, files } = source;
  const wrote = itemProgress(
    source,
    splits.reduce((sum, split) => sum + countIn(dataset, split), 0),
  );
  const entry = (name: string, parts: Iterable<Uint8Array>): ZipEntry => ({
    name: `${name}.npy`,
    isCompressible: true,
    parts,
  });
  function* items(split: Split) {
    const type = dataset.kind === 'points' ? '<f4' : '|u1';
    yield npyHeader(type, shapeOf(dataset, countItems(files[split])));
    for (const block of blocksOf(source, split)) {
      yield bytesOf(block.items);
      wrote(block.count);
    }
  }
  for (const split of splits) {
    yield entry(`x_${split}`, items(split));
    const labels = readLabels(files[split]);
    if (labels !== null) yield entry(`y_${split}`, [npyHeader('|u1', [labels.length]), labels]);
  }
  if (dataset.classNames.length > 0) yield entry('class_names', npyTexts(dataset.classNames));
}

export const datasetNpzExporter = datasetExporter({
  id: 'dataset-npz',
  name: 'Arrays (NumPy)',
  help: 'All items and classes as arrays for numpy.load, named as in Keras: x_train, y_train, x_test, y_test, and class_names.',
  mediaType: 'application/zip',
  extension: 'npz',
  fields: (dataset: Dataset) => ({ split: splitField(dataset) }),
  title: splitTitle,
  parts: (source, options) => zipped(entries(source, chosenSplits(source.dataset, options))),
});
