/** The first directory of a TIFF, or of EXIF, which has the same structure. */
export interface TiffDirectory {
  readonly isLittleEndian: boolean;
  readonly has: (tag: number) => boolean;
  /**
   * The values of a tag, as far as they are inside the file; empty if it is missing or its values are not whole
   * numbers.
   */
  readonly values: (tag: number) => number[];
  readonly first: (tag: number) => number | undefined;
  /** A copy of the file with changed values of existing tags; the number of values stays the same. */
  readonly patched: (changes: Readonly<Record<number, (value: number) => number>>) => Uint8Array;
}

interface Entry {
  readonly type: number;
  readonly count: number;
  /** Offset of its values. */
  readonly at: number;
}

/** Bytes per value by type: byte, short, long, and BigTIFF's long. */
const WIDTHS: Readonly<Record<number, 1 | 2 | 4 | 8>> = { 1: 1, 3: 2, 4: 4, 16: 8 };
const CLASSIC = 42;
const BIG = 43;

/** @returns null if the bytes are not a TIFF, or end inside the directory; later directories are ignored */
export function readDirectory(bytes: Uint8Array): TiffDirectory | null {
  const order = Buffer.from(bytes.subarray(0, 2)).toString('latin1');
  if ((order !== 'II' && order !== 'MM') || bytes.length < 16) return null;
  const isLittleEndian = order === 'II';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint16(2, isLittleEndian);
  if (version !== CLASSIC && version !== BIG) return null;
  const entries = readEntries(view, isLittleEndian, version === BIG);
  if (entries === null) return null;

  const values = (tag: number): number[] => {
    const entry = entries.get(tag);
    const width = entry && WIDTHS[entry.type];
    if (entry === undefined || width === undefined) return [];
    const count = Math.min(entry.count, Math.max(0, Math.floor((bytes.length - entry.at) / width)));
    return Array.from({ length: count }, (_, i) => read(view, entry.at + i * width, width, isLittleEndian));
  };
  return {
    isLittleEndian,
    has: (tag) => entries.has(tag),
    values,
    first: (tag) => values(tag)[0],
    patched(changes) {
      const copy = Uint8Array.from(bytes);
      const into = new DataView(copy.buffer);
      for (const [tag, change] of Object.entries(changes)) {
        const entry = entries.get(Number(tag));
        const width = entry && WIDTHS[entry.type];
        if (entry === undefined || width === undefined) continue;
        values(Number(tag)).forEach((value, i) => {
          write(into, entry.at + i * width, width, change(value), isLittleEndian);
        });
      }
      return copy;
    },
  };
}

function readEntries(view: DataView, isLittleEndian: boolean, isBig: boolean): Map<number, Entry> | null {
  const wide = isBig ? 8 : 4;
  const start = read(view, isBig ? 8 : 4, wide, isLittleEndian);
  const countWidth = isBig ? 8 : 2;
  if (start + countWidth > view.byteLength) return null;
  const count = read(view, start, countWidth, isLittleEndian);
  const entryBytes = 4 + 2 * wide;
  if (start + countWidth + count * entryBytes > view.byteLength) return null;
  const entries = new Map<number, Entry>();
  for (let i = 0; i < count; i++) {
    const at = start + countWidth + i * entryBytes;
    const type = view.getUint16(at + 2, isLittleEndian);
    const values = read(view, at + 4, wide, isLittleEndian);
    const isInline = values * (WIDTHS[type] ?? 1) <= wide;
    const valuesAt = isInline ? at + 4 + wide : read(view, at + 4 + wide, wide, isLittleEndian);
    entries.set(view.getUint16(at, isLittleEndian), { type, count: values, at: valuesAt });
  }
  return entries;
}

function read(view: DataView, at: number, width: 1 | 2 | 4 | 8, isLittleEndian: boolean): number {
  if (width === 1) return view.getUint8(at);
  if (width === 2) return view.getUint16(at, isLittleEndian);
  if (width === 4) return view.getUint32(at, isLittleEndian);
  return Number(view.getBigUint64(at, isLittleEndian));
}

function write(
  view: DataView,
  at: number,
  width: 1 | 2 | 4 | 8,
  value: number,
  isLittleEndian: boolean,
): void {
  if (width === 1) view.setUint8(at, value);
  else if (width === 2) view.setUint16(at, value, isLittleEndian);
  else if (width === 4) view.setUint32(at, value, isLittleEndian);
  else view.setBigUint64(at, BigInt(value), isLittleEndian);
}
