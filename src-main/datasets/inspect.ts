import { at } from '../contract/at';
import {
  MAX_DATASET_NAME,
  MAX_IMAGE_SIDE,
  POINT_SHAPE,
  type Doubt,
  type GivenPart,
  type LeftOut,
  type ReadOptions,
  type DataKind,
  type ImportOptions,
  type ItemShape,
} from '../contract/dataset';
import { refusal } from '../contract/error';
import type { ImportNote, LabelSource } from '../contract/problems/catalogue';
import { fitImages } from '../images/fit';
import { isMissing, type Found, type GivenFile, type Part } from './formats/format';
import { holdOut } from './hold-out';
import { decodeFloats, itemBytes } from './idx';
import { knownDataset } from './known-datasets';
import { MAX_DATA_BYTES } from './limits';
import type { LoadedSplit } from './load';
import { recognise } from './recognise';

/** A split as it will be imported. */
export interface InspectedSplit {
  readonly count: number;
  /** [count], or null without labels. */
  readonly labels: Uint8Array | null;
  /**
   * All items as they will be in the IDX file, in blocks of whole items, or the reason why an item is missing. Each
   * block reuses the memory of the previous one.
   */
  readonly blocks: () => AsyncIterable<Uint8Array | LeftOut>;
}

/** The dataset that given files will become; nothing has been copied yet. */
export interface InspectedDataset extends ItemShape {
  readonly kind: DataKind;
  readonly suggestedName: string;
  /** The common size of all images; null if they differ or are too large to train on. */
  readonly ownSize: { readonly width: number; readonly height: number } | null;
  readonly classNames: readonly string[];
  readonly files: readonly GivenPart[];
  readonly labelSource: LabelSource | null;
  readonly notes: readonly ImportNote[];
  readonly doubts: readonly Doubt[];
  readonly leftOut: readonly LeftOut[];
  readonly splits: { readonly train: InspectedSplit; readonly test: InspectedSplit };
}

/** The properties of a dataset that are known before the import. */
export interface DatasetFacts extends ItemShape {
  readonly kind: DataKind;
  readonly trainCount: number;
  readonly testCount: number;
  readonly classNames: readonly string[];
}

/** The part of a dataset that its facts are derived from. */
type Counted = Omit<DatasetFacts, 'trainCount' | 'testCount'> & Pick<InspectedDataset, 'splits'>;

export function factsOf(inspected: Counted): DatasetFacts {
  const { kind, width, height, channels, splits, classNames } = inspected;
  const [trainCount, testCount] = [splits.train.count, splits.test.count];
  return { kind, width, height, channels, trainCount, testCount, classNames };
}

/** The side of images that cannot keep their size, in pixels. */
const STANDARD_SIDE = 32;
/** The fewest items from which a model can be trained and tested. */
const FEWEST: Readonly<Record<DataKind, number>> = { images: 2, points: 10 };

/**
 * Determines the content of files, and reads them in full, except for the pixels of pictures.
 * @throws WorkbenchError with a `dataset.…` code and a message that names the file
 */
export async function findDataset(given: readonly GivenFile[], options: ReadOptions): Promise<Found> {
  const { format, files, classNames: beside, leftOut, doubts } = await recognise(given, options);
  const found = await format.read(files, options);
  const { classNames: numbers, train } = found;
  const firstLabels = Array.from(train.labels?.subarray(0, 10) ?? [], (label) => numbers[label]).join('');
  const known = knownDataset(files.map(({ name }) => name).join(' '), firstLabels);
  const knownName = (number: number) => known?.classNames[number];
  // A file may name only some of the classes of a known dataset.
  const isUsed = numbers.some((number) => beside?.names.has(Number(number)));
  const byFile =
    beside && isUsed ? named(numbers, (number) => beside.names.get(number) ?? knownName(number)) : null;
  const unused: LeftOut = { name: beside?.file ?? '', why: 'names-no-classes' };
  return {
    ...found,
    suggestedName: (known?.name ?? found.suggestedName).slice(0, MAX_DATASET_NAME).trim(),
    classNames: byFile ?? named(numbers, knownName) ?? numbers,
    files:
      byFile === null ? found.files : [...found.files, { name: beside?.file ?? '', role: 'class-names' }],
    doubts: [...doubts, ...found.doubts],
    leftOut: [...leftOut, ...(beside !== null && byFile === null ? [unused] : []), ...found.leftOut],
  };
}

/** Replaces numbers by names; null where some have no name, or there are no numbers. */
function named(
  numbers: readonly string[],
  nameOf: (number: number) => string | undefined,
): readonly string[] | null {
  const found = numbers.map((number) => nameOf(Number(number)));
  return found.length > 0 && found.every((name) => name !== undefined) ? found : null;
}

/**
 * Determines how the data is imported: images of one size and colour, and two splits.
 * @throws WorkbenchError `dataset.too-few`, `dataset.too-large`
 */
export function arrange(found: Found, options: ImportOptions): InspectedDataset {
  const shape = shapeFor(found, options);
  const { kind } = found;
  const notes = [...found.notes];
  let { train, test } = found;
  checkEnough(train.count + (test?.count ?? 0), kind);
  if (test === null) {
    const divided = holdOut(train, kind);
    ({ train, test } = divided);
    notes.push(divided.note);
  }
  if (train.labels === null) notes.push({ code: 'no-labels', of: kind });
  checkSize(train.count + test.count, shape);
  const split = (part: Part): InspectedSplit => ({
    count: part.count,
    labels: part.labels,
    blocks: () => fitted(part, shape, options.fit),
  });
  return {
    ...shape,
    kind,
    suggestedName: found.suggestedName,
    ownSize: ownSize(found),
    classNames: found.classNames,
    files: found.files,
    labelSource: found.labelSource,
    notes,
    doubts: found.doubts,
    leftOut: found.leftOut,
    splits: { train: split(train), test: split(test) },
  };
}

/** Large pictures take up to a second each, and a few are enough for a preview. */
const FIRST_ITEMS_MS = 1500;

/**
 * Reads the first training items as they will be loaded after the import.
 * @param count at most; fewer, but at least one, where reading them takes longer than `limitMs`
 */
export async function firstItems(
  inspected: ItemShape & Pick<InspectedDataset, 'kind' | 'splits'>,
  count: number,
  limitMs = FIRST_ITEMS_MS,
): Promise<LoadedSplit> {
  const { kind, width, height, channels, splits } = inspected;
  const wanted = Math.min(count, splits.train.count);
  const bytes = new Uint8Array(wanted * itemBytes(inspected));
  const startedAt = performance.now();
  const labels: number[] = [];
  let filled = 0;
  let index = 0;
  for await (const block of splits.train.blocks()) {
    if (!(block instanceof Uint8Array)) {
      index++;
      continue;
    }
    const part = block.subarray(0, bytes.length - filled);
    bytes.set(part, filled);
    filled += part.length;
    for (let i = 0; i < part.length; i += itemBytes(inspected)) {
      if (splits.train.labels !== null) labels.push(at(splits.train.labels, index));
      index++;
    }
    if (filled === bytes.length || performance.now() - startedAt > limitMs) break;
  }
  const shown = bytes.subarray(0, filled);
  return {
    width,
    height,
    channels,
    items: kind === 'points' ? decodeFloats(shown) : shown,
    labels: splits.train.labels && Uint8Array.from(labels),
    count: filled / itemBytes(inspected),
  };
}

function ownSize({ kind, size }: Found): InspectedDataset['ownSize'] {
  if (kind === 'points' || size === null) return null;
  return size.width <= MAX_IMAGE_SIDE && size.height <= MAX_IMAGE_SIDE ? size : null;
}

function shapeFor(found: Found, { side, color }: ImportOptions): ItemShape {
  if (found.kind === 'points') return POINT_SHAPE;
  const { width, height } =
    side === null
      ? (ownSize(found) ?? { width: STANDARD_SIDE, height: STANDARD_SIDE })
      : { width: side, height: side };
  return { width, height, channels: color === 'auto' ? found.channels : color === 'rgb' ? 3 : 1 };
}

function checkEnough(count: number, kind: DataKind): void {
  if (count >= FEWEST[kind]) return;
  throw refusal('dataset.too-few', { kind, count, least: FEWEST[kind] });
}

/** Training holds the whole dataset in memory. */
function checkSize(count: number, shape: ItemShape): void {
  const bytes = count * shape.width * shape.height * shape.channels;
  if (bytes <= MAX_DATA_BYTES) return;
  throw refusal('dataset.too-large.images', {
    count,
    width: shape.width,
    height: shape.height,
    bytes,
    most: MAX_DATA_BYTES,
  });
}

async function* fitted(
  part: Part,
  shape: ItemShape,
  fit: ImportOptions['fit'],
): AsyncGenerator<Uint8Array | LeftOut, void, void> {
  for await (const piece of part.blocks()) {
    yield isMissing(piece) ? piece : fitImages(piece.data, piece, shape, fit);
  }
}
