import { refusal } from '../../contract/error';
import { byteReader, wholeItems, type ByteReader } from '../byte-reader';
import { decodedChunks } from '../decoded-chunks';
import { openZip, type ZipMember } from '../zip';
import type { GivenFile } from './format';
import { isNpy, readNpyHeader, type NpyHeader } from './npy';

/** An array inside an .npz file, or the array of an .npy file. */
export interface NpyArray extends NpyHeader {
  /** Its name in messages, which may show its split. */
  readonly name: string;
  /** Its name without that of the file, if the file has several arrays. */
  readonly ownName: string;
  /** Size of its elements, if known before they are read; otherwise null. */
  readonly dataBytes: number | null;
  /** Opens its bytes, beginning with the header; `close` releases them. */
  readonly open: () => Promise<{ reader: ByteReader; close: () => Promise<void> }>;
}

const EXTENSION = /\.npy$/i;

/** Limited because each array is opened for its header and compared with all others. */
const MAX_ARRAYS = 1000;

export interface Listed {
  readonly arrays: readonly NpyArray[];
  /** Names of other members, which are not arrays. */
  readonly others: readonly string[];
}

/**
 * Lists the arrays of an .npz file, or the one of an .npy file. @throws WorkbenchError as `openZip` and `readNpyHeader`
 */
export async function listArrays(file: GivenFile, isOneOfMany: boolean): Promise<Listed> {
  if (await isSingle(file)) return { arrays: [await singleArray(file)], others: [] };
  const zip = await openZip(file.path, file.name);
  try {
    const members = zip.members.filter(({ path }) => EXTENSION.test(path));
    if (members.length > MAX_ARRAYS) throw tooManyArrays(file.name, members.length);
    const arrays: NpyArray[] = [];
    for (const member of members) {
      const ownName = member.path.replace(EXTENSION, '');
      const isAlone = isOneOfMany && members.length === 1;
      const name = isAlone ? file.name : isOneOfMany ? `${file.name}: ${ownName}` : ownName;
      const header = await headerOf(byteReader(member.chunks()), name);
      arrays.push({
        ...header,
        name,
        ownName: isAlone ? file.name : ownName,
        dataBytes: member.bytes - header.headerBytes,
        open: () => openMember(file, member.path, name),
      });
    }
    const others = zip.members.filter((member) => !members.includes(member)).map(({ path }) => path);
    return { arrays, others };
  } finally {
    zip.close();
  }
}

const tooManyArrays = (name: string, count: number) =>
  refusal('dataset.too-large.arrays', { name, count, most: MAX_ARRAYS });

async function isSingle({ path, name }: GivenFile): Promise<boolean> {
  const chunks = decodedChunks(path, name);
  const { value } = await chunks.next();
  await chunks.return();
  return value !== undefined && isNpy(value);
}

async function singleArray(file: GivenFile): Promise<NpyArray> {
  const { name } = file;
  const ownName = name.replace(/\.gz$/i, '').replace(EXTENSION, '');
  const open = async () => {
    const reader = byteReader(decodedChunks(file.path, name));
    return Promise.resolve({ reader, close: () => reader.close() });
  };
  const header = await headerOf((await open()).reader, name);
  return { ...header, name, ownName, dataBytes: null, open };
}

async function headerOf(reader: ByteReader, name: string): Promise<NpyHeader> {
  try {
    return await readNpyHeader(reader, name);
  } finally {
    await reader.close();
  }
}

async function openMember(file: GivenFile, path: string, name: string): ReturnType<NpyArray['open']> {
  const zip = await openZip(file.path, file.name);
  const member: ZipMember | undefined = zip.members.find((one) => one.path === path);
  if (member === undefined) {
    zip.close();
    throw cutOff(name);
  }
  const reader = byteReader(member.chunks());
  const close = async () => {
    await reader.close();
    zip.close();
  };
  return { reader, close };
}

const cutOff = (name: string) => refusal('dataset.truncated', { name });

/** @throws WorkbenchError `dataset.truncated` where a file has fewer bytes than the array declares */
export function checkLength({ name, shape, element, dataBytes }: NpyArray): void {
  const declared = shape.reduce((product, size) => product * size, element.bytes);
  if (dataBytes !== null && dataBytes < declared) throw cutOff(name);
}

/**
 * Yields the bytes of an array in memory order, in blocks of whole units. Each block reuses the memory of the previous
 * one.
 * @param unitBytes size of a unit
 * @throws WorkbenchError `dataset.truncated`
 */
export async function* unitsOf(array: NpyArray, unitBytes: number): AsyncGenerator<Uint8Array, void, void> {
  const { name, shape, element } = array;
  const total = shape.reduce((product, size) => product * size, element.bytes);
  if (total === 0) return;
  const { reader, close } = await array.open();
  try {
    await readNpyHeader(reader, name);
    yield* wholeItems(reader, total / unitBytes, unitBytes, () => cutOff(name));
  } finally {
    await close();
  }
}
