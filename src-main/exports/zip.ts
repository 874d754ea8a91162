import { refusal } from '../contract/error';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

export interface ZipEntry {
  /** With folders, separated by slashes. */
  readonly name: string;
  /** Whether compression makes it smaller; PNGs are compressed already. */
  readonly isCompressible: boolean;
  readonly parts: Iterable<Uint8Array>;
}

/** The fastest level: most of the gain, at a tenth of the time of the highest. */
const LEVEL = 1;

/** Places in the file are 32-bit numbers. */
const MAX_BYTES = 0xffff_ffff;
/** From this number of files on, their count is in records of the 64-bit extension. */
const MANY_FILES = 0xffff;
/** The last record of a ZIP, without a comment. */
const END_BYTES = 22;

/**
 * The end of a ZIP with its count of files in records of the 64-bit extension, which fflate does not write: sections
 * 4.3.14 to 4.3.16 of PKWARE's APPNOTE.TXT 6.3.10.
 * @param directory the central directory with its end record, as fflate writes them
 * @param count of the files
 */
function withLargeCount(directory: Uint8Array, count: number): Uint8Array {
  const end = Buffer.from(directory.subarray(directory.length - END_BYTES));
  const [bytes, place] = [end.readUInt32LE(12), end.readUInt32LE(16)];
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x0606_4b50, 0);
  record.writeBigUInt64LE(BigInt(record.length - 12), 4);
  record.writeUInt16LE(45, 12); // made by
  record.writeUInt16LE(45, 14); // needed: version 4.5
  record.writeBigUInt64LE(BigInt(count), 24); // on this disk
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(bytes), 40);
  record.writeBigUInt64LE(BigInt(place), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x0706_4b50, 0);
  locator.writeBigUInt64LE(BigInt(place + bytes), 8);
  locator.writeUInt32LE(1, 16); // disks
  end.fill(0xff, 8, 12);
  return Buffer.concat([directory.subarray(0, directory.length - END_BYTES), record, locator, end]);
}

/**
 * Packs files as they are made: any number of them, in less than 4 GB.
 * @param limit in bytes
 * @throws WorkbenchError `export.zip-too-large`
 */
export function* zipped(entries: Iterable<ZipEntry>, limit = MAX_BYTES): Generator<Uint8Array, void, void> {
  const ready: Uint8Array[] = [];
  let failure: Error | null = null;
  let count = 0;
  let written = 0;
  const zip = new Zip((error, chunk, isEnd) => {
    failure ??= error;
    ready.push(isEnd && count >= MANY_FILES ? withLargeCount(chunk, count) : chunk);
    written += chunk.length;
  });
  const drained = () => {
    if (failure !== null) throw failure;
    if (written > limit) throw refusal('export.zip-too-large', {});
    return ready.splice(0);
  };
  for (const { name, isCompressible, parts } of entries) {
    const file = isCompressible ? new ZipDeflate(name, { level: LEVEL }) : new ZipPassThrough(name);
    zip.add(file);
    count++;
    for (const part of parts) {
      file.push(part);
      yield* drained();
    }
    file.push(new Uint8Array(0), true);
    yield* drained();
  }
  zip.end();
  yield* drained();
}
