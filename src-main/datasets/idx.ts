import type { DataKind, ItemShape } from '../contract/dataset';
import { refusal, type WorkbenchError } from '../contract/error';
import { checkCount, checkImages } from './limits';

/**
 * The IDX format of MNIST (LeCun, Cortes, Burges): two zero bytes, the element type, the rank, one big-endian 32-bit
 * count per dimension, then the elements, last dimension fastest. Labels are unsigned bytes [count], images unsigned
 * bytes [count, height, width] or [count, height, width, 3], points big-endian 32-bit floats [count, 2].
 */
export type IdxHeader = LabelsHeader | ImagesHeader | PointsHeader;

interface Extent {
  readonly count: number;
  readonly headerBytes: number;
  readonly dataBytes: number;
}
export interface LabelsHeader extends Extent {
  readonly kind: 'labels';
}
export interface ImagesHeader extends Extent {
  readonly kind: 'images';
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
}
export interface PointsHeader extends Extent {
  readonly kind: 'points';
}

export interface IdxImages {
  /** [count, height · width]. */
  readonly images: Uint8Array;
  readonly count: number;
  readonly height: number;
  readonly width: number;
}

/** The longest header: of four dimensions. */
export const IDX_HEADER_BYTES = 20;

const UNSIGNED_BYTE = 0x08;
const FLOAT_32 = 0x0d;
const COORDINATES = 2;
const POINT_BYTES = 4 * COORDINATES;
/** Element types of the format that are not read. */
const NAMED_TYPES: readonly number[] = [0x09, 0x0b, 0x0c, 0x0d, 0x0e];

/**
 * Parses an IDX header.
 * @param head the file's first bytes: at least `IDX_HEADER_BYTES` of them, or the whole file
 * @param name the file's name in messages
 * @throws WorkbenchError `dataset.not-idx`, `dataset.element-type`, `dataset.rank`, `dataset.channels`,
 * `dataset.truncated`, `dataset.empty` or `dataset.too-large`
 */
export function parseIdxHeader(head: Uint8Array, name: string): IdxHeader {
  if (head.length < 4) {
    throw refusal('dataset.truncated.short', { name, bytes: head.length });
  }
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (view.getUint16(0) !== 0) {
    throw refusal('dataset.not-idx.start', { name, start: view.getUint32(0) });
  }
  const type = view.getUint8(2);
  const rank = view.getUint8(3);
  const points = type === FLOAT_32 && rank === 2;
  if (type !== UNSIGNED_BYTE && !points) throw wrongType(type, name);
  if (rank === 0 || rank > 4 || (rank === 2 && !points)) throw refusal('dataset.rank', { name, rank });
  const headerBytes = 4 + 4 * rank;
  if (head.length < headerBytes) {
    throw refusal('dataset.truncated.header', { name, bytes: head.length });
  }
  const count = view.getUint32(4);
  checkCount(count, name);
  if (rank === 1) return { kind: 'labels', count, headerBytes, dataBytes: count };
  if (points) {
    const coordinates = view.getUint32(8);
    if (coordinates !== COORDINATES) throw refusal('dataset.rank.points', { name, coordinates });
    return { kind: 'points', count, headerBytes, dataBytes: count * POINT_BYTES };
  }
  const height = view.getUint32(8);
  const width = view.getUint32(12);
  const channels = rank === 4 ? view.getUint32(16) : 1;
  if (channels !== 1 && channels !== 3) throw refusal('dataset.channels', { name, channels });
  checkImages([count, height, width, channels], name);
  return {
    kind: 'images',
    count,
    height,
    width,
    channels,
    headerBytes,
    dataBytes: count * height * width * channels,
  };
}

/**
 * @throws WorkbenchError `dataset.truncated` or `dataset.trailing-bytes` when the file is shorter or longer than
 * declared
 */
export function checkIdxLength(header: IdxHeader, fileBytes: number, name: string): void {
  const expected = header.headerBytes + header.dataBytes;
  if (fileBytes < expected) throw idxTruncated(header, fileBytes, name);
  if (fileBytes > expected) throw idxTrailing(header, name, fileBytes - expected);
}

export function idxTruncated(header: IdxHeader, fileBytes: number, name: string): WorkbenchError {
  return refusal('dataset.truncated.data', {
    name,
    declared: declared(header),
    expected: header.headerBytes + header.dataBytes,
    bytes: fileBytes,
  });
}

/** @param excess bytes after the data; null where they were not counted */
export function idxTrailing(header: IdxHeader, name: string, excess: number | null): WorkbenchError {
  return refusal('dataset.trailing-bytes', { name, declared: declared(header), excess });
}

/** Size in bytes of one image or point in the format. */
export function itemBytes({
  kind,
  height,
  width,
  channels,
}: ItemShape & { readonly kind: DataKind }): number {
  return kind === 'points' ? POINT_BYTES : height * width * channels;
}

/** Dimensions of `count` images or points in the format. */
export function itemDimensions(
  { kind, height, width, channels }: ItemShape & { readonly kind: DataKind },
  count: number,
): number[] {
  if (kind === 'points') return [count, COORDINATES];
  return channels === 1 ? [count, height, width] : [count, height, width, channels];
}

/**
 * @param dimensions `[count]` for labels, `[count, height, width]` or with channels for images, `[count, 2]` for points
 */
export function encodeIdxHeader(dimensions: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * dimensions.length);
  bytes[2] = dimensions.length === 2 ? FLOAT_32 : UNSIGNED_BYTE;
  bytes[3] = dimensions.length;
  const view = new DataView(bytes.buffer);
  for (const [i, dimension] of dimensions.entries()) view.setUint32(4 + 4 * i, dimension);
  return bytes;
}

export function encodeIdxImages({ images, count, height, width }: IdxImages): Uint8Array {
  return joined(encodeIdxHeader([count, height, width]), images);
}

/** @param labels [count] */
export function encodeIdxLabels(labels: Uint8Array): Uint8Array {
  return joined(encodeIdxHeader([labels.length]), labels);
}

/** Encodes values as big-endian 32-bit floats, as the format stores points. */
export function encodeFloats(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    view.setFloat32(4 * i, value);
  });
  return bytes;
}

export function decodeFloats(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i));
}

function joined(header: Uint8Array, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(header.length + data.length);
  bytes.set(header);
  bytes.set(data, header.length);
  return bytes;
}

function wrongType(type: number, name: string): WorkbenchError {
  return NAMED_TYPES.includes(type)
    ? refusal('dataset.element-type.idx', { name, type })
    : refusal('dataset.not-idx.type', { name, type });
}

function declared({ kind, count, ...header }: IdxHeader) {
  const size = 'width' in header ? { width: header.width, height: header.height } : null;
  return { kind, count, size };
}
