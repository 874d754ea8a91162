import { at } from '../contract/at';
import { MAX_GIVEN_FILES, type Doubt, type LeftOut, type ReadOptions } from '../contract/dataset';
import { refusal } from '../contract/error';
import { extensionOf } from '../contract/given-paths';
import type { FileReason } from '../contract/problems/catalogue';
import { PICTURE_FORMATS } from '../images/picture';
import { MAX_CLASS_NAMES_BYTES, readClassNames, type ClassNames } from './class-names-file';
import { withoutCopies } from './copies';
import { bytesOf, firstBytes, readText } from './decoded-chunks';
import { isFolder, openFolder } from './folder';
import { GLIMPSE_BYTES, type Format, type GivenFile, type Glimpse } from './formats/format';
import { csv } from './formats/csv';
import { FORMATS } from './formats/registry';
import { MAX_DATA_FILES } from './limits';
import { isOtherPicture, whyNotRead } from './other-files';
import { holdsPictures } from './picture-files';
import { checkOneDataset } from './several-datasets';
import { unfold, type DataFile } from './unfold';
import { isZip } from './zip';
import { zippedFileAt } from './zipped-file';

interface Recognised {
  readonly format: Format;
  /** All files of that format. */
  readonly files: readonly GivenFile[];
  /** Class names from a separate file. */
  readonly classNames: { readonly file: string; readonly names: ClassNames } | null;
  readonly leftOut: readonly LeftOut[];
  readonly doubts: readonly Doubt[];
}
/** A file whose beginning was examined. */
interface Looked extends Glimpse {
  readonly file: DataFile;
  readonly format: Format | null;
}

/** A table with a smaller fraction of all bytes is not the data: it describes the data. */
const MINOR = 0.1;

/**
 * Recognises the format of files by their contents. If one format explains most of them, the others are left out.
 * @throws WorkbenchError `dataset.no-items`, `dataset.format`, `dataset.mixed`, `dataset.too-many-files`,
 * `dataset.several`
 */
export async function recognise(given: readonly GivenFile[], options: ReadOptions): Promise<Recognised> {
  const { files, leftOut, doubts } = await unfold(given, options.encoding);
  if (files.length === 0) throw nothing(given, leftOut);
  if (files.every(({ name }) => isOtherPicture(name))) throw unreadPictures(files, given);
  // A folder may contain thousands of texts.
  if (files.length > MAX_GIVEN_FILES) throw tooMany(files);
  const looked: Looked[] = [];
  for (const file of files) looked.push(await look(file));
  const out: LeftOut[] = [...leftOut];
  const leaveOut = (those: readonly Looked[], why: (one: Looked) => FileReason) => {
    out.push(...those.map((one) => ({ name: one.file.place, why: why(one) })));
  };

  const described = await namesBeside(looked);
  const others = looked.filter(({ format }) => format === null);
  const known = looked.filter((one) => one.format !== null && one !== described?.from);
  const chosen = ofOneFormat(known);
  const [first] = chosen;
  if (first?.format == null) throw refused(others, given, leftOut);
  leaveOut(
    others.filter((one) => one !== described?.from),
    whyNotRead,
  );
  leaveOut(
    known.filter((one) => !chosen.includes(one)),
    () => ({ code: 'table-beside', beside: first.file.name }),
  );
  const { kept, copies } = await withoutCopies(chosen.map(({ file }) => file));
  out.push(...copies);
  // Several folders and ZIPs of pictures are one dataset: its splits, or its classes.
  if (!first.hasPictures) checkOneDataset(kept);
  if (first.format.takesMany !== true && kept.length > MAX_DATA_FILES) throw tooMany(kept);
  return {
    format: first.format,
    files: kept,
    classNames: described && { file: described.from.name, names: described.names },
    leftOut: out,
    doubts,
  };
}

async function look(file: DataFile): Promise<Looked> {
  const glimpse = await glimpseOf(file);
  return { ...glimpse, file, format: FORMATS.find((one) => one.recognises(glimpse)) ?? null };
}

async function glimpseOf({ path, name }: DataFile): Promise<Glimpse> {
  const given = { path, name };
  if (await isFolder(given)) {
    return { ...given, head: new Uint8Array(0), bytes: Infinity, members: null, hasPictures: true };
  }
  const head = await firstBytes(path, name, GLIMPSE_BYTES);
  const bytes = await bytesOf(path);
  const isArchive = isZip(head) && (await zippedFileAt(path)) === null;
  const inside = isArchive ? await lookInside(given) : { members: null, hasPictures: false };
  return { ...given, head, bytes, ...inside };
}

async function lookInside(zip: GivenFile): Promise<Pick<Glimpse, 'members' | 'hasPictures'>> {
  const folder = await openFolder(zip);
  try {
    return { members: folder.paths, hasPictures: await holdsPictures(folder) };
  } finally {
    folder.close();
  }
}

/** Finds a short file of class names beside files of data. */
async function namesBeside(looked: readonly Looked[]): Promise<{ from: Looked; names: ClassNames } | null> {
  if (!looked.some(({ format }) => format !== null && format !== csv)) return null;
  for (const one of looked) {
    const isText = one.format === null || one.format === csv;
    if (!isText || one.bytes > MAX_CLASS_NAMES_BYTES || one.head.includes(0)) continue;
    const names = readClassNames(one.name, await readText(one.path, one.name));
    if (names !== null) return { from: one, names };
  }
  return null;
}

/** @throws WorkbenchError `dataset.mixed` where two formats could both be the data */
function ofOneFormat(known: readonly Looked[]): readonly Looked[] {
  const formats = new Set(known.map(({ format }) => format));
  if (formats.size < 2) return known;
  const tables = known.filter(({ format }) => format === csv);
  const others = known.filter(({ format }) => format !== csv);
  const bytes = (those: readonly Looked[]) => those.reduce((sum, one) => sum + one.bytes, 0);
  const isClear = formats.size === 2 && tables.length > 0 && bytes(tables) < bytes(others) * MINOR;
  if (isClear) return others;
  const [first, other] = [...formats].flatMap((format) => {
    const one = known.find((looked) => looked.format === format);
    return one?.format == null ? [] : [{ name: one.file.name, format: one.format.id }];
  });
  if (first === undefined || other === undefined) throw new RangeError('There are two formats.');
  throw refusal('dataset.mixed', { first, other });
}

function refused(others: readonly Looked[], given: readonly GivenFile[], leftOut: readonly LeftOut[]): Error {
  const [first] = others;
  if (first === undefined) return nothing(given, leftOut);
  const why = whyNotRead(first);
  const params = { name: first.file.name, why, count: others.length, formats: PICTURE_FORMATS };
  // The ZIP itself was recognised, but not its contents.
  return first.members === null
    ? refusal('dataset.format', params)
    : refusal('dataset.no-items.archive', params);
}

function nothing(given: readonly GivenFile[], leftOut: readonly LeftOut[]): Error {
  const [first] = leftOut;
  return refusal('dataset.no-items.files', {
    given: given.map(({ name }) => name),
    leftOut: first === undefined ? null : { name: first.name, why: first.why, count: leftOut.length },
    formats: PICTURE_FORMATS,
  });
}

function unreadPictures(files: readonly DataFile[], given: readonly GivenFile[]): Error {
  const kinds = new Set(files.map(({ name }) => extensionOf(name).toUpperCase()));
  return refusal('dataset.format.pictures', {
    place: at(files, 0).place,
    files: files.length,
    given: given.map(({ name }) => name),
    kinds: [...kinds],
    formats: PICTURE_FORMATS,
  });
}

function tooMany(files: readonly DataFile[]): Error {
  return refusal('dataset.too-many-files.kinds', {
    count: files.length,
    examples: files.slice(0, 3).map(({ place }) => place),
    most: MAX_DATA_FILES,
    formats: PICTURE_FORMATS,
  });
}
