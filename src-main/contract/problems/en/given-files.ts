import { countText } from '../../numbers';
import { anyOf } from '../../texts/lists';
import { phraseText } from '../phrases';
import type { Words } from '../words';
import { FILE_REASONS, type FileReason } from './file-reasons';
import { FILE_KINDS, sizeText, SYSTEM_REASONS, type FileKind, type Size, type SystemReason } from './items';
import { withoutLabels } from './options';

const COPY_AGAIN = 'Copy or download the file again, and compare its size with the original.';
const TAKE_A_PART = 'Take a part of it.';
const SPLIT_IT = 'Split the file, or take a part of it.';
const MAKE_AGAIN = 'Remove the dataset and make or import it again.';
const ONE_PIXEL = 'Give a file with images of at least one pixel, labels or points in it.';
/** @param formats of pictures that can be read */
const taken = (formats: string): string =>
  `Give IDX files, .npz or .npy, CSV, CIFAR’s .bin files, or a folder or ZIP of images (${formats}).`;

interface Named {
  name: string;
}
/** The content of a dataset's file. */
type Held = 'images' | 'labels' | 'points';
interface Limited extends Named {
  most: number;
}

const UNWRITABLE = {
  full: 'the disk is full',
  quota: 'the disk quota is used up',
  denied: 'the folder may not be written to',
  'read-only': 'the disk is read-only',
  'failing-disk': 'the disk fails',
  'file-size': 'a file would be larger than it may be there',
  'in-the-way': 'a file is where a folder should be',
} as const;

const ZIP_DAMAGE = {
  cut: 'its end is missing',
  inconsistent: 'what it lists and what it holds do not fit together',
} as const;

const reasonText = (why: FileReason): string => phraseText(FILE_REASONS, why);

const A_FOLDER = 'Give a folder or a ZIP of images, with a subfolder for each class.';
const SAVE_ARRAYS = 'Save its arrays as .npz.';
const SAVE_TABLE = 'Save its table as CSV.';
const TABLE_OR_ARRAYS = 'Save it as CSV, or its arrays as .npz.';
const UNPACK = 'Unpack it first, and give the files inside.';
/** Advice for files of other formats, by the reason; for others, the advice lists the formats that are read. */
const INSTEAD: Readonly<Record<string, string>> = {
  empty: 'Copy or download it again.',
  pickle: 'Give CIFAR’s binary version, or save the arrays as .npz.',
  'single-image': A_FOLDER,
  hdf5: SAVE_ARRAYS,
  matlab: SAVE_ARRAYS,
  pytorch: SAVE_ARRAYS,
  parquet: TABLE_OR_ARRAYS,
  arrow: TABLE_OR_ARRAYS,
  sqlite: SAVE_TABLE,
  office: SAVE_TABLE,
  '7-zip': UNPACK,
  rar: UNPACK,
  tar: UNPACK,
  bzip2: UNPACK,
  xz: UNPACK,
  'zip-without-images':
    'Give images in a subfolder for each class. Give files of another kind themselves, not in a ZIP.',
};

interface Unread extends Named {
  why: FileReason;
  count: number;
  formats: string;
}
const unreadFile = ({ name, why, count, formats }: Unread): Words => ({
  message: `${name} ${reasonText(why)}.${count > 1 ? ` None of the ${countText(count)} files is one that is read.` : ''}`,
  advice: INSTEAD[typeof why === 'string' ? why : why.code] ?? taken(formats),
});

/** Formats that are read. */
const FORMATS = {
  idx: 'an IDX file',
  csv: 'a CSV file',
  npz: 'a file of NumPy arrays',
  cifar: 'a file of CIFAR',
  'image-folder': 'a folder of images',
} as const;
export type FormatId = keyof typeof FORMATS;

/** Problems of given files of any format: whether they can be read, and how much they contain. */
export const givenFileProblems = {
  'dataset.unreadable': ({ name, why }: Named & { why: SystemReason }): Words => ({
    message: `${name} cannot be read: ${SYSTEM_REASONS[why]}.`,
    advice: 'Check that the file is still there and may be read.',
  }),
  'dataset.unreadable.kind': ({ name, kind }: Named & { kind: FileKind }): Words => ({
    message: `${name} is ${FILE_KINDS[kind]}, not a file with data.`,
    advice: 'Give a file, a folder or a ZIP.',
  }),
  /** A file of the workbench. */
  'dataset.unreadable.own': ({ name, why }: Named & { why: SystemReason }): Words => ({
    message: `${name} cannot be read: ${SYSTEM_REASONS[why]}.`,
    advice: 'Make or import the dataset again, and check that its folder may be read.',
  }),
  'dataset.mismatch.own-counts': ({
    items,
    labels,
  }: Record<'items' | 'labels', Named & { count: number }>): Words => ({
    message: `${items.name} holds ${String(items.count)} items, but ${labels.name} ${String(labels.count)} labels.`,
    advice: MAKE_AGAIN,
  }),
  'dataset.mismatch.own-kind': ({
    name,
    kinds,
    kind,
  }: Named & { kinds: readonly Held[]; kind: Held }): Words => ({
    message: `${name} should hold ${anyOf(kinds)}, but holds ${kind}.`,
    advice: MAKE_AGAIN,
  }),
  'dataset.unwritable': ({ directory, why }: { directory: string; why: keyof typeof UNWRITABLE }): Words => ({
    message: `The dataset cannot be written to ${directory}: ${UNWRITABLE[why]}.`,
    advice: 'Make room or choose another data folder, then try again.',
  }),
  'dataset.gzip': ({ name, isCut }: Named & { isCut: boolean }): Words => ({
    message: `${name} cannot be unpacked: ${isCut ? 'its end is missing' : 'it is damaged'}.`,
    advice: COPY_AGAIN,
  }),
  'dataset.zip.damaged': ({ name, why }: Named & { why: keyof typeof ZIP_DAMAGE }): Words => ({
    message: `${name} is damaged as a ZIP: ${ZIP_DAMAGE[why]}.`,
    advice: 'Copy or download it again, and compare its size with the original.',
  }),
  'dataset.zip.packed': ({
    name,
    member,
    isEncrypted,
  }: Named & { member: string; isEncrypted: boolean }): Words => ({
    message: `${member} in ${name} is ${isEncrypted ? 'encrypted' : 'packed in a way that is not read'}.`,
    advice: 'Pack it again, as a plain ZIP.',
  }),
  'dataset.zip.outside': ({ name, member }: Named & { member: string }): Words => ({
    message: `${name} holds a file whose name leads out of the ZIP: ${member}.`,
    advice: 'Pack it again, from the folder that holds the files.',
  }),
  'dataset.too-large.zip-files': ({ name, count, most }: Limited & { count: number }): Words => ({
    message: `${name} lists ${countText(count)} files; at most ${countText(most)} are read.`,
    advice: TAKE_A_PART,
  }),
  'dataset.too-large.zip-bytes': ({ name, bytes, most }: Limited & { bytes: number }): Words => ({
    message: `${name} unpacks to ${countText(bytes)} bytes; at most ${countText(most)} bytes are read.`,
    advice: TAKE_A_PART,
  }),
  'dataset.too-large.unpacked': ({ name, most }: Limited): Words => ({
    message: `${name} unpacks to more than ${countText(most)} bytes.`,
    advice: TAKE_A_PART,
  }),
  'dataset.too-large.folder': ({ name, most }: Limited): Words => ({
    message: `${name} holds more than ${countText(most)} files.`,
    advice: TAKE_A_PART,
  }),
  'dataset.too-large.picture': ({ name, bytes, most }: Limited & { bytes: number }): Words => ({
    message: `${name} has ${countText(bytes)} bytes; a picture may have at most ${countText(most)}.`,
    advice: 'Scale it down, or leave it out.',
  }),
  'dataset.too-large.items': ({ name, count, most }: Limited & { count: number }): Words => ({
    message: `${name} declares ${countText(count)} items; at most ${countText(most)} can be taken in.`,
    advice: SPLIT_IT,
  }),
  'dataset.too-large.rows': ({ name, most }: Limited): Words => ({
    message: `${name} has more than ${countText(most)} rows.`,
    advice: SPLIT_IT,
  }),
  'dataset.too-large.side': ({ name, most, ...size }: Limited & Size): Words => ({
    message: `${name} declares images of ${sizeText(size)} pixels; at most ${String(most)} a side can be read.`,
    advice: 'Scale the images down first.',
  }),
  'dataset.too-large.bytes': ({ name, bytes, most }: Limited & { bytes: number }): Words => ({
    message: `${name} declares ${countText(bytes)} bytes of images; at most ${countText(most)} bytes can be read.`,
    advice: 'Take a part of the images, or scale them down first.',
  }),
  'dataset.too-large.images': ({
    count,
    bytes,
    most,
    ...size
  }: Size & { count: number; bytes: number; most: number }): Words => ({
    message: `${countText(count)} images of ${sizeText(size)} pixels take ${countText(bytes)} bytes; at most ${countText(most)} bytes can be taken in.`,
    advice: 'Choose a smaller size, take them as grey, or give a part of them.',
  }),
  'dataset.empty.items': ({ name }: Named): Words => ({
    message: `${name} declares no items at all.`,
    advice: ONE_PIXEL,
  }),
  'dataset.empty.pixels': ({ name, ...size }: Named & Size): Words => ({
    message: `${name} declares images of ${sizeText(size)} pixels, which hold nothing.`,
    advice: ONE_PIXEL,
  }),
  'dataset.not-finite': ({ name }: Named): Words => ({
    message: `${name} holds points whose coordinates are not finite numbers.`,
    advice: 'Remove them, and give the file again.',
  }),
  'dataset.values': ({ name, low, high }: Named & { low: number; high: number }): Words => ({
    message: `${name} holds values from ${String(low)} to ${String(high)}; pixels have 0 to 255, 0 to 1 or −1 to 1.`,
    advice: 'Scale the values first, or check that these are images.',
  }),
  'dataset.values.not-finite': ({ name }: Named): Words => ({
    message: `${name} holds values that are no finite numbers: NaN or infinity.`,
    advice: 'Replace them, for example by 0, and give the file again.',
  }),
  'dataset.too-few': ({
    kind,
    count,
    least,
  }: {
    kind: 'images' | 'points';
    count: number;
    least: number;
  }): Words => ({
    message: `There ${count === 1 ? 'is' : 'are'} only ${countText(count)} of the ${kind}.`,
    advice: `Give ${countText(least)} at least: some are kept for testing.`,
  }),
  /** @param first some of their names @param next the first one beyond the limit */
  'dataset.too-many-classes': ({
    first,
    next,
    most,
  }: {
    first: readonly string[];
    next: string;
    most: number;
  }): Words => ({
    message: `There are more than ${String(most)} classes, from ${first.join(', ')} to ${next}.`,
    advice: withoutLabels(
      (choice) =>
        `Check that the labels are where they were looked for. To take everything in without labels, ${choice === null ? 'choose so' : `choose so (${choice})`}.`,
    ),
  }),
  'dataset.too-much-memory': ({ mostBytes }: { mostBytes: number }): Words => ({
    message: `Reading these files took more than ${String(mostBytes / 1024 ** 2)} MB of memory, so it was ended.`,
    advice: 'Import a part of them, or scale the images down first.',
  }),
  'dataset.changed.files': (): Words => ({
    message: 'The files have changed since they were inspected.',
    advice: 'Give them again.',
  }),
  'dataset.changed.file': ({ name }: Named): Words => ({
    message: `${name} has changed since it was inspected.`,
    advice: 'Give it again.',
  }),
  /** @param count all files whose format is not read */
  'dataset.format': unreadFile,
  'dataset.format.pictures': ({
    place,
    files,
    given,
    kinds,
    formats,
  }: {
    place: string;
    files: number;
    given: readonly string[];
    kinds: readonly string[];
    formats: string;
  }): Words => ({
    message: `${
      files === 1 ? `${place} is an image` : `All ${countText(files)} files in ${given.join(', ')} are images`
    } of a kind that is not read (${kinds.join(', ')}).`,
    advice: `Save them as ${formats}.`,
  }),
  /** A ZIP that contains no data. */
  'dataset.no-items.archive': unreadFile,
  /** @param leftOut the first one, and the number of all */
  'dataset.no-items.files': ({
    given,
    leftOut,
    formats,
  }: {
    given: readonly string[];
    leftOut: { name: string; why: FileReason; count: number } | null;
    formats: string;
  }): Words => {
    const example =
      leftOut === null
        ? ''
        : leftOut.count === 1
          ? `: ${leftOut.name} ${reasonText(leftOut.why)}`
          : `: ${countText(leftOut.count)} are left out, e.g. ${leftOut.name}, which ${reasonText(leftOut.why)}`;
    return {
      message: `There are no files with data in ${given.join(', ')}${example}.`,
      advice: taken(formats),
    };
  },
  'dataset.mixed': ({ first, other }: Record<'first' | 'other', Named & { format: FormatId }>): Words => ({
    message: `${first.name} is ${FORMATS[first.format]}, but ${other.name} is ${FORMATS[other.format]}.`,
    advice: 'Give files of one format at a time.',
  }),
  'dataset.too-many-files.kinds': ({
    count,
    examples,
    most,
    formats,
  }: {
    count: number;
    examples: readonly string[];
    most: number;
    formats: string;
  }): Words => ({
    message: `These are ${countText(count)} files that are neither images nor documents (${examples.join(', ')} …); a dataset has at most ${String(most)}.`,
    advice: `${taken(formats)} Give those of one dataset.`,
  }),
  'dataset.several': ({ names, are }: { names: readonly string[]; are: 'folders' | 'files' }): Words => ({
    message: `These are the files of ${String(names.length)} datasets: ${names.map((name) => (name === '' ? 'the folder itself' : name)).join(', ')}.`,
    advice: are === 'folders' ? 'Give one of these folders.' : 'Give the files of one of them.',
  }),
};
