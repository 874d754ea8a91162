import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MAX_IMPORT_FILES } from '../contract/dataset';
import { firstBytes } from './decoded-chunks';
import { isFolder, openFolder } from './folder';
import { GLIMPSE_BYTES, type Format, type GivenFile, type Glimpse, type Role } from './formats/format';
import { FORMATS } from './formats/registry';
import { holdsPictures } from './picture-files';
import { datasetProblem } from './problem';

const TAKEN =
  'Give IDX files, .npz, CSV, CIFAR’s .bin files, or a folder or ZIP of images (PNG, JPEG, WebP, GIF, BMP, TIFF).';
/** What commonly lies beside data and says nothing that is needed. */
const DOCUMENT = /^(readme|licen[cs]e|authors|changelog)\b|\.(html?|md|pdf|docx?)$/i;
/** What is not taken, by how it begins. */
const OTHERS: readonly (readonly [string, string, string])[] = [
  [
    '80',
    'is a Python pickle, which can run programs when it is read',
    'Give CIFAR’s binary version, or save the arrays as .npz.',
  ],
  [
    '89504e470d0a1a0a',
    'is a single image',
    'Give a folder or a ZIP of images, with a subfolder for each class.',
  ],
  ['ffd8ff', 'is a single image', 'Give a folder or a ZIP of images, with a subfolder for each class.'],
  ['894844460d0a1a0a', 'is an HDF5 file, which is not read', 'Save its arrays as .npz.'],
  ['4d41544c4142', 'is a MATLAB file, which is not read', 'Save its arrays as .npz.'],
  ['934e554d5059', 'is a single array', 'Save the arrays of a dataset together, as .npz.'],
];
/** Where a tape archive has its name. */
const TAR_MAGIC = { at: 257, text: 'ustar' };

interface Recognised {
  readonly format: Format;
  /** All of that format. */
  readonly files: readonly GivenFile[];
  /** Documents that lay beside them. */
  readonly unused: readonly Role[];
}

/**
 * Tells by their contents what format files are of. A folder without pictures stands for the files in it.
 * @throws WorkbenchError `dataset.no-items`, `dataset.format`, `dataset.mixed`, `dataset.too-many-files`
 */
export async function recognise(given: readonly GivenFile[]): Promise<Recognised> {
  const all = (await Promise.all(given.map(unfolded))).flat();
  const unused = all.filter(({ name }) => DOCUMENT.test(name));
  const files = all.filter((file) => !unused.includes(file));
  if (files.length > MAX_IMPORT_FILES) {
    throw datasetProblem(
      'too-many-files',
      `These are ${String(files.length)} files; a dataset has at most ${String(MAX_IMPORT_FILES)}.`,
      'Give the files of one dataset.',
    );
  }
  const formats = await Promise.all(files.map(formatOf));
  const [format] = formats;
  if (format === undefined)
    throw datasetProblem(
      'no-items',
      `There are no files with data in ${given.map(({ name }) => name).join(', ')}.`,
      TAKEN,
    );
  const other = formats.findIndex((one) => one !== format);
  if (other > 0) {
    throw datasetProblem(
      'mixed',
      `${files[0]?.name ?? ''} is ${format.title}, but ${files[other]?.name ?? ''} is ${formats[other]?.title ?? ''}.`,
      'Give files of one format at a time.',
    );
  }
  return { format, files, unused: unused.map(({ name }) => ({ name, role: 'not used' })) };
}

/** The files of a folder that holds no pictures: of one that lies there unpacked and gzipped, the unpacked. */
async function unfolded(given: GivenFile): Promise<GivenFile[]> {
  if (!(await isFolder(given))) return [given];
  const folder = await openFolder(given);
  const isOfPictures = await holdsPictures(folder);
  folder.close();
  if (isOfPictures) return [given];
  const { paths } = folder;
  const all = new Set(paths);
  return paths
    .filter((path) => !(path.endsWith('.gz') && all.has(path.slice(0, -3))))
    .map((path) => ({ name: path.split('/').pop() ?? path, path: join(given.path, path) }));
}

/** @throws WorkbenchError `dataset.format` */
async function formatOf(file: GivenFile): Promise<Format> {
  const glimpse = await look(file);
  const format = FORMATS.find((one) => one.recognises(glimpse));
  if (format !== undefined) return format;
  const head = Buffer.from(glimpse.head);
  if (head.length === 0)
    throw datasetProblem('format', `${file.name} is empty.`, 'Copy or download it again.');
  const hex = head.toString('hex', 0, 8);
  const isTar =
    head.toString('latin1', TAR_MAGIC.at, TAR_MAGIC.at + TAR_MAGIC.text.length) === TAR_MAGIC.text;
  const [, what, advice] = OTHERS.find(([begin]) => hex.startsWith(begin)) ?? [
    '',
    isTar ? 'is a tape archive' : `is of no format that is read: it begins with 0x${hex.slice(0, 8)}`,
    isTar ? 'Unpack it first, and give the files inside.' : TAKEN,
  ];
  throw datasetProblem('format', `${file.name} ${what}.`, advice);
}

async function look(file: GivenFile): Promise<Glimpse> {
  if (await isFolder(file)) return { ...file, head: new Uint8Array(0), bytes: 0, isFolder: true };
  const head = await firstBytes(file.path, file.name, GLIMPSE_BYTES);
  return { ...file, head, bytes: (await stat(file.path)).size, isFolder: false };
}
