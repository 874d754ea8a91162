import { crc32, deflateRawSync } from 'node:zlib';
import { join, u16le, u32le } from './binary';
import type { Fields } from './fields';

export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A ZIP as in PKWARE's specification; every field of its headers and of its directory may be mutated. */
export function zip(f: Fields, given: readonly ZipEntry[]): Uint8Array {
  const locals: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let offset = 0;
  for (const { name, bytes } of given) {
    const deflated = f.draw.pick([true, false]);
    const method = f.choice(`${name} method`, deflated ? 8 : 0, [0, 8, 9, 12, 93, 99]);
    const body = f.bytes(`${name} body`, deflated ? deflateRawSync(bytes) : bytes);
    const flags = f.choice(`${name} flags`, 0x800, [0, 1, 8, 0x40, 0x2000, 0xffff]);
    const encoded = f.choice(`${name} bytes`, Buffer.from(name), [
      Buffer.from(name, 'utf16le'),
      Buffer.from('../../outside.png'),
      Buffer.from('/tmp/outside.png'),
      Buffer.from('C:\\outside.png'),
      Buffer.from([0xb0, 0xed, 0xbe, 0xe7, 0xff]),
      Buffer.alloc(0),
      Buffer.alloc(60_000, 'a/'),
    ]);
    const extra = f.choice(`${name} extra`, new Uint8Array(), [
      join(u16le(0x0001, 4), u32le(1)),
      join(u16le(0x7075, 0xffff)),
      join(u16le(0x0001, 24), new Uint8Array(24).fill(0xff)),
      new Uint8Array(3),
    ]);
    const sizes = [
      f.number(`${name} crc`, crc32(bytes)),
      f.number(`${name} packed size`, body.length),
      f.number(`${name} size`, bytes.length),
    ];
    const common = (version: number) =>
      join(u16le(version, flags, method, 0, 0x21), u32le(...sizes), u16le(encoded.length, extra.length));
    const local = join(u32le(0x04034b50), common(20), encoded, extra, body);
    const at = f.number(`${name} offset`, offset);
    const mode = f.choice(`${name} mode`, 0o100644, [0o120777, 0o040755, 0o010644, 0o020666, 0]);
    central.push(
      join(
        u32le(0x02014b50),
        u16le(0x031e),
        common(20),
        u16le(0, 0, 0),
        u32le((mode << 16) >>> 0, at),
        encoded,
        extra,
      ),
    );
    locals.push(local);
    offset += local.length;
  }
  const directory = join(...f.parts('directory', central));
  const count = f.number('entries', central.length, 16);
  const end = join(
    u32le(0x06054b50),
    u16le(f.number('disk', 0, 16), 0, count, count),
    u32le(f.number('directory size', directory.length), f.number('directory offset', offset)),
    u16le(f.number('comment length', 0, 16)),
  );
  return f.bytes('archive', join(...locals, directory, f.bytes('end', end)));
}
