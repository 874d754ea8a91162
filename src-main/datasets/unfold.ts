import { statSync } from 'node:fs';
import type { Doubt, LeftOut, ReadOptions } from '../contract/dataset';
import {
  arePicturesTheData,
  extensionOf,
  isDataName,
  isDocument,
  isPackedTwin,
  isPictureName,
} from '../contract/given-paths';
import { firstBytes } from './decoded-chunks';
import { isFolder, openFolder } from './folder';
import type { Folder, GivenFile } from './formats/format';
import { holdsPictures } from './picture-files';
import { isZip, ZIP_BEGIN } from './zip';
import { zippedPath } from './zipped-file';

/** A file, or a folder of pictures. */
export interface DataFile extends GivenFile {
  /** The path relative to the given folder. */
  readonly place: string;
}
export interface Unfolded {
  readonly files: readonly DataFile[];
  readonly leftOut: readonly LeftOut[];
  readonly doubts: readonly Doubt[];
}

/**
 * Lists given files, without documents; a folder or a ZIP that does not contain pictures is replaced by its files.
 * @throws WorkbenchError as `openFolder`
 */
export async function unfold(
  given: readonly GivenFile[],
  encoding: ReadOptions['encoding'],
): Promise<Unfolded> {
  const all: Unfolded[] = [];
  for (const one of given) {
    if (await isFolder(one)) all.push(await unpacked(await filesOf(one, encoding), encoding));
    else all.push(await unpacked(withoutDocuments([{ ...one, place: one.name }]), encoding));
  }
  return joined(all);
}

function joined(all: readonly Unfolded[]): Unfolded {
  return {
    files: all.flatMap(({ files }) => files),
    leftOut: all.flatMap(({ leftOut }) => leftOut),
    doubts: all.flatMap(({ doubts }) => doubts),
  };
}

/** Replaces ZIPs of tables, IDX files or CIFAR's files by the files in them. */
async function unpacked(
  { files, leftOut, doubts }: Unfolded,
  encoding: ReadOptions['encoding'],
): Promise<Unfolded> {
  const all: Unfolded[] = [{ files: [], leftOut, doubts }];
  for (const file of files) {
    if (!(await isZipOfData(file))) {
      all.push({ files: [file], leftOut: [], doubts: [] });
      continue;
    }
    const inside = await filesOf(file, encoding);
    const at = (place: string) => (file.place === file.name ? place : `${file.place}/${place}`);
    all.push({
      ...inside,
      files: inside.files.map((one) => ({ ...one, place: at(one.place) })),
      leftOut: inside.leftOut.map((one) => ({ ...one, name: at(one.name) })),
    });
  }
  return joined(all);
}

/** Whether a ZIP is to be replaced by its files. Arrays and pictures are read inside their archive. */
async function isZipOfData(file: DataFile): Promise<boolean> {
  if ((await isFolder(file)) || !isZip(await firstBytes(file.path, file.name, ZIP_BEGIN.length)))
    return false;
  const folder = await openFolder(file);
  try {
    const isArchive = folder.paths.some((path) => /\.npy$/i.test(path));
    const isOfData = folder.paths.some(isDataName) || folder.paths.every((path) => extensionOf(path) === '');
    return !isArchive && isOfData && !(await isOfPictures(folder));
  } finally {
    folder.close();
  }
}

async function filesOf(given: GivenFile, encoding: ReadOptions['encoding']): Promise<Unfolded> {
  const folder = await openFolder(given, encoding);
  folder.close();
  const isPacked = !(await isFolder(given));
  if (await isOfPictures(folder)) {
    // Its other findings are reported when it is read.
    return { files: [{ ...given, place: given.name }], leftOut: [], doubts: [] };
  }
  const leftOut: LeftOut[] = [...folder.leftOut];
  const files: DataFile[] = [];
  const paths = new Set(folder.paths);
  const origins = new Map<string, string>();
  for (const place of folder.paths) {
    const path = isPacked ? zippedPath({ zip: given.path, encoding, member: place }) : folder.fileAt(place);
    const origin = folder.originOf(place);
    const before = origins.get(origin);
    if (path === null) leftOut.push({ name: place, why: 'unreadable-name' });
    else if (isPackedTwin(place, paths)) leftOut.push({ name: place, why: 'unpacked' });
    else if (before !== undefined) leftOut.push({ name: place, why: { code: 'same-file', as: before } });
    else if (isPictureName(place)) leftOut.push({ name: place, why: 'image-among-data' });
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
    leftOut: files.flatMap((file): LeftOut[] => {
      if (isDocument(file.name)) return [{ name: file.place, why: 'document' }];
      return isForm(file) ? [{ name: file.place, why: 'submission-form' }] : [];
    }),
    doubts: [],
  };
}

/** Whether the pictures in a folder are the data, and not figures beside the data. */
async function isOfPictures(folder: Folder): Promise<boolean> {
  if (!folder.paths.some(isPictureName)) return holdsPictures(folder);
  return arePicturesTheData(folder.paths, (path) => {
    const at = folder.fileAt(path);
    return at === null ? 0 : statSync(at).size;
  });
}
