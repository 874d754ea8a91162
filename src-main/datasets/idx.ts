import { WorkbenchError } from '../contract/error';

/**
 * The IDX format of MNIST (LeCun, Cortes, Burges): two zero bytes, the element type, the rank, one big-endian 32-bit
 * count per dimension, then the elements, last dimension fastest.
 */
export type IdxHeader =
  | { readonly kind: 'labels'; readonly count: number; readonly headerBytes: 8; readonly dataBytes: number }
  | {
      readonly kind: 'images';
      readonly count: number;
      readonly height: number;
      readonly width: number;
      readonly headerBytes: 16;
      readonly dataBytes: number;
    };

export interface IdxImages {
  /** [count, height · width]. */
  readonly images: Uint8Array;
  readonly count: number;
  readonly height: number;
  readonly width: number;
}

/** Limits on what a header may declare, so that no file makes the workbench reserve what it cannot hold. */
export const MAX_IDX_IMAGES = 2_000_000;
export const MAX_IDX_SIDE = 512;
export const MAX_IDX_BYTES = 1024 ** 3;
/** No header is longer than this. */
export const IDX_HEADER_BYTES = 16;

const ZIP_MAGIC = 0x504b0304;
const UNSIGNED_BYTE = 0x08;
const TYPE_NAMES: Readonly<Record<number, string>> = {
  0x09: 'signed bytes',
  0x0b: '16-bit integers',
  0x0c: '32-bit integers',
  0x0d: '32-bit floats',
  0x0e: '64-bit floats',
};
const FETCH_AGAIN = 'Copy or download the file again, and compare its size with the original.';
const EXPECTED =
  'Give MNIST-format files: images as unsigned bytes [count, height, width], labels as unsigned bytes [count].';

/**
 * Reads an IDX header.
 * @param head the file's first bytes: at least `IDX_HEADER_BYTES` of them, or the whole file
 * @param name what the file is called in sentences
 * @throws WorkbenchError `dataset.not-idx`, `dataset.element-type`, `dataset.rank`, `dataset.truncated`,
 *   `dataset.empty` or `dataset.too-large`
 */
export function parseIdxHeader(head: Uint8Array, name: string): IdxHeader {
  if (head.length < 4) {
    throw problem(
      'truncated',
      `${name} is only ${bytesText(head.length)} long, too short for an IDX file.`,
      FETCH_AGAIN,
    );
  }
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (view.getUint32(0) === ZIP_MAGIC) {
    throw problem('not-idx', `${name} is a ZIP archive.`, 'Unpack it first, and give the files inside.');
  }
  if (view.getUint16(0) !== 0) {
    const magic = `0x${view.getUint32(0).toString(16).padStart(8, '0')}`;
    throw problem(
      'not-idx',
      `${name} is not an IDX file: it begins with ${magic} instead of two zero bytes.`,
      EXPECTED,
    );
  }
  const type = view.getUint8(2);
  if (type !== UNSIGNED_BYTE) {
    const found = TYPE_NAMES[type];
    const message =
      found === undefined
        ? `${name} is not an IDX file: 0x${type.toString(16).padStart(2, '0')} is no element type of the format.`
        : `${name} holds ${found}; images and labels must be unsigned bytes.`;
    throw problem(found === undefined ? 'not-idx' : 'element-type', message, EXPECTED);
  }
  const rank = view.getUint8(3);
  if (rank !== 1 && rank !== 3) throw wrongRank(rank, name);
  const headerBytes = 4 + 4 * rank;
  if (head.length < headerBytes) {
    throw problem(
      'truncated',
      `${name} is cut off inside its header, after ${bytesText(head.length)}.`,
      FETCH_AGAIN,
    );
  }
  const count = view.getUint32(4);
  checkCount(count, name);
  if (rank === 1) return { kind: 'labels', count, headerBytes: 8, dataBytes: count };
  const height = view.getUint32(8);
  const width = view.getUint32(12);
  checkSides(count, height, width, name);
  return { kind: 'images', count, height, width, headerBytes: 16, dataBytes: count * height * width };
}

/** @throws WorkbenchError `dataset.truncated` or `dataset.trailing-bytes` when the file is not as long as it declares */
export function checkIdxLength(header: IdxHeader, fileBytes: number, name: string): void {
  const expected = header.headerBytes + header.dataBytes;
  if (fileBytes < expected) {
    throw problem(
      'truncated',
      `${name} is cut off: its ${described(header)} take ${bytesText(expected)}, but it ends after ${bytesText(fileBytes)}.`,
      FETCH_AGAIN,
    );
  }
  if (fileBytes > expected) throw idxTrailing(header, name, bytesText(fileBytes - expected));
}

/** @param excess how much there is after the data, e.g. `3 bytes` */
export function idxTrailing(header: IdxHeader, name: string, excess: string): WorkbenchError {
  return problem(
    'trailing-bytes',
    `${name} goes on for ${excess} after the ${described(header)} it declares.`,
    FETCH_AGAIN,
  );
}

/** @throws WorkbenchError as `parseIdxHeader` and `checkIdxLength` do */
export function decodeIdx(bytes: Uint8Array, name: string): { header: IdxHeader; data: Uint8Array } {
  const header = parseIdxHeader(bytes.subarray(0, IDX_HEADER_BYTES), name);
  checkIdxLength(header, bytes.length, name);
  return { header, data: bytes.subarray(header.headerBytes) };
}

/** @param dimensions `[count]` for labels, `[count, height, width]` for images */
export function encodeIdxHeader(dimensions: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * dimensions.length);
  bytes[2] = UNSIGNED_BYTE;
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

function joined(header: Uint8Array, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(header.length + data.length);
  bytes.set(header);
  bytes.set(data, header.length);
  return bytes;
}

function wrongRank(rank: number, name: string): WorkbenchError {
  const message =
    rank === 4
      ? `${name} has four dimensions, as colour images have; only grey images can be taken in.`
      : rank === 2
        ? `${name} has two dimensions, as flattened images have; height and width are needed apart.`
        : `${name} has ${String(rank)} dimensions; labels have one and images three.`;
  return problem('rank', message, EXPECTED);
}

function checkCount(count: number, name: string): void {
  if (count === 0) throw problem('empty', `${name} declares no items at all.`, EXPECTED);
  if (count > MAX_IDX_IMAGES) {
    throw problem(
      'too-large',
      `${name} declares ${count.toLocaleString('en')} items; at most ${MAX_IDX_IMAGES.toLocaleString('en')} can be taken in.`,
      'Split the file, or take a part of it.',
    );
  }
}

function checkSides(count: number, height: number, width: number, name: string): void {
  const size = `${String(width)}×${String(height)}`;
  if (height === 0 || width === 0) {
    throw problem('empty', `${name} declares images of ${size} pixels, which hold nothing.`, EXPECTED);
  }
  if (height > MAX_IDX_SIDE || width > MAX_IDX_SIDE) {
    throw problem(
      'too-large',
      `${name} declares images of ${size} pixels; at most ${String(MAX_IDX_SIDE)} a side can be read.`,
      'Scale the images down first.',
    );
  }
  if (count * height * width > MAX_IDX_BYTES) {
    throw problem(
      'too-large',
      `${name} declares ${bytesText(count * height * width)} of images; at most ${bytesText(MAX_IDX_BYTES)} can be read.`,
      'Take a part of the images, or scale them down first.',
    );
  }
}

function described(header: IdxHeader): string {
  const count = header.count.toLocaleString('en');
  return header.kind === 'labels'
    ? `${count} labels`
    : `${count} images of ${String(header.width)}×${String(header.height)}`;
}

function bytesText(bytes: number): string {
  return `${bytes.toLocaleString('en')} bytes`;
}

function problem(code: string, message: string, advice: string): WorkbenchError {
  return new WorkbenchError({ code: `dataset.${code}`, message, advice });
}
