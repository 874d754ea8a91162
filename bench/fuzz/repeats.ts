/** Large content in small files, created in milliseconds by repeating one compressed piece. */
import { constants, crc32, deflateRawSync } from 'node:zlib';
import { ascii, join, u16le, u32le, u8 } from './binary';

const PIECE = 1024 ** 2;
const LAST_BLOCK = u8(0x03, 0x00);
/** ZIP's sizes have 32 bits; larger ones are truncated, because a reader should not trust them. */
const MOST = 0xffffffff;

interface Packed {
  readonly data: Uint8Array;
  readonly crc: number;
  readonly size: number;
}

/** A raw deflate stream of `head`, then of `text` repeated up to `bytes` bytes. */
function deflated(text: string, bytes: number, head: Uint8Array = u8()): Packed {
  const piece = ascii(text.repeat(PIECE / text.length));
  const flush = { level: 9, finishFlush: constants.Z_FULL_FLUSH };
  const packed = deflateRawSync(piece, flush);
  const times = Math.ceil(bytes / PIECE);
  let crc = crc32(head);
  for (let i = 0; i < times; i++) crc = crc32(piece, crc);
  const pieces = Array.from({ length: times }, () => packed);
  const first = head.length > 0 ? [deflateRawSync(head, flush)] : [];
  return { data: join(...first, ...pieces, LAST_BLOCK), crc, size: head.length + times * PIECE };
}

/** @param head content before the repeated text */
export function gzipOfRepeats(text: string, bytes: number, head?: Uint8Array): Uint8Array {
  const { data, crc, size } = deflated(text, bytes, head);
  return join(u8(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3), data, u32le(crc, size % 2 ** 32));
}

/**
 * A ZIP of the same content under many names.
 * @param overlapping whether all names refer to the same bytes of the file
 */
export function zipOfRepeats(
  name: string,
  text: string,
  bytes: number,
  head?: Uint8Array,
  times = 1,
  overlapping = false,
): Uint8Array {
  const packed = deflated(text, bytes, head);
  const names = Array.from({ length: times }, (_, i) => (times === 1 ? name : name.replace('1', String(i))));
  return archive(
    names.map((one) => ({ name: one, method: 8, ...packed })),
    overlapping,
  );
}

export function storedZip(entries: readonly (readonly [name: string, bytes: Uint8Array])[]): Uint8Array {
  return archive(
    entries.map(([name, data]) => ({ name, method: 0, data, crc: crc32(data), size: data.length })),
  );
}

interface Entry extends Packed {
  readonly name: string;
  readonly method: number;
}

function archive(entries: readonly Entry[], overlapping = false): Uint8Array {
  const locals: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let offset = 0;
  for (const { name, method, data, crc, size } of entries) {
    const sizes = u32le(crc, data.length, Math.min(size, MOST));
    const head = (version: number) =>
      join(u16le(version, 0x800, method, 0, 0x21), sizes, u16le(Buffer.byteLength(name), 0));
    const at = overlapping ? 0 : offset;
    central.push(
      join(u32le(0x02014b50), u16le(20), head(20), u16le(0, 0, 0), u32le(0, at), Buffer.from(name)),
    );
    if (overlapping && locals.length > 0) continue;
    const local = join(u32le(0x04034b50), head(20), Buffer.from(name), data);
    locals.push(local);
    offset += local.length;
  }
  const directory = join(...central);
  const end = join(
    u32le(0x06054b50),
    u16le(0, 0, entries.length, entries.length),
    u32le(directory.length, offset),
    u16le(0),
  );
  return join(...locals, directory, end);
}
