import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initializeImageMagick, MagickImageCollection } from '@imagemagick/magick-wasm';
import { beforeAll, expect, test } from 'vitest';
import { encodeGif } from './gif';

const SIDE = 16;
const pause = () => Promise.resolve();

beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve('@imagemagick/magick-wasm/magick.wasm');
  await initializeImageMagick(readFileSync(wasm));
});

/** A frame of a function of the place. */
function frameOf(colorOf: (i: number) => readonly [number, number, number]): Uint8ClampedArray {
  const frame = new Uint8ClampedArray(4 * SIDE * SIDE);
  for (let i = 0; i < SIDE * SIDE; i++) frame.set([...colorOf(i), 255], 4 * i);
  return frame;
}

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

const rgb = (frame: Uint8ClampedArray): number[] => [...frame].filter((_, i) => i % 4 !== 3);

test('greys are exact in every frame, for an endless animation', async () => {
  const frames = [0, 100].map((by) =>
    frameOf((i) => {
      const grey = (i + by) % 256;
      return [grey, grey, grey];
    }),
  );
  const film = { width: SIDE, height: SIDE, frames };
  const found = read(await encodeGif(film, 25, pause));
  expect(found.frames).toEqual(frames.map(rgb));
  expect(found.delays).toEqual([4, 4]);
  expect(found.loops).toBe(0);
});

test('more colours than a GIF can have are approximated', async () => {
  const frames = [0, 1].map((odd) => frameOf((i) => [i, 255 - i, odd === 1 ? i : 128]));
  const found = read(await encodeGif({ width: SIDE, height: SIDE, frames }, 10, pause));
  found.frames.forEach((frame, at) => {
    const errors = rgb(frames[at]!).map((value, i) => Math.abs(value - frame[i]!));
    expect(Math.max(...errors)).toBeLessThan(24);
    expect(Math.max(...errors)).toBeGreaterThan(0);
  });
});
