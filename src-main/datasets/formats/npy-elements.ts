/** The elements of arrays as NumPy stores them. */
import { at } from '../../contract/at';
import type { ProblemParams } from '../../contract/problems/catalogue';

export type UnreadElements = ProblemParams<'dataset.element-type.array'>['why'];

export type Values =
  Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/** How elements are read. */
export type ElementType =
  | {
      readonly kind: 'numbers';
      /** Size of an element. */
      readonly bytes: number;
      /** Decodes whole elements; the values may share the memory of `bytes`. */
      readonly decode: (bytes: Uint8Array) => Values;
    }
  | { readonly kind: 'texts'; readonly bytes: number; readonly decode: (bytes: Uint8Array) => string[] }
  | { readonly kind: 'unread'; readonly bytes: number; readonly why: UnreadElements };

/** Decoders by type code, for bytes in the machine's order, which is little-endian on all supported machines. */
const NUMBERS: Readonly<Record<string, (bytes: ArrayBuffer) => Values>> = {
  b1: (bytes) => new Uint8Array(bytes),
  u1: (bytes) => new Uint8Array(bytes),
  i1: (bytes) => new Int8Array(bytes),
  u2: (bytes) => new Uint16Array(bytes),
  i2: (bytes) => new Int16Array(bytes),
  f2: (bytes) => fromHalves(new Uint16Array(bytes)),
  u4: (bytes) => new Uint32Array(bytes),
  i4: (bytes) => new Int32Array(bytes),
  f4: (bytes) => new Float32Array(bytes),
  u8: (bytes) => fromWords(new Uint32Array(bytes), new Uint32Array(bytes)),
  i8: (bytes) => fromWords(new Uint32Array(bytes), new Int32Array(bytes)),
  f8: (bytes) => new Float64Array(bytes),
};
const UNREAD: Readonly<Record<string, UnreadElements>> = {
  O: 'objects',
  c: 'complex',
  f: 'long-floats',
  M: 'dates',
  m: 'durations',
  V: 'raw-bytes',
};

/**
 * Returns how to decode elements of a NumPy type.
 * @param type as in the header of an array: byte order, letter, size, e.g. `<f4`; null for a type with several fields
 */
export function elementType(type: string | null): ElementType {
  const [, order = '', letter = '', digits = ''] = /^([<>|=]?)([a-zA-Z?])(\d*)/.exec(type ?? '') ?? [];
  const size = Number(digits);
  if (letter === '') return { kind: 'unread', bytes: 1, why: 'records' };
  if (letter === 'U') {
    const decode = (bytes: Uint8Array) => textsIn(bytes, 4 * size, (one) => utf32(native(one, 4, order)));
    return { kind: 'texts', bytes: 4 * size, decode };
  }
  if (letter === 'S') return { kind: 'texts', bytes: size, decode: (bytes) => textsIn(bytes, size, utf8) };
  const read = NUMBERS[letter === '?' ? 'b1' : `${letter}${digits}`];
  if (read === undefined) {
    return {
      kind: 'unread',
      bytes: Math.max(1, size),
      why: UNREAD[letter] ?? { code: 'unknown-elements', type: letter },
    };
  }
  const bytes = letter === '?' ? 1 : size;
  if (letter === 'u' && bytes === 1) return { kind: 'numbers', bytes, decode: (given) => given };
  return { kind: 'numbers', bytes, decode: (given) => read(native(given, bytes, order)) };
}

/**
 * Copies bytes, because a typed array must be aligned to its elements, and converts them to the machine's byte order.
 */
function native(given: Uint8Array, elementBytes: number, order: string): ArrayBuffer {
  const copy = new Uint8Array(given);
  const bytes = Buffer.from(copy.buffer);
  if (order === '>' && elementBytes === 2) bytes.swap16();
  if (order === '>' && elementBytes === 4) bytes.swap32();
  if (order === '>' && elementBytes === 8) bytes.swap64();
  return copy.buffer;
}

/** 64-bit integers as floats: exact up to 2⁵³, which no pixel or label exceeds. */
function fromWords(low: Uint32Array, high: Uint32Array | Int32Array): Float64Array {
  const values = new Float64Array(low.length / 2);
  for (let i = 0; i < values.length; i++) {
    values[i] = at(high, 2 * i + 1) * 2 ** 32 + at(low, 2 * i);
  }
  return values;
}

let halves: Float32Array | null = null;

/** 16-bit floats (IEEE 754 binary16): a sign bit, five bits of exponent, ten of fraction. */
function fromHalves(bits: Uint16Array): Float32Array {
  halves ??= Float32Array.from({ length: 2 ** 16 }, (_, code) => {
    const sign = code < 0x8000 ? 1 : -1;
    const exponent = (code >> 10) & 0x1f;
    const fraction = (code & 0x3ff) / 1024;
    if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
    return sign * (exponent === 0 ? fraction * 2 ** -14 : (1 + fraction) * 2 ** (exponent - 15));
  });
  const table = halves;
  return new Float32Array(bits).map((code) => table[code] ?? NaN);
}

/** Decodes texts of fixed length, padded with zeros. */
function textsIn(bytes: Uint8Array, size: number, decode: (one: Uint8Array) => string): string[] {
  if (size === 0) return [];
  return Array.from({ length: bytes.length / size }, (_, i) =>
    decode(bytes.subarray(i * size, (i + 1) * size)).replace(/\0+$/, ''),
  );
}

const utf8 = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** Invalid code points become U+FFFD. */
const utf32 = (bytes: ArrayBuffer): string =>
  Array.from(new Uint32Array(bytes), (code) =>
    code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd',
  ).join('');
