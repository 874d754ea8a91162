import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { getFileNameLowLevel, validateFileName, type Entry } from 'yauzl';
import { at } from '../contract/at';
import type { Doubt, LeftOut, ReadOptions } from '../contract/dataset';
import { refusal } from '../contract/error';
import { checkIsFile, readingProblem } from './file-problem';
import { readableNames } from './given-names';
import { MAX_UNPACKED_BYTES } from './limits';
import { isAscii, isUtf8 } from './text-encoding';
import { openZipFile } from './zip-reader';

export interface ZipMember {
  /** With slashes; neither absolute nor with `..`. */
  readonly path: string;
  /** Uncompressed size, as declared; reading fails if the actual size differs. */
  readonly bytes: number;
  /** CRC-32 of the uncompressed bytes, as declared. */
  readonly crc32: number;
  /** Its uncompressed bytes. @throws WorkbenchError `dataset.zip` */
  readonly chunks: () => AsyncGenerator<Uint8Array, void, void>;
}
export interface Zip {
  readonly members: readonly ZipMember[];
  readonly leftOut: readonly LeftOut[];
  readonly doubts: readonly Doubt[];
  readonly close: () => void;
}

export const ZIP_BEGIN = Buffer.from('504b0304', 'hex');
/** Whether a file with these first bytes is a ZIP. */
export const isZip = (head: Uint8Array): boolean => ZIP_BEGIN.equals(head.subarray(0, ZIP_BEGIN.length));

export const MAX_FOLDER_FILES = 250_000;
/** The longest name shown in a message, in characters. */
const MAX_SHOWN_NAME = 100;
const STORED = 0;
const DEFLATED = 8;
/** A bit of the general purpose flag. */
const IS_UTF8 = 0x800;
/** A mask for the upper half of the external attributes, in entries created on Unix. */
const FILE_TYPE = 0xf000;
const LINK = 0xa000;
const UNIX = 3;

/**
 * Opens a ZIP and reads its directory. Nothing is ever unpacked to disk.
 * @param name the file's name in messages
 * @param encoding of names that do not declare one
 * @throws WorkbenchError `dataset.zip`, `dataset.too-large` or `dataset.unreadable`
 */
export async function openZip(
  path: string,
  name: string,
  encoding: ReadOptions['encoding'] = 'auto',
): Promise<Zip> {
  checkIsFile(await stat(path).catch(thrown), name);
  // Names are decoded here: the library reads those without the flag as CP437.
  const zip = await openZipFile(path, { autoClose: false, decodeStrings: false }).catch(thrown);
  // Every call reports its errors; without a listener, an error in closing would end the process.
  zip.on('error', () => undefined);
  try {
    const { entryCount: count } = zip;
    if (count > MAX_FOLDER_FILES) {
      throw refusal('dataset.too-large.zip-files', { name, count, most: MAX_FOLDER_FILES });
    }
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) entries.push(entry);
    const bytes = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
    if (bytes > MAX_UNPACKED_BYTES) {
      throw refusal('dataset.too-large.zip-bytes', { name, bytes, most: MAX_UNPACKED_BYTES });
    }
    return { ...membersOf(entries), close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw zipProblem(error, name);
  }

  function thrown(error: unknown): never {
    throw zipProblem(error, name);
  }

  function membersOf(entries: readonly Entry[]): Omit<Zip, 'close'> {
    const { names, doubts } = namesOf(entries, encoding, name);
    const members = new Map<string, ZipMember>();
    const leftOut: LeftOut[] = [];
    for (const [i, entry] of entries.entries()) {
      const member = at(names, i).replaceAll('\\', '/');
      if (validateFileName(member) !== null) throw leadsOutside(member, name);
      if (member.endsWith('/')) continue;
      if (isLink(entry)) leftOut.push({ name: member, why: 'link-in-zip' });
      else {
        if (members.has(member)) leftOut.push({ name: member, why: 'twice-in-zip' });
        const { uncompressedSize: bytes, crc32 } = entry;
        members.set(member, { path: member, bytes, crc32, chunks: () => chunksOf(entry, member) });
      }
    }
    return { members: [...members.values()], leftOut, doubts };
  }

  async function* chunksOf(entry: Entry, member: string): AsyncGenerator<Uint8Array, void, void> {
    if (entry.isEncrypted() || ![STORED, DEFLATED].includes(entry.compressionMethod)) {
      throw refusal('dataset.zip.packed', { name, member, isEncrypted: entry.isEncrypted() });
    }
    let stream: Readable | null = null;
    try {
      stream = await zip.openReadStreamPromise(entry);
      yield* stream as AsyncIterable<Buffer>;
    } catch (error) {
      throw zipProblem(error, `${member} in ${name}`);
    } finally {
      stream?.destroy();
    }
  }
}

/** Decodes names by the flag, or by Info-ZIP's field if its checksum is right, and otherwise in a likely encoding. */
function namesOf(
  entries: readonly Entry[],
  encoding: ReadOptions['encoding'],
  where: string,
): { names: string[]; doubts: Doubt[] } {
  const sure = entries.map((entry) => {
    const { fileNameRaw: raw, generalPurposeBitFlag: flag } = entry;
    if (isAscii(raw)) return raw.toString('latin1');
    const byField = getFileNameLowLevel(0, raw, entry.extraFields, true);
    if (byField !== getFileNameLowLevel(0, raw, [], true)) return byField;
    return (flag & IS_UTF8) !== 0 && isUtf8(raw) ? raw.toString() : null;
  });
  const unsure = entries.filter((_, i) => sure[i] === null).map(({ fileNameRaw }) => fileNameRaw);
  const { names, doubts } = readableNames(unsure, encoding, where);
  const next = names.values();
  return { names: sure.map((name) => name ?? next.next().value ?? ''), doubts };
}

function isLink({ versionMadeBy, externalFileAttributes }: Entry): boolean {
  return versionMadeBy >> 8 === UNIX && ((externalFileAttributes >>> 16) & FILE_TYPE) === LINK;
}

function leadsOutside(member: string, name: string): Error {
  const shown = member.length > MAX_SHOWN_NAME ? `${member.slice(0, MAX_SHOWN_NAME)}…` : member;
  return refusal('dataset.zip.outside', { name, member: shown });
}

/** The library reports damage as plain errors with its own messages, and passes on errors of the file system. */
function zipProblem(error: unknown, name: string): unknown {
  const problem = readingProblem(error, name);
  if (problem !== error || !(error instanceof Error) || error.name !== 'Error') return problem;
  const why = /end of central directory/i.test(error.message) ? 'cut' : 'inconsistent';
  return refusal('dataset.zip.damaged', { name, why }, { cause: error });
}
