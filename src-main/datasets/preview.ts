import { at } from '../contract/at';
import { MAX_PREVIEW, type DatasetPreview } from '../contract/dataset';
import type { LoadedSplit } from './load';
import { encodeSheet, sheetLayout } from '../images/sheet';

export interface PreviewFile {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

/** The label of points without a class. */
const NO_LABEL = -1;

/** Number of items in a preview, up to the limit of its kind. */
export function previewCount(kind: DatasetPreview['kind'], wanted: number): number {
  return Math.min(wanted, MAX_PREVIEW[kind]);
}

/**
 * @param path where `previewBytes` of the same items are served
 * @param items their indices in the split
 */
export function previewOf(
  shown: LoadedSplit,
  classNames: readonly string[],
  path: string,
  items: readonly number[] = [],
): DatasetPreview {
  const { count } = shown;
  if (shown.items instanceof Float32Array) return { kind: 'points', path, count };
  const labels = Array.from(shown.labels ?? [], (label) => classNames[label] ?? String(label));
  return { kind: 'images', path, count, ...sheetLayout(count, shown), labels, items: [...items] };
}

/** Images as one PNG sheet, points as (x, y, label) triples. */
export function previewBytes({ items, labels, count, ...shape }: LoadedSplit): PreviewFile {
  if (!(items instanceof Float32Array)) {
    const { columns } = sheetLayout(count, shape);
    return { bytes: encodeSheet({ ...shape, tiles: items, count, columns }), mediaType: 'image/png' };
  }
  const triples = new Float32Array(3 * count);
  for (let i = 0; i < count; i++) {
    triples.set([at(items, 2 * i), at(items, 2 * i + 1), labels?.[i] ?? NO_LABEL], 3 * i);
  }
  return { bytes: new Uint8Array(triples.buffer), mediaType: 'application/octet-stream' };
}
