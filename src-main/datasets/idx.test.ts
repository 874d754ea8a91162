import { describe, expect, it } from 'vitest';
import { WorkbenchError } from '../contract/error';
import {
  checkIdxLength,
  encodeIdxHeader,
  encodeIdxImages,
  encodeIdxLabels,
  IDX_HEADER_BYTES,
  parseIdxHeader,
} from './idx';
import { MAX_ITEMS } from './limits';

function decodeIdx(bytes: Uint8Array, name: string) {
  const header = parseIdxHeader(bytes.subarray(0, IDX_HEADER_BYTES), name);
  checkIdxLength(header, bytes.length, name);
  return { header, data: bytes.subarray(header.headerBytes) };
}

function problemOf(act: () => unknown): { code: string; message: string } {
  try {
    act();
  } catch (error) {
    if (error instanceof WorkbenchError) return error.problem;
    throw error;
  }
  throw new Error('It should have been refused.');
}

const images = { images: Uint8Array.from({ length: 12 }, (_, i) => i), count: 2, height: 2, width: 3 };

describe('IDX', () => {
  it('reads the images it wrote', () => {
    const { header, data } = decodeIdx(encodeIdxImages(images), 'images');
    expect(header).toEqual({
      kind: 'images',
      count: 2,
      height: 2,
      width: 3,
      channels: 1,
      headerBytes: 16,
      dataBytes: 12,
    });
    expect(data).toEqual(images.images);
  });

  it('reads the labels it wrote', () => {
    const { header, data } = decodeIdx(encodeIdxLabels(Uint8Array.of(7, 0, 9)), 'labels');
    expect(header).toEqual({ kind: 'labels', count: 3, headerBytes: 8, dataBytes: 3 });
    expect(data).toEqual(Uint8Array.of(7, 0, 9));
  });

  it("writes MNIST's magic numbers", () => {
    expect([...encodeIdxHeader([60_000, 28, 28])].slice(0, 8)).toEqual([0, 0, 8, 3, 0, 0, 0xea, 0x60]);
    expect([...encodeIdxHeader([60_000])]).toEqual([0, 0, 8, 1, 0, 0, 0xea, 0x60]);
  });

  it('reads from the middle of a larger buffer', () => {
    const bytes = new Uint8Array(100);
    bytes.set(encodeIdxImages(images), 13);
    expect(decodeIdx(bytes.subarray(13, 41), 'images').data).toEqual(images.images);
  });

  it.each<[string, Uint8Array, string, RegExp]>([
    ['an empty file', new Uint8Array(0), 'dataset.truncated.short', /only 0 bytes long/],
    ['a PNG', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0), 'dataset.not-idx.start', /begins with 0x89504e47/],
    ['an unknown element type', Uint8Array.of(0, 0, 7, 3), 'dataset.not-idx.type', /0x07 is no element type/],
    ['float elements', Uint8Array.of(0, 0, 0x0d, 3), 'dataset.element-type.idx', /32-bit floats/],
    ['images with transparency', encodeIdxHeader([1, 2, 2, 4]), 'dataset.channels', /4 channels/],
    ['flattened images', Uint8Array.of(0, 0, 8, 2), 'dataset.rank', /two dimensions/],
    ['points in space', encodeIdxHeader([1, 3]), 'dataset.rank.points', /points of 3 coordinates/],
    ['rank 9', Uint8Array.of(0, 0, 8, 9), 'dataset.rank', /9 dimensions/],
    [
      'half a header',
      encodeIdxHeader([1, 28, 28]).subarray(0, 11),
      'dataset.truncated.header',
      /inside its header/,
    ],
    ['no items', encodeIdxHeader([0, 28, 28]), 'dataset.empty.items', /no items/],
    ['images without area', encodeIdxHeader([5, 28, 0]), 'dataset.empty.pixels', /0×28/],
    ['too many items', encodeIdxHeader([MAX_ITEMS + 1]), 'dataset.too-large.items', /2.000.001 items/],
    ['images too large', encodeIdxHeader([1, 513, 28]), 'dataset.too-large.side', /28×513/],
    ['more than 1 GiB', encodeIdxHeader([5000, 500, 500]), 'dataset.too-large.bytes', /1.250.000.000 bytes/],
    [
      'a header of ones',
      new Uint8Array(16).fill(0xff, 4).fill(8, 2, 3).fill(3, 3, 4),
      'dataset.too-large.items',
      /items/,
    ],
  ])('refuses %s', (_, bytes, code, message) => {
    const problem = problemOf(() => parseIdxHeader(bytes, 'digits'));
    expect(problem.code).toBe(code);
    expect(problem.message).toMatch(message);
    expect(problem.message).toMatch(/^digits .*\.$/);
  });

  it('refuses a file that is shorter or longer than it declares', () => {
    const bytes = encodeIdxImages(images);
    const short = problemOf(() => decodeIdx(bytes.subarray(0, 20), 'digits'));
    expect(short).toMatchObject({
      code: 'dataset.truncated.data',
      message: 'digits is cut off: its 2 images of 3×2 take 28 bytes, but it ends after 20 bytes.',
    });
    const long = problemOf(() => checkIdxLength(parseIdxHeader(bytes, 'digits'), 31, 'digits'));
    expect(long).toMatchObject({
      code: 'dataset.trailing-bytes',
      message: 'digits goes on for 3 bytes after the 2 images of 3×2 it declares.',
    });
  });
});
