import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initializeImageMagick, MagickImageCollection } from '@imagemagick/magick-wasm';
import { beforeAll, expect, test } from 'vitest';
import type { Canvas } from '../images/canvas';
import { encodeGif } from './gif';

const SIDE = 16;

beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve('@imagemagick/magick-wasm/magick.wasm');
  await initializeImageMagick(readFileSync(wasm));
});

/** A frame of a function of the place. */
function frameOf(channels: 1 | 3, valuesOf: (i: number) => readonly number[]): Canvas {
  const data = Uint8Array.from(
    Array.from({ length: SIDE * SIDE }, (_, i) => valuesOf(i).map((value) => value & 255)).flat(),
  );
  return { data, width: SIDE, height: SIDE, channels };
}

const encoded = (frames: readonly Canvas[], framesPerSecond: number, samples = frames): Uint8Array =>
  Buffer.concat([...encodeGif(frames, framesPerSecond, samples)].map((part) => Buffer.from(part)));

/** The frames as ImageMagick reads them, as RGB, and their delays in hundredths of a second. */
function read(bytes: Uint8Array): { frames: number[][]; delays: number[]; loops: number } {
  return MagickImageCollection.use((images) => {
    images.read(bytes);
    images.coalesce();
    return {
      frames: images.map((image) =>
        image.getPixels((pixels) => [...pixels.toByteArray(0, 0, SIDE, SIDE, 'RGB')!]),
      ),
      delays: images.map(({ animationDelay }) => animationDelay),
      loops: images[0]!.animationIterations,
    };
  });
}

/** The tables of colours of a file: one of all frames, and one of each frame that has its own. */
function tables(bytes: Uint8Array): { shared: boolean; own: number } {
  const text = Buffer.from(bytes).toString('latin1');
  // After the delay of each frame: its separator, place and size, then flags whose highest bit announces a table.
  const own = text
    .split('\x21\xf9\x04')
    .slice(1)
    .filter((frame) => (frame.charCodeAt(5 + 9) & 0x80) !== 0).length;
  return { shared: (text.charCodeAt(10) & 0x80) !== 0, own };
}

test('greys are exact in every frame, for an endless animation', () => {
  const frames = [0, 100].map((by) => frameOf(1, (i) => [i + by]));
  const found = read(encoded(frames, 25));
  expect(found.frames).toEqual(frames.map(({ data }) => [...data].flatMap((grey) => [grey, grey, grey])));
  expect(found.delays).toEqual([4, 4]);
  expect(found.loops).toBe(0);
});

test('up to 256 colours are exact in every frame', () => {
  const frames = [0, 3].map((by) => frameOf(3, (i) => [(i + by) % 64, 200, (i + by) % 2]));
  expect(read(encoded(frames, 10)).frames).toEqual(frames.map(({ data }) => [...data]));
});

test('more colours than a GIF can have are approximated, by one palette for all frames', () => {
  const frames = [0, 1].map((odd) => frameOf(3, (i) => [i, 255 - i, odd === 1 ? i : 128]));
  const bytes = encoded(frames, 10);
  expect(tables(bytes)).toEqual({ shared: true, own: 0 });
  read(bytes).frames.forEach((frame, at) => {
    const errors = [...frames[at]!.data].map((value, i) => Math.abs(value - frame[i]!));
    expect(Math.max(...errors)).toBeLessThan(24);
    expect(Math.max(...errors)).toBeGreaterThan(0);
  });
});

test('a colour that no sample has becomes the nearest one', () => {
  const [red, green] = [
    [255, 0, 0],
    [0, 255, 0],
  ];
  const frames = [frameOf(3, (i) => (i < 8 ? red : green)), frameOf(3, () => [250, 10, 0])];
  expect(read(encoded(frames, 10, frames.slice(0, 1))).frames[1]!.slice(0, 3)).toEqual(red);
});
