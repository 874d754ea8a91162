import { refusal } from '../../contract/error';
import type { ProblemParams } from '../../contract/problems/catalogue';
import type { ByteReader } from '../byte-reader';
import { elementType, type ElementType } from './npy-elements';

/** NumPy's NPY format, versions 1 to 3: magic, version, length, a Python dictionary as text, then the elements. */
export interface NpyHeader {
  readonly element: ElementType;
  readonly shape: readonly number[];
  /** Whether the first index varies fastest in memory (Fortran order), rather than the last. */
  readonly isFirstFastest: boolean;
  /** Number of bytes before the elements. */
  readonly headerBytes: number;
}

const NPY_MAGIC = Uint8Array.of(0x93, ...Buffer.from('NUMPY'));
/** NumPy writes headers of about a hundred bytes. */
const MAX_HEADER_BYTES = 64 * 1024;
/** The most that NumPy allows. */
const MAX_DIMENSIONS = 64;

export const isNpy = (head: Uint8Array): boolean => NPY_MAGIC.every((byte, i) => head[i] === byte);

/**
 * Reads the header of an array, and leaves the reader at the first element.
 * @param name the array's name in messages
 * @throws WorkbenchError `dataset.npy`
 */
export async function readNpyHeader(reader: ByteReader, name: string): Promise<NpyHeader> {
  const start = new Uint8Array(8);
  const filled = await reader.fill(start);
  if (filled < start.length || !isNpy(start)) throw damaged(name, 'no-array');
  const length = new Uint8Array(start[6] === 1 ? 2 : 4);
  await reader.fill(length);
  const bytes = length.reduceRight((sum, byte) => sum * 256 + byte, 0);
  if (bytes > MAX_HEADER_BYTES) throw damaged(name, 'long-header');
  const header = new Uint8Array(bytes);
  if ((await reader.fill(header)) < bytes) throw damaged(name, 'cut-header');
  const headerBytes = start.length + length.length + bytes;
  return { ...parseHeader(new TextDecoder().decode(header), name), headerBytes };
}

function parseHeader(text: string, name: string): Omit<NpyHeader, 'headerBytes'> {
  const type = /'descr':\s*'([^']*)'/.exec(text)?.[1] ?? null;
  const order = /'fortran_order':\s*(True|False)/.exec(text)?.[1];
  // Python 2 wrote numbers like 60000L.
  const sizes = /'shape':\s*\(([\dL,\s]*)\)/.exec(text)?.[1];
  if (order === undefined || sizes === undefined) throw damaged(name, 'other-header');
  const shape = sizes
    .split(',')
    .filter((size) => size.trim() !== '')
    .map((size) => Number(size.replace('L', '')));
  if (shape.length > MAX_DIMENSIONS || !shape.every(Number.isSafeInteger)) {
    throw damaged(name, 'shape');
  }
  return { element: elementType(type), shape, isFirstFastest: order === 'True' };
}

function damaged(name: string, why: ProblemParams<'dataset.npy'>['why']): Error {
  return refusal('dataset.npy', { name, why });
}
