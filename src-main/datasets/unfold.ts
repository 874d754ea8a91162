import { statSync } from 'node:fs';
import type { Doubt, LeftOut, ReadOptions } from '../contract/dataset';
import { arePicturesTheData, isDocument, isPackedTwin, isPictureName } from '../contract/given-paths';
import { isFolder, openFolder } from './folder';
import type { Folder, GivenFile } from './formats/format';
import { holdsPictures } from './picture-files';

/** A file, or a folder of pictures. */
export interface DataFile extends GivenFile {
  /** From the folder on that was given. */
  readonly place: string;
}
export interface Unfolded {
  readonly files: readonly DataFile[];
  readonly leftOut: readonly LeftOut[];
  readonly doubts: readonly Doubt[];
}

/** What is given, without documents; a folder that is not one of pictures stands for the files in it. */
export async function unfold(
  given: readonly GivenFile[],
  encoding: ReadOptions['encoding'],
): Promise<Unfolded> {
  const all: Unfolded[] = [];
  for (const one of given) {
    if (await isFolder(one)) all.push(await filesOf(one, encoding));
    else all.push(withoutDocuments([{ ...one, place: one.name }]));
  }
  return {
    files: all.flatMap(({ files }) => files),
    leftOut: all.flatMap(({ leftOut }) => leftOut),
    doubts: all.flatMap(({ doubts }) => doubts),
  };
}

async function filesOf(given: GivenFile, encoding: ReadOptions['encoding']): Promise<Unfolded> {
  const folder = await openFolder(given, encoding);
  folder.close();
  if (await isOfPictures(folder)) {
    // What else it has to say, it says as it is read.
    return { files: [{ ...given, place: given.name }], leftOut: [], doubts: [] };
  }
  const leftOut: LeftOut[] = [...folder.leftOut];
  const files: DataFile[] = [];
  const paths = new Set(folder.paths);
  const origins = new Map<string, string>();
  for (const place of folder.paths) {
    const path = folder.fileAt(place);
    const origin = folder.originOf(place);
    const before = origins.get(origin);
    const why =
      path === null
        ? 'has a name that cannot be read: give it one in plain letters'
        : isPackedTwin(place, paths)
          ? 'is there unpacked, too'
          : before !== undefined
            ? `is a link to the same file as ${before}`
            : isPictureName(place)
              ? 'is an image among files of data'
              : null;
    if (why !== null || path === null) leftOut.push({ name: place, why: why ?? '' });
    else files.push({ name: place.split('/').pop() ?? place, path, place });
    origins.set(origin, before ?? place);
  }
  const { files: kept, leftOut: documents } = withoutDocuments(files);
  return { files: kept, leftOut: [...leftOut, ...documents], doubts: kept.length > 0 ? folder.doubts : [] };
}

function withoutDocuments(files: readonly DataFile[]): Unfolded {
  const isForm = ({ name }: DataFile) => /(^|[-_ ])submissions?\b/i.test(name);
  return {
    files: files.filter((file) => !isDocument(file.name) && !isForm(file)),
    leftOut: files.flatMap((file) => {
      if (isDocument(file.name)) return [{ name: file.place, why: 'is a document, not data' }];
      return isForm(file) ? [{ name: file.place, why: 'is a form for submissions' }] : [];
    }),
    doubts: [],
  };
}

/** Whether the pictures of a folder are the data in it, and no figures beside the data. */
async function isOfPictures(folder: Folder): Promise<boolean> {
  if (!folder.paths.some(isPictureName)) return holdsPictures(folder);
  return arePicturesTheData(folder.paths, (path) => {
    const at = folder.fileAt(path);
    return at === null ? 0 : statSync(at).size;
  });
}
