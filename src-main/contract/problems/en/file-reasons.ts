import { countText } from '../../numbers';
import type { PhraseOf, Phrases } from '../phrases';
import {
  FILE_KINDS,
  imagesText,
  shapeText,
  sizeText,
  type FileKind,
  type ItemsShape,
  type Size,
} from './items';
import { quoted } from './lists';

/** Kinds of pictures, as named with their limits. */
const PICTURE_KINDS = {
  bmp: 'a BMP',
  gif: 'a GIF',
  jpeg: 'a JPEG',
  'jpeg-progressive': 'a progressive JPEG',
  'jpeg-scans': 'a JPEG of several scans',
  png: 'a PNG',
  'png-interlaced': 'an interlaced PNG',
  'png-transparent': 'a PNG with transparency',
  tiff: 'a TIFF',
  webp: 'a WebP',
} as const;
export type PictureKind = keyof typeof PICTURE_KINDS;

const pictureReasons = {
  'cut-off': 'is cut off',
  damaged: 'is damaged',
  'cut-off-or-damaged': 'is cut off or damaged',
  'not-a-picture': ({ formats }: { formats: string }) => `is no ${formats} picture`,
  'other-picture': 'is an image of a kind that is not read',
  'more-pixels': 'holds more pixels than it declares',
  'fewer-pixels': 'holds fewer pixels than it declares',
  pixels: (size: Size) => `declares ${sizeText(size)} pixels`,
  'too-many-pixels': ({ kind, most, ...size }: Size & { kind: PictureKind; most: number }) =>
    `has ${sizeText(size)} pixels; of ${PICTURE_KINDS[kind]}, at most ${String(most / 1e6)} megapixels are read`,
  'too-many-deep-pixels': (size: Size) =>
    `has ${sizeText(size)} pixels of 16 bits that use a part of their range, which are too many to scale`,
  'too-much-memory': 'cannot be decoded in the memory that a picture may take',
  'jpeg-scans': ({ scans, most }: { scans: number; most: number }) =>
    `is a JPEG of ${String(scans)} scans; at most ${String(most)} are read`,
  'not-png': 'is not a PNG',
  'png-header': 'has a header that is not one of a PNG',
  'png-two-headers': 'has two headers',
  'png-type': ({ bits, colorType }: { bits: number; colorType: number }) =>
    `declares ${String(bits)} bits of colour type ${String(colorType)}, which do not exist`,
  'png-inflate': 'cannot be inflated to the size it declares',
  'png-unscalable': 'is not grey or RGB with 8 bits and without interlacing',
  'tiff-bits': ({ bits, hasFractions }: { bits: number; hasFractions: boolean }) =>
    `has samples of ${String(bits)} bits${hasFractions ? ' with fractions' : ''}; whole numbers of at most 16 bits are read`,
  'tiff-channels': ({ channels, most }: { channels: number; most: number }) =>
    `has ${String(channels)} channels a pixel; at most ${String(most)} are read`,
} satisfies Phrases;

/** Formats that are not read, recognised by their first bytes or contents. */
const formatReasons = {
  empty: 'is empty',
  pickle: 'is a Python pickle, which can run programs when it is read',
  'single-image': 'is a single image',
  hdf5: 'is an HDF5 file, which is not read',
  matlab: 'is a MATLAB file, which is not read',
  parquet: 'is a Parquet file, which is not read',
  arrow: 'is an Arrow file, which is not read',
  sqlite: 'is an SQLite database, which is not read',
  '7-zip': 'is a 7-Zip archive',
  rar: 'is a RAR archive',
  bzip2: 'is packed with bzip2',
  xz: 'is packed with xz',
  tar: 'is a tape archive',
  pdf: 'is a PDF document',
  pytorch: 'is a PyTorch file, which is not read',
  office: 'is an Office file, which is not read',
  'zip-without-images': ({ formats }: { formats: string }) =>
    `holds no images: none of its files is a ${formats}`,
  /** @param start its first bytes in hexadecimal */
  unknown: ({ start }: { start: string }) => `is of no format that is read: it begins with 0x${start}`,
} satisfies Phrases;

/** Files and folders among others. */
const placeReasons = {
  document: 'is a document, not data',
  'submission-form': 'is a form for submissions',
  'unreadable-name': 'has a name that cannot be read: give it one in plain letters',
  'same-name': 'has the same name as another file in this encoding',
  unpacked: 'is there unpacked, too',
  'same-file': ({ as }: { as: string }) => `is a link to the same file as ${as}`,
  'same-content': ({ as }: { as: string }) => `holds the same as ${as}`,
  'image-among-data': 'is an image among files of data',
  'table-beside': ({ beside }: { beside: string }) =>
    `is a table beside ${beside} and does not hold the data`,
  kind: ({ kind }: { kind: FileKind }) => `is ${FILE_KINDS[kind]}`,
  denied: 'may not be read by this user',
  unreadable: 'cannot be read',
  'link-denied': 'is a link to something that this user may not read',
  'link-broken': 'is a link that leads nowhere',
  'link-loop': 'is a link back to a folder that contains it',
  'link-in-zip': 'is a link, which is not followed in a ZIP',
  'twice-in-zip': 'is in the ZIP more than once: the last one is read',
  'too-deep': ({ most }: { most: number }) => `lies more than ${String(most)} folders deep`,
  'too-many-links': ({ most }: { most: number }) => `is one of more than ${countText(most)} links to folders`,
  'names-no-classes': 'does not name the classes that there are',
  'names-other-classes': 'names other classes than those of the labels',
  /** @param problem from reading the file, with the text at that time */
  problem: ({ name, problem }: { name: string; problem: { code: string; message: string } }) => {
    const text = problem.message.replace(/\.$/, '');
    return text.startsWith(`${name} `) ? text.slice(name.length + 1) : `cannot be read: ${text}`;
  },
} satisfies Phrases;

type Counted = { readonly count: number };

/** Folders of images beside others. */
const folderReasons = {
  'in-no-class': 'is in no folder of a class',
  'no-classes': ({ count }: Counted) => `holds ${imagesText(count)} without folders of classes`,
  'validation-images': ({ count }: Counted) =>
    `holds ${imagesText(count)} for validation, and there is a test split, too`,
  annotations: ({ count }: Counted) => `holds ${imagesText(count)} that seem to describe those beside it`,
  'copies-of-siblings': ({ count }: Counted) => `holds ${imagesText(count)} that also lie beside it`,
  'copies-of-split': ({ count, of }: Counted & { of: string }) =>
    `holds the same ${imagesText(count)} as ${of}`,
  'beside-splits': ({ count, within }: Counted & { within: string }) =>
    `holds ${imagesText(count)}, but the splits are in “${within}”`,
  'no-split': ({ count, splits }: Counted & { splits: readonly string[] }) =>
    `holds ${imagesText(count)}, but is none of the splits, ${quoted(splits)}`,
  'repeats-siblings': ({ count }: Counted) =>
    `holds ${imagesText(count)}, but is no class: its folders have the names of those beside it`,
  'loose-beside-splits': ({ splits }: { splits: readonly string[] }) =>
    `lies beside the folders of the splits, ${quoted(splits)}`,
  'loose-beside-folder': ({ folder }: { folder: string }) =>
    `lies beside “${folder}”, which holds the splits`,
} satisfies Phrases;

/** Element types of NumPy arrays that are not read. */
export const elementReasons = {
  objects: 'holds Python objects, which can run programs when they are read',
  complex: 'holds complex numbers',
  'long-floats': 'holds floats of more than 64 bits',
  dates: 'holds dates',
  durations: 'holds durations',
  'raw-bytes': 'holds raw bytes',
  records: 'holds records of several fields',
  /** @param type NumPy's letter */
  'unknown-elements': ({ type }: { type: string }) => `holds elements of the unknown type ${type}`,
} satisfies Phrases;

/** Sets of items and labels, arrays and columns. */
const setReasons = {
  'unwanted-labels': 'holds labels, which are not wanted',
  'labels-of-left-out': 'holds labels of something that is left out',
  'no-labels': ({ unlike }: { unlike: string }) => `has no labels, while ${unlike} has them`,
  'other-shape': ({
    shape,
    other,
    otherShape,
  }: {
    shape: ItemsShape;
    other: string;
    otherShape: ItemsShape;
  }) => `holds ${shapeText(shape)}, while ${other} holds ${shapeText(otherShape)}`,
  'neither-train-nor-test': 'has neither “train” nor “test” in its name, as others have',
  validation: 'is for validation, and there is a test split, too',
  'points-beside-images': ({ images }: { images: string }) => `holds points, while ${images} holds images`,
  'not-an-array': 'is not an array',
  'not-needed': ({ beside }: { beside: string }) => `is not needed beside ${beside}`,
  'neither-items-nor-classes': 'holds neither items nor their classes',
  shape: ({ shape }: { shape: readonly number[] }) =>
    `has the shape [${shape.join(', ')}], which is none of images, points or labels`,
  'row-numbers': 'numbers the rows',
  'row-names': 'numbers or names the rows',
  splits: 'names splits, which are not read from a column',
  distinct: 'is different in every row',
  'no-pixels': 'holds neither pixels nor the label',
  'no-coordinates': 'holds neither a coordinate nor the label',
} satisfies Phrases;

/** Why something is not imported: the rest of a sentence that begins with its name. */
export const FILE_REASONS = {
  ...pictureReasons,
  ...formatReasons,
  ...placeReasons,
  ...folderReasons,
  ...elementReasons,
  ...setReasons,
};
export type FileReason = PhraseOf<typeof FILE_REASONS>;
