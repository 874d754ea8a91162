import { csvCell } from '../../contract/csv';
import type { Dataset } from '../../contract/dataset';
import { EXPORT_GROUP, integer } from '../../contract/hyperparameters';
import { encodePixels } from '../../images/sheet';
import { zipped, type ZipEntry } from '../zip';
import { datasetExporter, type DatasetSource } from './exporter';
import { blocksOf, chosenSplits, countIn, itemProgress, splitField, splitTitle, type Split } from './splits';

const DIGITS = 5;

/** Folders for classes, with letters that every file system accepts, and no two the same. */
export function classFolders(names: readonly string[]): string[] {
  const folders: string[] = [];
  for (const [label, name] of names.entries()) {
    const plain = name
      .replace(/[\p{Cc}\\/:*?"<>|]+/gu, '-')
      .replace(/^[\s.]+|[\s.]+$/g, '')
      .slice(0, 60);
    const isTaken = folders.some((other) => other.toLowerCase() === plain.toLowerCase());
    folders.push(plain === '' || isTaken ? `${plain}${plain === '' ? '' : '-'}${String(label)}` : plain);
  }
  return folders;
}

/** The number of items with at most so many of each split. */
const countOf = (dataset: Dataset, splits: readonly Split[], most: number): number =>
  splits.reduce((sum, split) => sum + Math.min(most, countIn(dataset, split)), 0);

/** Images in folders by split and class, points only in the table; then a table with a row for each item. */
function* entries(
  source: DatasetSource,
  splits: readonly Split[],
  most: number,
): Generator<ZipEntry, void, void> {
  const { dataset } = source;
  const { classNames } = dataset;
  const isPoints = dataset.kind === 'points';
  const folders = classFolders(classNames);
  const wrote = itemProgress(source, countOf(dataset, splits, most));
  const rows = [[...(isPoints ? ['x', 'y'] : ['file']), 'split', 'label', 'class'].join(',')];
  for (const split of splits)
    for (const { items, labels, offset, height, width, channels, count } of blocksOf(source, split)) {
      if (offset >= most) break;
      const itemSize = items.length / count;
      for (let i = 0; i < Math.min(count, most - offset); i++) {
        const label = labels?.[i];
        const data = items.subarray(i * itemSize, (i + 1) * itemSize);
        const file = [split, folders[label ?? -1] ?? [], fileOf(offset + i)].flat().join('/');
        const place = data instanceof Uint8Array ? [csvCell(file)] : [...data];
        rows.push([...place, split, label ?? '', csvCell(classNames[label ?? -1] ?? '')].join(','));
        if (data instanceof Uint8Array) {
          const png = encodePixels({ data, width, height, channels });
          yield { name: file, isCompressible: false, parts: [png] };
        }
      }
      wrote(Math.min(count, most - offset));
    }
  yield { name: 'labels.csv', isCompressible: true, parts: [Buffer.from(`${rows.join('\n')}\n`, 'utf8')] };
}

const fileOf = (index: number): string => `${String(index + 1).padStart(DIGITS, '0')}.png`;

function mostField(dataset: Dataset) {
  const largest = Math.max(dataset.trainCount, dataset.testCount, 1);
  return integer({
    label: 'At most',
    help: 'Only so many of the first items of each split.',
    group: EXPORT_GROUP,
    default: largest,
    min: 1,
    max: largest,
  });
}

export const datasetZipExporter = datasetExporter({
  id: 'dataset-zip',
  name: 'Images (ZIP of PNG)',
  help: 'The images in folders by split and class, and labels.csv with a row for each; points in the CSV only.',
  mediaType: 'application/zip',
  extension: 'zip',
  fields: (dataset: Dataset) => ({
    split: splitField(dataset, 'all'),
    most: mostField(dataset),
  }),
  title: splitTitle,
  *parts(source, { most, ...options }) {
    const { dataset } = source;
    const splits = chosenSplits(dataset, options);
    yield* zipped(entries(source, splits, most));
  },
});
