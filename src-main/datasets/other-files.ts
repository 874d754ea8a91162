import { extensionOf } from '../contract/given-paths';
import type { FileReason } from '../contract/problems/catalogue';
import { PICTURE_FORMATS } from '../images/picture';
import type { Glimpse } from './formats/format';

/** Reasons by the first bytes of a file, in hexadecimal. */
const BEGINNINGS: readonly (readonly [RegExp, FileReason])[] = [
  [/^80(0[2-5]|$)/, 'pickle'],
  [/^89504e470d0a1a0a/, 'single-image'],
  [/^ffd8ff/, 'single-image'],
  [/^894844460d0a1a0a/, 'hdf5'],
  [/^4d41544c4142/, 'matlab'],
  [/^50415231/, 'parquet'],
  [/^41524957/, 'arrow'],
  [/^53514c69746520/, 'sqlite'],
  [/^377abcaf271c/, '7-zip'],
  [/^52617221/, 'rar'],
  [/^425a68/, 'bzip2'],
  [/^fd377a585a00/, 'xz'],
  [/^25504446/, 'pdf'],
];
/** The signature of a tape archive. */
const TAR_MAGIC = { at: 257, text: 'ustar' };
/** Extensions of picture formats that are not read. */
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

/** The reason why a file cannot be read. */
export function whyNotRead({ name, head, members }: Glimpse): FileReason {
  const bytes = Buffer.from(head);
  if (bytes.length === 0) return 'empty';
  if (members !== null) return whyZipNotRead(members);
  const begin = bytes.toString('hex', 0, 8);
  const known = BEGINNINGS.find(([pattern]) => pattern.test(begin));
  if (known !== undefined) return known[1];
  if (bytes.toString('latin1', TAR_MAGIC.at, TAR_MAGIC.at + TAR_MAGIC.text.length) === TAR_MAGIC.text) {
    return 'tar';
  }
  if (isOtherPicture(name)) return 'other-picture';
  return { code: 'unknown', start: begin.slice(0, 8) };
}

/** The reason for a ZIP without images. */
function whyZipNotRead(members: readonly string[]): FileReason {
  if (members.some((path) => /(^|\/)data\.pkl$/.test(path))) return 'pytorch';
  if (members.includes('[Content_Types].xml')) return 'office';
  return { code: 'zip-without-images', formats: PICTURE_FORMATS };
}
