import { encode } from 'fast-png';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodePicture } from './decode';
import { chunk, deepRows, png, tiff, withChunk, words } from '../testing/image-files';
import { lookAt } from './look';
import { readPictureHeader } from './picture';

const WHITE_12 = 4095;
const VALUES = [
  [0, 1000, 2000],
  [2047, 4000, 4095],
];
/** Each value times 255/4095, rounded. */
const SCALED = [0, 62, 125, 127, 249, 255];
const size = { width: 3, height: 2, bits: 16, channels: 1 };
const flat = VALUES.flat();

const pixels = async (bytes: Uint8Array, white = WHITE_12) => [...(await decodePicture(bytes, white)).data];
const peak = async (bytes: Uint8Array) => (await lookAt(bytes, readPictureHeader(bytes))).peak;

describe('samples of 16 bits that use 12 of them', () => {
  it('are scaled from a PNG', async () => {
    const grey = png({ width: 3, height: 2, depth: 16, colorType: 0, rows: deepRows(VALUES) });
    expect(await pixels(grey)).toEqual(SCALED);
    expect(await peak(grey)).toBe(4095);
    // The result of a decoder with 8 bits.
    expect(Math.max(...(await pixels(grey, 65_535)))).toBe(16);
    const declared = withChunk(grey, chunk('sBIT', Buffer.of(12)));
    expect(readPictureHeader(declared)).toMatchObject({ isDeep: true, significantBits: 12 });
  });

  it('are scaled from a PNG with colours and transparency', async () => {
    const data = Uint16Array.of(4095, 2000, 0, 65_535, 4095, 4095, 4095, 0, 0, 0, 0, 13_107);
    const rgba = encode({ width: 3, height: 1, channels: 4, depth: 16, data });
    expect(await pixels(rgba)).toEqual([255, 125, 0, 255, 255, 255, 204, 204, 204]);
    expect(await lookAt(rgba, readPictureHeader(rgba))).toEqual({ isGrey: false, peak: 4095 });
    const keyed = withChunk(
      png({ width: 3, height: 1, depth: 16, colorType: 0, rows: deepRows([[100, 1000, 100]]) }),
      chunk('tRNS', Buffer.of(0, 100)),
    );
    expect(await pixels(keyed)).toEqual([255, 62, 255]);
  });

  it('are scaled from a TIFF, however it is stored', async () => {
    const differences = [0, 1000, 1000, 2047, 1953, 95];
    const files = [
      tiff(size, words(flat)),
      tiff(size, words(flat, false), {}, false),
      tiff(size, deflateSync(words(flat)), { 259: [8] }),
      tiff(size, deflateSync(words(differences)), { 259: [8], 317: [2] }),
      tiff(size, words(flat.map((value) => WHITE_12 - value)), { 262: [0] }),
    ];
    for (const file of files) expect(await pixels(file)).toEqual(SCALED);
    expect(await peak(files[0] ?? Buffer.alloc(0))).toBe(4095);
  });

  it('are scaled from a colour TIFF, with interleaved and separate channels, and in tiles', async () => {
    const rgb = { width: 2, height: 1, bits: 16, channels: 3 };
    expect(await pixels(tiff(rgb, words(flat)))).toEqual(SCALED);
    const apart = words([0, 2047, 1000, 4000, 2000, 4095]);
    expect(await pixels(tiff(rgb, apart, { 284: [2], 273: [8, 12, 16], 279: [4, 4, 4] }))).toEqual(SCALED);
    const rgba = { width: 1, height: 1, bits: 16, channels: 4 };
    expect(await pixels(tiff(rgba, words([4095, 0, 2000, 13_107]), { 338: [2] }))).toEqual([255, 204, 229]);

    // 20×1 pixels in two tiles of 16×16, each with separate differences.
    const row = (first: number) => [first, ...Array<number>(15).fill(100)];
    const tile = (first: number) => words([...row(first), ...Array<number>(15 * 16).fill(0)]);
    const tiles = Buffer.concat([tile(0), tile(2000)]);
    const tiled = tiff({ width: 20, height: 1, bits: 16, channels: 1 }, tiles, {
      317: [2],
      322: [16],
      323: [16],
      324: [8, 8 + 512],
      325: [512, 512],
    });
    const values = [...Array.from({ length: 16 }, (_, i) => 100 * i), 2000, 2100, 2200, 2300];
    expect(await pixels(tiled)).toEqual(values.map((value) => Math.round((255 * value) / WHITE_12)));
  });

  it('are white if they exceed the white level', async () => {
    const grey = png({ width: 3, height: 1, depth: 16, colorType: 0, rows: deepRows([[0, 4096, 60_000]]) });
    expect(await pixels(grey)).toEqual([0, 255, 255]);
  });
});

it('reports the peak of samples that use all 16 bits, and null for 8 bits', async () => {
  const deep = png({ width: 3, height: 1, depth: 16, colorType: 0, rows: deepRows([[0, 40_000, 2]]) });
  expect(await peak(deep)).toBe(40_000);
  const shallow = png({ width: 3, height: 1, depth: 8, colorType: 0, rows: [[1, 2, 3]] });
  expect(await lookAt(shallow, readPictureHeader(shallow))).toEqual({ isGrey: true, peak: null });
});
