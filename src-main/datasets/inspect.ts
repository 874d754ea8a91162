import { WorkbenchError } from '../contract/error';
import { splitHint, suggestedName, type SplitName } from './file-names';
import type { IdxHeader } from './idx';
import type { LoadedSplit } from './load';
import { checkIdxFile, readIdxItems } from './read-limited';
import { transposeImages } from './transpose';

/** A file someone gave: what it is called, and where its bytes are. */
export interface GivenFile {
  readonly name: string;
  readonly path: string;
}

/** Items `first` to `first + count` of the files given. */
export interface InspectedSplit {
  readonly images: GivenFile;
  readonly labels: GivenFile | null;
  readonly first: number;
  readonly count: number;
}

/** What given files were found to be; nothing has been copied yet. */
export interface InspectedDataset {
  readonly suggestedName: string;
  readonly width: number;
  readonly height: number;
  readonly trainCount: number;
  readonly testCount: number;
  readonly classNames: string[];
  /** Each file and what it was taken for, e.g. `train images`. */
  readonly files: { name: string; role: string }[];
  /** What a person should know before taking the dataset in. */
  readonly notes: string[];
  readonly splits: { readonly train: InspectedSplit; readonly test: InspectedSplit };
  /** EMNIST stores columns where others store rows; importing turns the images upright. */
  readonly transposed: boolean;
}

/** Largest image side that can be trained on, in pixels. */
export const MAX_IMPORTED_SIDE = 64;
/** Without a test split, one image in so many is held apart, as in MNIST. */
const HELD_APART = 7;

type ImageHeader = Extract<IdxHeader, { kind: 'images' }>;
interface Images extends GivenFile {
  readonly header: ImageHeader;
}
interface Labels extends GivenFile {
  /** [count] */
  readonly values: Uint8Array;
}
interface Pair {
  readonly images: Images;
  readonly labels: Labels | null;
}

/**
 * Works out, from contents, counts and names, which of the files are train and test images and labels. Reads every
 * file to its end, so what is accepted here can be taken in.
 * @throws WorkbenchError with a `dataset.…` code and a sentence that names the file
 */
export async function inspectFiles(files: readonly GivenFile[]): Promise<InspectedDataset> {
  const images: Images[] = [];
  const labels: Labels[] = [];
  for (const { name, path } of files) {
    const header = await checkIdxFile(path, name);
    if (header.kind === 'images') images.push({ name, path, header });
    else labels.push({ name, path, values: (await readIdxItems(path, name)).data });
  }
  checkSides(images);
  const [first, second] = images;
  if (first === undefined) throw noImages(labels);
  if (images.length > 2 || labels.length > images.length) throw tooMany(images, labels);
  return second === undefined ? fromOnePair(first, labels[0] ?? null) : fromTwoPairs([first, second], labels);
}

/** Some images as they will be taken in, to be shown beforehand. */
export async function readInspectedTiles(
  inspected: InspectedDataset,
  split: SplitName,
  offset: number,
  count: number,
): Promise<LoadedSplit> {
  const { images, labels, first, count: available } = inspected.splits[split];
  const items = Math.max(0, Math.min(count, available - offset));
  const { width, height, transposed } = inspected;
  const { data } = await readIdxItems(images.path, images.name, first + offset, items);
  if (transposed) transposeImages(data, width, height);
  const labelled =
    labels === null ? null : await readIdxItems(labels.path, labels.name, first + offset, items);
  return { images: data, labels: labelled?.data ?? null, count: items, width, height };
}

function fromOnePair(images: Images, labels: Labels | null): InspectedDataset {
  checkPair(images, labels);
  const { count } = images.header;
  if (count < 2) {
    throw problem(
      'too-few',
      `${images.name} holds a single image.`,
      'Give at least two: one is kept for testing.',
    );
  }
  const testCount = Math.max(1, Math.floor(count / HELD_APART));
  const trainCount = count - testCount;
  const notes = [
    `No test split was given: the last ${number(testCount)} of ${number(count)} images are held apart for testing.`,
  ];
  const testLabels = new Set(labels?.values.subarray(trainCount));
  if (labels !== null && new Set(labels.values).size > testLabels.size && count >= 1000) {
    notes.push('Not every class occurs in the images held apart: the file seems to be sorted by class.');
  }
  const split = (first: number, items: number) => ({ images, labels, first, count: items });
  return {
    ...describe([{ images, labels }], notes),
    trainCount,
    testCount,
    files: [
      { name: images.name, role: 'images' },
      ...(labels === null ? [] : [{ name: labels.name, role: 'labels' }]),
    ],
    splits: { train: split(0, trainCount), test: split(trainCount, testCount) },
  };
}

function fromTwoPairs(images: readonly [Images, Images], labels: readonly Labels[]): InspectedDataset {
  const notes: string[] = [];
  const bySplit = assignImages(images, notes);
  const labelsBySplit = assignLabels(bySplit, labels);
  const train: Pair = { images: bySplit.train, labels: labelsBySplit.train };
  const test: Pair = { images: bySplit.test, labels: labelsBySplit.test };
  checkPair(train.images, train.labels);
  checkPair(test.images, test.labels);
  const split = (pair: Pair) => ({ ...pair, first: 0, count: pair.images.header.count });
  const roles = ([name, pair]: [SplitName, Pair]) => [
    { name: pair.images.name, role: `${name} images` },
    ...(pair.labels === null ? [] : [{ name: pair.labels.name, role: `${name} labels` }]),
  ];
  return {
    ...describe([train, test], notes),
    trainCount: train.images.header.count,
    testCount: test.images.header.count,
    files: [...roles(['train', train]), ...roles(['test', test])],
    splits: { train: split(train), test: split(test) },
  };
}

function assignImages([a, b]: readonly [Images, Images], notes: string[]): Record<SplitName, Images> {
  const [sizeA, sizeB] = [sizeText(a.header), sizeText(b.header)];
  if (sizeA !== sizeB) {
    throw problem(
      'mismatch',
      `${a.name} holds images of ${sizeA} and ${b.name} of ${sizeB}; both splits must be of one size.`,
      'Give files of one dataset.',
    );
  }
  const [hintA, hintB] = [splitHint(a.name), splitHint(b.name)];
  if (hintA !== null && hintA === hintB) {
    throw problem(
      'two-alike',
      `${a.name} and ${b.name} both look like ${hintA} images.`,
      'Give one train and one test file, or only one of the two.',
    );
  }
  if (hintA !== null || hintB !== null) {
    return hintA === 'train' || hintB === 'test' ? { train: a, test: b } : { train: b, test: a };
  }
  if (a.header.count === b.header.count) {
    throw problem(
      'ambiguous',
      `Neither the names nor the counts tell which of ${a.name} and ${b.name} holds the train images.`,
      'Put “train” and “test” into the file names.',
    );
  }
  const [larger, smaller] = a.header.count > b.header.count ? [a, b] : [b, a];
  notes.push(
    `The names do not tell the splits apart: ${larger.name} is larger and is taken for the train images.`,
  );
  return { train: larger, test: smaller };
}

function assignLabels(
  images: Record<SplitName, Images>,
  labels: readonly Labels[],
): Record<SplitName, Labels | null> {
  const [a, b] = labels;
  if (a === undefined) return { train: null, test: null };
  if (b === undefined) {
    throw problem(
      'mismatch',
      `There are train and test images, but only one file of labels: ${a.name}.`,
      'Give labels for both splits, or leave them out.',
    );
  }
  const [hintA, hintB] = [splitHint(a.name), splitHint(b.name)];
  if (hintA !== null && hintA === hintB) {
    throw problem(
      'two-alike',
      `${a.name} and ${b.name} both look like ${hintA} labels.`,
      'Give one train and one test file.',
    );
  }
  const aIsTrain =
    hintA !== null || hintB !== null
      ? hintA === 'train' || hintB === 'test'
      : a.values.length === images.train.header.count;
  return aIsTrain ? { train: a, test: b } : { train: b, test: a };
}

function checkPair(images: Images, labels: Labels | null): void {
  if (labels === null || labels.values.length === images.header.count) return;
  throw problem(
    'mismatch',
    `${images.name} holds ${number(images.header.count)} images, but ${labels.name} ${number(labels.values.length)} labels.`,
    'Give images and labels that belong together.',
  );
}

function checkSides(images: readonly Images[]): void {
  for (const { name, header } of images) {
    if (header.width <= MAX_IMPORTED_SIDE && header.height <= MAX_IMPORTED_SIDE) continue;
    throw problem(
      'too-large',
      `${name} holds images of ${sizeText(header)} pixels; at most ${String(MAX_IMPORTED_SIDE)} a side can be trained on.`,
      'Scale the images down first.',
    );
  }
}

function describe(pairs: readonly Pair[], notes: string[]) {
  const [first] = pairs;
  if (first === undefined) throw new Error('A dataset has at least one pair of files.');
  let classes = 0;
  for (const { labels } of pairs) {
    // Not Math.max(...values): there may be two million.
    for (const label of labels?.values ?? []) classes = Math.max(classes, label + 1);
  }
  if (first.labels === null) notes.push('There are no labels: images have no class.');
  const transposed = pairs.every(({ images }) => /emnist/i.test(images.name));
  if (transposed) notes.push('EMNIST stores its images on their side; they are turned upright.');
  const { width, height } = first.images.header;
  return {
    suggestedName: suggestedName(first.images.name, first.labels?.values ?? null),
    // Turned upright, width and height change places.
    width: transposed ? height : width,
    height: transposed ? width : height,
    classNames: Array.from({ length: classes }, (_, label) => String(label)),
    notes,
    transposed,
  };
}

function noImages(labels: readonly Labels[]): WorkbenchError {
  const [only] = labels;
  const message =
    only === undefined
      ? 'There are no files to look at.'
      : `${only.name} holds labels, but the images they belong to are missing.`;
  return problem('no-images', message, 'Give the images file too, e.g. train-images-idx3-ubyte.');
}

function tooMany(images: readonly Images[], labels: readonly Labels[]): WorkbenchError {
  const names = (images.length > 2 ? images : labels).map((file) => file.name).join(', ');
  const message =
    images.length > 2
      ? `There are ${String(images.length)} files of images (${names}); a dataset has at most a train and a test split.`
      : `There are more files of labels (${names}) than of images.`;
  return problem('too-many', message, 'Give the files of one dataset: images and labels of train and test.');
}

function sizeText({ width, height }: ImageHeader): string {
  return `${String(width)}×${String(height)}`;
}
function number(value: number): string {
  return value.toLocaleString('en');
}
function problem(code: string, message: string, advice: string): WorkbenchError {
  return new WorkbenchError({ code: `dataset.${code}`, message, advice });
}
