import type { LeftOut, ReadOptions } from '../../contract/dataset';
import { refusal } from '../../contract/error';
import { nameText } from '../../contract/problems/catalogue';
import { decodePicture } from '../../images/decode';
import { PICTURE_FORMATS, shownSize } from '../../images/picture';
import type { PictureHeader } from '../../images/picture-header';
import { classCollector } from '../classes';
import { plainName } from '../file-names';
import { openFolders } from '../folders';
import { picturePaths } from '../picture-files';
import { unreadableNotes, whyUnreadable } from '../unreadable-items';
import { treeOf, type Leaf } from './folder-tree';
import type { Folder, Format, Found, GivenFile, Part, Piece } from './format';
import { survey } from './picture-survey';

/** A folder or a ZIP of pictures, with a subfolder for each class, and optionally folders for the splits. */
export const imageFolder: Format = {
  id: 'image-folder',
  takesMany: true,
  recognises: ({ hasPictures }) => hasPictures,

  async read(files, options) {
    const folder = await openFolders(files, options.encoding);
    try {
      return await readFolder(files, folder, options);
    } finally {
      folder.close();
    }
  },
};

async function readFolder(given: readonly GivenFile[], folder: Folder, options: ReadOptions): Promise<Found> {
  const name = given.map((one) => one.name).join(', ');
  const { pictures, others } = await picturePaths(folder);
  if (pictures.length === 0) {
    throw refusal('dataset.no-items.pictures', {
      name,
      count: folder.paths.length,
      formats: PICTURE_FORMATS,
    });
  }
  const tree = await treeOf(folder, pictures, options);
  const wanted = [...tree.train, ...(tree.test ?? [])];
  // Throws for too many classes before any picture is opened.
  numbered(wanted);
  const { headers, unreadable, channels, white, notes } = await survey(
    folder,
    wanted.map(({ path }) => path),
  );
  const isSound = ({ path }: Leaf) => headers.has(path);
  const train = tree.train.filter(isSound);
  const test = tree.test?.filter(isSound) ?? [];
  const { classNames, labelsOf } = numbered([...train, ...test]);
  const part = (leaves: readonly Leaf[]): Part => {
    const some = (indices: readonly number[]) =>
      blocks(
        given,
        indices.flatMap((i) => leaves[i] ?? []),
        options,
        white,
      );
    return {
      count: leaves.length,
      labels: labelsOf(leaves),
      blocks: () => blocks(given, leaves, options, white),
      some,
    };
  };
  return {
    kind: 'images',
    size: commonSize([...headers.values()]),
    channels,
    train: part(train),
    test: test.length > 0 ? part(test) : null,
    classNames,
    suggestedName: given.length === 1 ? plainName(name) : nameText('imported-images'),
    files: [{ name, role: { code: 'pictures', images: headers.size, folders: classNames.length } }],
    labelSource: tree.labelSource,
    doubts: [...folder.doubts, ...tree.doubts],
    leftOut: [...unreadable, ...folder.leftOut, ...tree.leftOut, ...others.map(noPicture)],
    notes: [...tree.notes, ...unreadableNotes(unreadable.length, wanted.length), ...notes],
  };
}

const noPicture = (name: string): LeftOut => ({
  name,
  why: { code: 'not-a-picture', formats: PICTURE_FORMATS },
});

/** Numbers the classes of images in the order of their names. */
function numbered(leaves: readonly Leaf[]): {
  classNames: readonly string[];
  labelsOf: (leaves: readonly Leaf[]) => Uint8Array | null;
} {
  const classes = classCollector();
  const numbers = new Map(
    leaves.flatMap(({ className }) => (className === null ? [] : [[className, classes.numberOf(className)]])),
  );
  const { classNames, ordered } = classes.finish();
  return {
    classNames,
    labelsOf: (some) =>
      classNames.length === 0
        ? null
        : ordered(Uint8Array.from(some, ({ className }) => numbers.get(className ?? '') ?? 0)),
  };
}

async function* blocks(
  given: readonly GivenFile[],
  leaves: readonly Leaf[],
  { encoding }: ReadOptions,
  white: number,
): AsyncGenerator<Piece, void, void> {
  const folder = await openFolders(given, encoding);
  const read = async (path: string): Promise<Piece> => {
    try {
      return { ...(await decodePicture(await folder.read(path), white)), count: 1 };
    } catch (error) {
      return { name: path, why: whyUnreadable(error, path) };
    }
  };
  try {
    for (const { path } of leaves) yield await read(path);
  } finally {
    folder.close();
  }
}

function commonSize(headers: readonly PictureHeader[]): Found['size'] {
  const [first, ...rest] = headers.map(shownSize);
  const isCommon = rest.every(({ width, height }) => width === first?.width && height === first.height);
  return first !== undefined && isCommon ? first : null;
}
