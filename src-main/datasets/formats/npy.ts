import type { ByteReader } from '../byte-reader';
import { datasetProblem } from '../problem';

/** NumPy's NPY format, versions 1 to 3: magic, version, length, a Python dictionary as text, then the elements. */
export interface NpyHeader {
  readonly element: Element;
  readonly shape: readonly number[];
}

export type Values =
  Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/** How elements are read from their bytes. */
export interface Element {
  readonly bytes: number;
  /** Whole elements; the values may lie in the same memory. */
  readonly decode: (bytes: Uint8Array) => Values;
}

const MAGIC = [0x93, ...Buffer.from('NUMPY')];
/** NumPy writes some hundred bytes. */
const MAX_HEADER_BYTES = 64 * 1024;
const SAVE_AGAIN = 'Save the arrays as unsigned bytes or floats, in C order, with numpy.savez.';

/** By their codes; in the machine's own order of bytes, which is little-endian wherever this runs. */
const DECODERS: Readonly<Record<string, (bytes: ArrayBuffer) => Values>> = {
  b1: (bytes) => new Uint8Array(bytes),
  u1: (bytes) => new Uint8Array(bytes),
  i1: (bytes) => new Int8Array(bytes),
  u2: (bytes) => new Uint16Array(bytes),
  i2: (bytes) => new Int16Array(bytes),
  u4: (bytes) => new Uint32Array(bytes),
  i4: (bytes) => new Int32Array(bytes),
  u8: (bytes) => Float64Array.from(new BigUint64Array(bytes), Number),
  i8: (bytes) => Float64Array.from(new BigInt64Array(bytes), Number),
  f4: (bytes) => new Float32Array(bytes),
  f8: (bytes) => new Float64Array(bytes),
};

/**
 * Reads the header of an array; the reader stands at its first element then.
 * @param name what the array is called in sentences
 * @throws WorkbenchError `dataset.npy`, `dataset.element-type` or `dataset.order`
 */
export async function readNpyHeader(reader: ByteReader, name: string): Promise<NpyHeader> {
  const start = new Uint8Array(8);
  const filled = await reader.fill(start);
  if (filled < start.length || !MAGIC.every((byte, i) => start[i] === byte))
    throw damaged(name, 'it is no NumPy array');
  const length = new Uint8Array(start[6] === 1 ? 2 : 4);
  await reader.fill(length);
  const headerBytes = length.reduceRight((sum, byte) => sum * 256 + byte, 0);
  if (headerBytes > MAX_HEADER_BYTES) throw damaged(name, 'its header is too long');
  const header = new Uint8Array(headerBytes);
  if ((await reader.fill(header)) < headerBytes) throw damaged(name, 'it is cut off inside its header');
  return parseHeader(new TextDecoder().decode(header), name);
}

function parseHeader(text: string, name: string): NpyHeader {
  const type = /'descr':\s*'([<>|=]?)([a-zA-Z]\d*)'/.exec(text);
  const order = /'fortran_order':\s*(True|False)/.exec(text)?.[1];
  const sizes = /'shape':\s*\(([\d,\s]*)\)/.exec(text)?.[1];
  if (order === undefined || sizes === undefined) throw damaged(name, 'its header is not one of NumPy');
  const [, byteOrder, code] = type ?? [];
  const decode = DECODERS[code ?? ''];
  if (code === undefined || decode === undefined) throw wrongType(code, name);
  const shape = sizes
    .split(',')
    .filter((size) => size.trim() !== '')
    .map(Number);
  // With a single dimension, either order is the same.
  if (order === 'True' && shape.length > 1) {
    throw datasetProblem('order', `${name} is stored column by column (Fortran order).`, SAVE_AGAIN);
  }
  const bytes = Number(code.slice(1));
  // Copied: a typed array must begin at a multiple of its element.
  const native = (given: Uint8Array) => (byteOrder === '>' ? swapped(given, bytes) : given.slice().buffer);
  return { shape, element: { bytes, decode: (given) => decode(native(given)) } };
}

function swapped(given: Uint8Array, elementBytes: number): ArrayBuffer {
  const copy = new Uint8Array(given);
  const bytes = Buffer.from(copy.buffer);
  if (elementBytes === 2) bytes.swap16();
  if (elementBytes === 4) bytes.swap32();
  if (elementBytes === 8) bytes.swap64();
  return copy.buffer;
}

function wrongType(code: string | undefined, name: string): Error {
  return code?.startsWith('O') === true
    ? datasetProblem(
        'element-type',
        `${name} holds Python objects, which can run programs when they are read.`,
        SAVE_AGAIN,
      )
    : datasetProblem(
        'element-type',
        `${name} holds elements that are no numbers${code === undefined ? '' : ` (${code})`}.`,
        SAVE_AGAIN,
      );
}

function damaged(name: string, why: string): Error {
  return datasetProblem('npy', `${name} cannot be read: ${why}.`, 'Copy or download the file again.');
}
