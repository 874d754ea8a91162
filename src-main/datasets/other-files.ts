import { extensionOf } from '../contract/given-paths';
import { PICTURE_FORMATS } from '../images/picture';
import type { Glimpse } from './formats/format';

/** Why a file is not taken, as the end of a sentence, and what to do. */
export interface Refusal {
  readonly why: string;
  readonly advice: string;
}

export const TAKEN = `Give IDX files, .npz or .npy, CSV, CIFAR’s .bin files, or a folder or ZIP of images (${PICTURE_FORMATS}).`;
const A_FOLDER = 'Give a folder or a ZIP of images, with a subfolder for each class.';
/** By how it begins, in hexadecimal. */
const BEGINNINGS: readonly (readonly [RegExp, string, string])[] = [
  [
    /^80(0[2-5]|$)/,
    'is a Python pickle, which can run programs when it is read',
    'Give CIFAR’s binary version, or save the arrays as .npz.',
  ],
  [/^89504e470d0a1a0a/, 'is a single image', A_FOLDER],
  [/^ffd8ff/, 'is a single image', A_FOLDER],
  [/^894844460d0a1a0a/, 'is an HDF5 file, which is not read', 'Save its arrays as .npz.'],
  [/^4d41544c4142/, 'is a MATLAB file, which is not read', 'Save its arrays as .npz.'],
  [/^50415231/, 'is a Parquet file, which is not read', 'Save it as CSV, or its arrays as .npz.'],
  [/^41524957/, 'is an Arrow file, which is not read', 'Save it as CSV, or its arrays as .npz.'],
  [/^53514c69746520/, 'is an SQLite database, which is not read', 'Save its table as CSV.'],
  [/^377abcaf271c/, 'is a 7-Zip archive', 'Unpack it first, and give the files inside.'],
  [/^52617221/, 'is a RAR archive', 'Unpack it first, and give the files inside.'],
  [/^425a68/, 'is packed with bzip2', 'Unpack it first, and give the file inside.'],
  [/^fd377a585a00/, 'is packed with xz', 'Unpack it first, and give the file inside.'],
  [/^25504446/, 'is a PDF document', TAKEN],
];
/** Where a tape archive has its name. */
const TAR_MAGIC = { at: 257, text: 'ustar' };
/** Of pictures that are not read, by their names. */
const OTHER_PICTURES = [
  'heic',
  'heif',
  'avif',
  'jxl',
  'jp2',
  'svg',
  'psd',
  'raw',
  'cr2',
  'nef',
  'arw',
  'dng',
  'dcm',
  'exr',
  'ico',
  'tga',
  'ppm',
  'pgm',
  'pbm',
  'xcf',
];

export const isOtherPicture = (path: string): boolean => OTHER_PICTURES.includes(extensionOf(path));

/** Of a file that is of no format that is read. */
export function refusalOf({ name, head, members }: Glimpse): Refusal {
  const bytes = Buffer.from(head);
  if (bytes.length === 0) return { why: 'is empty', advice: 'Copy or download it again.' };
  if (members !== null) return refusalOfZip(members);
  const begin = bytes.toString('hex', 0, 8);
  const known = BEGINNINGS.find(([pattern]) => pattern.test(begin));
  if (known !== undefined) return { why: known[1], advice: known[2] };
  if (bytes.toString('latin1', TAR_MAGIC.at, TAR_MAGIC.at + TAR_MAGIC.text.length) === TAR_MAGIC.text) {
    return { why: 'is a tape archive', advice: 'Unpack it first, and give the files inside.' };
  }
  if (isOtherPicture(name)) return { why: 'is an image of a kind that is not read', advice: TAKEN };
  return { why: `is of no format that is read: it begins with 0x${begin.slice(0, 8)}`, advice: TAKEN };
}

/** Of a ZIP without images. */
function refusalOfZip(members: readonly string[]): Refusal {
  if (members.some((path) => /(^|\/)data\.pkl$/.test(path))) {
    return { why: 'is a PyTorch file, which is not read', advice: 'Save its arrays as .npz.' };
  }
  if (members.includes('[Content_Types].xml')) {
    return { why: 'is an Office file, which is not read', advice: 'Save its table as CSV.' };
  }
  return {
    why: `holds no images: none of its files is a ${PICTURE_FORMATS}`,
    advice:
      'Give images in a subfolder for each class. Files of another kind are to be given themselves, not in a ZIP.',
  };
}
