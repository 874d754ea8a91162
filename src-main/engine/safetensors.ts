import { createHash } from 'node:crypto';
import { refusal, type WorkbenchError } from '../contract/error';
import type { ProblemParams } from '../contract/problems/catalogue';

/** A float32 tensor in row-major order. */
export interface TensorData {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface Safetensors {
  readonly tensors: ReadonlyMap<string, TensorData>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Larger headers are rejected: 10 000 tensors need about 1 MB. */
const MAX_HEADER_BYTES = 16 * 1024 * 1024;
const LENGTH_BYTES = 8;
/** Metadata key of the SHA-256, in hex, of the header without this entry and of all bytes after the header. */
const CHECKSUM = 'sha256';

/**
 * Writes the safetensors format (huggingface/safetensors): an 8-byte little-endian header length, a JSON header, and
 * the tensors' bytes in order. It holds data only: reading it runs no code. A checksum is added to the metadata.
 */
export function encodeSafetensors({ tensors, metadata }: Safetensors): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: metadata };
  const parts: Uint8Array[] = [];
  let dataBytes = 0;
  for (const [name, { shape, values }] of tensors) {
    header[name] = { dtype: 'F32', shape, data_offsets: [dataBytes, dataBytes + values.byteLength] };
    parts.push(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    dataBytes += values.byteLength;
  }
  header['__metadata__'] = { ...metadata, [CHECKSUM]: checksumOf(header, parts) };
  // Padded with spaces, so that the data starts at a multiple of 8 and can be viewed in place.
  const json = Buffer.from(JSON.stringify(header));
  const headerBytes = Math.ceil(json.length / 8) * 8;
  const bytes = Buffer.alloc(LENGTH_BYTES + headerBytes + dataBytes, 0x20);
  bytes.writeBigUInt64LE(BigInt(headerBytes));
  json.copy(bytes, LENGTH_BYTES);
  let offset = LENGTH_BYTES + headerBytes;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

/**
 * Reads safetensors written by this or another program; the checksum is verified if there is one.
 * @throws WorkbenchError `checkpoint.damaged` for anything that is not float32 safetensors, is truncated, or differs
 *   from its checksum
 */
export function decodeSafetensors(bytes: Uint8Array): Safetensors {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.length < LENGTH_BYTES) throw damaged('short');
  const headerBytes = Number(view.readBigUInt64LE());
  const dataStart = LENGTH_BYTES + headerBytes;
  if (headerBytes > MAX_HEADER_BYTES || dataStart > view.length) throw damaged('header-cut');

  const { __metadata__: given, ...entries } = parseHeader(view.toString('utf8', LENGTH_BYTES, dataStart));
  const { [CHECKSUM]: checksum, ...metadata } = (given ?? {}) as Record<string, string>;
  const header = { __metadata__: metadata, ...entries };
  if (checksum !== undefined && checksum !== checksumOf(header, [view.subarray(dataStart)]))
    throw damaged('checksum');
  const tensors = new Map(
    Object.entries(entries).map(([name, entry]) => [name, readTensor(view, dataStart, name, entry)]),
  );
  return { tensors, metadata };
}

function checksumOf(header: object, data: readonly Uint8Array[]): string {
  const hash = createHash('sha256').update(JSON.stringify(header));
  for (const part of data) hash.update(part);
  return hash.digest('hex');
}

function parseHeader(text: string): Record<string, unknown> {
  try {
    const header: unknown = JSON.parse(text);
    if (typeof header === 'object' && header !== null && !Array.isArray(header)) return { ...header };
  } catch {
    // Reported below, like every other invalid header.
  }
  throw damaged('header-syntax');
}

function readTensor(view: Buffer, dataStart: number, name: string, entry: unknown): TensorData {
  const {
    dtype,
    shape,
    data_offsets: offsets,
  } = entry as { dtype?: unknown; shape?: unknown; data_offsets?: unknown };
  if (dtype !== 'F32' || !isSizes(shape) || !isSizes(offsets))
    throw damaged({ tensor: name, is: 'not-float32' });
  const [start = 0, end = 0] = offsets;
  const count = shape.reduce((product, size) => product * size, 1);
  if (end - start !== count * 4 || dataStart + end > view.length) throw damaged({ tensor: name, is: 'cut' });
  const data = Uint8Array.prototype.slice.call(view, dataStart + start, dataStart + end);
  return { shape, values: new Float32Array(data.buffer, data.byteOffset, count) };
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}

type Damage = ProblemParams<'checkpoint.damaged'>['why'];

function damaged(why: Damage): WorkbenchError {
  return refusal('checkpoint.damaged', { why });
}
