import type { ItemShape, ReadOptions } from '../../contract/dataset';
import { isPictureName } from '../../contract/given-paths';
import { countText } from '../../contract/numbers';
import { decodePicture, readPictureHeader, type Picture, type PictureHeader } from '../../images/picture';
import { UnreadablePicture } from '../../images/png';
import { classCollector } from '../classes';
import { plainName } from '../file-names';
import { openFolder } from '../folder';
import { datasetProblem } from '../problem';
import { treeOf, type Leaf } from './folder-tree';
import type { Block, Folder, Format, Found, GivenFile, Part } from './format';

const ZIP_MAGIC = 'PK\u0003\u0004';
/** How many files are named where there may be many. */
const NAMED = 3;
/** Pictures in colours that are decoded to see whether they look grey; a preview shows the same ones. */
const LOOKED_AT = 64;

/** A folder or a ZIP of pictures, with a subfolder for each class, and around these one for each split where there is. */
export const imageFolder: Format = {
  title: 'a folder of images',
  recognises: ({ head, isFolder }) =>
    isFolder || Buffer.from(head.subarray(0, ZIP_MAGIC.length)).toString('latin1') === ZIP_MAGIC,

  async read(files, options) {
    const [given] = files;
    if (given === undefined || files.length > 1) {
      throw datasetProblem(
        'too-many-files',
        `These are ${String(files.length)} folders of images; one is taken at a time.`,
        'Put them into one folder, with a subfolder for each class.',
      );
    }
    const folder = await openFolder(given, options.encoding);
    try {
      return await readFolder(given, folder, options);
    } finally {
      folder.close();
    }
  },
};

async function readFolder(given: GivenFile, folder: Folder, options: ReadOptions): Promise<Found> {
  const paths = folder.paths.filter(isPictureName);
  if (paths.length === 0) {
    throw datasetProblem(
      'no-items',
      `${given.name} holds no PNG or JPEG images.`,
      'Give images in a subfolder for each class. Files of another kind are to be given themselves, not in a ZIP.',
    );
  }
  const { train, test, labelSource, notes, doubts, leftOut } = await treeOf(folder, paths, options);
  const classes = classCollector();
  const [trainNumbers, testNumbers] = [train, test ?? []].map((leaves) =>
    leaves[0]?.className == null
      ? null
      : Uint8Array.from(leaves, ({ className }) => classes.numberOf(className ?? '')),
  );
  const { classNames, ordered } = classes.finish();
  const part = (leaves: readonly Leaf[], numbers: Uint8Array | null = null): Part => ({
    count: leaves.length,
    labels: numbers && ordered(numbers),
    blocks: () => blocks(given, leaves, options),
  });

  const headers = await collect(folder, [...train, ...(test ?? [])], readPictureHeader);
  const colors = await colorsOf(folder, train.slice(0, LOOKED_AT), headers);
  const folders = classNames.length > 0 ? ` in ${countText(classNames.length)} folders` : '';
  return {
    kind: 'images',
    size: commonSize(headers),
    channels: colors.channels,
    train: part(train, trainNumbers),
    test: test && part(test, testNumbers),
    classNames,
    suggestedName: plainName(given.name),
    files: [{ name: given.name, role: `${countText(headers.length)} images${folders}` }],
    labelSource,
    doubts: [...folder.doubts, ...doubts],
    leftOut: [...folder.leftOut, ...leftOut],
    notes: [...notes, ...colors.notes, ...othersNote(folder.paths.filter((path) => !isPictureName(path)))],
  };
}

async function* blocks(
  given: GivenFile,
  leaves: readonly Leaf[],
  { encoding }: ReadOptions,
): AsyncGenerator<Block, void, void> {
  const folder = await openFolder(given, encoding);
  try {
    for await (const picture of pictures(folder, leaves, decodePicture)) yield { ...picture, count: 1 };
  } finally {
    folder.close();
  }
}

/**
 * What `look` finds in each picture. After one that it cannot read no more are given, but the rest is looked at, so that
 * a person is told of all at once.
 * @throws WorkbenchError `dataset.pictures`
 */
async function* pictures<Seen>(
  folder: Folder,
  leaves: readonly Leaf[],
  look: (bytes: Uint8Array) => Seen,
): AsyncGenerator<Seen, void, void> {
  const failures: string[] = [];
  for (const { path } of leaves) {
    const bytes = await folder.read(path);
    try {
      const seen = look(bytes);
      if (failures.length === 0) yield seen;
    } catch (error) {
      if (!(error instanceof UnreadablePicture)) throw error;
      failures.push(`${path} (${error.message})`);
    }
  }
  if (failures.length === 0) return;
  throw datasetProblem(
    'pictures',
    `${countText(failures.length)} of ${countText(leaves.length)} images cannot be read: ${listed(failures)}.`,
    'Replace or remove them, and give the folder again.',
  );
}

async function collect<Seen>(
  folder: Folder,
  leaves: readonly Leaf[],
  look: (bytes: Uint8Array) => Seen,
): Promise<Seen[]> {
  const all: Seen[] = [];
  for await (const seen of pictures(folder, leaves, look)) all.push(seen);
  return all;
}

function commonSize(headers: readonly PictureHeader[]): Found['size'] {
  const [first] = headers;
  const isCommon = headers.every(({ width, height }) => width === first?.width && height === first.height);
  return first !== undefined && isCommon ? { width: first.width, height: first.height } : null;
}

async function colorsOf(
  folder: Folder,
  sample: readonly Leaf[],
  headers: readonly PictureHeader[],
): Promise<{ channels: ItemShape['channels']; notes: string[] }> {
  const notes = headers.some(({ hasAlpha }) => hasAlpha)
    ? ['Where images are transparent, they lie on white.']
    : [];
  if (headers.every(({ isGrey }) => isGrey)) return { channels: 1, notes };
  const looks = await collect(folder, sample, (bytes) => looksGrey(decodePicture(bytes)));
  if (!looks.every(Boolean)) return { channels: 3, notes };
  const which = sample.length === headers.length ? 'all' : `the first ${countText(sample.length)}`;
  return {
    channels: 1,
    notes: [...notes, `The images are stored in colour, but ${which} look grey: they are taken as grey.`],
  };
}

function looksGrey({ data, channels }: Picture): boolean {
  if (channels === 1) return true;
  for (let at = 0; at < data.length; at += channels) {
    if (data[at] !== data[at + 1] || data[at] !== data[at + 2]) return false;
  }
  return true;
}

function othersNote(paths: readonly string[]): string[] {
  if (paths.length === 0) return [];
  const what = paths.length === 1 ? '1 file is' : `${countText(paths.length)} files are`;
  return [`${what} neither PNG nor JPEG, and left out: ${listed(paths)}.`];
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMED).join(', ');
  return names.length > NAMED ? `${shown} …` : shown;
}
