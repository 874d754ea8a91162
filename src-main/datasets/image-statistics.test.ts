import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { encodeIdxImages, encodeIdxLabels } from './idx';
import {
  blocksOf,
  itemsOfClass,
  meanSteps,
  neighborSteps,
  readItemsAt,
  type Means,
  type Neighbor,
} from './image-statistics';
import type { SplitFiles } from './files';

const folder = mkdtempSync(join(tmpdir(), 'statistics-'));
const SIDE = 16;
const PIXELS = SIDE * SIDE;
/** More than one block. */
const COUNT = 3000;
const CLASSES = 3;
/** All pixels of an image have one value, which identifies the image modulo 256. */
const value = (item: number) => (item * 7) % 256;

let files: SplitFiles;
beforeAll(() => {
  files = { items: join(folder, 'images'), labels: join(folder, 'labels') };
  const images = Uint8Array.from({ length: COUNT * PIXELS }, (_, i) => value(Math.floor(i / PIXELS)));
  writeFileSync(files.items, encodeIdxImages({ images, count: COUNT, height: SIDE, width: SIDE }));
  writeFileSync(files.labels!, encodeIdxLabels(Uint8Array.from({ length: COUNT }, (_, i) => i % CLASSES)));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Runs all steps. @returns the result, and the number of steps */
function done<T>(steps: (take: (result: T) => void) => Iterable<undefined>): { result: T; steps: number } {
  let result: T | undefined;
  const count = [...steps((taken) => (result = taken))].length;
  return { result: result!, steps: count };
}

it('reads a split in blocks without a gap', () => {
  const blocks = [...blocksOf(files)];
  expect(blocks.length).toBeGreaterThan(2);
  expect(blocks.reduce((next, { first, count }) => (first === next ? first + count : NaN), 0)).toBe(COUNT);
});

it('means are over all images and over each class, rounded', () => {
  const { result, steps } = done<Means>((take) => meanSteps(files, CLASSES, take));
  expect(steps).toBe([...blocksOf(files)].length);
  const mean = (of: (item: number) => boolean) => {
    const values = Array.from({ length: COUNT }, (_, i) => i)
      .filter(of)
      .map(value);
    return Math.round(values.reduce((sum, one) => sum + one, 0) / values.length);
  };
  const wanted = [mean(() => true), ...[0, 1, 2].map((label) => mean((item) => item % CLASSES === label))];
  expect(result).toMatchObject({ count: 4, width: SIDE, height: SIDE, channels: 1 });
  expect([...result.tiles]).toEqual(wanted.flatMap((one) => Array.from({ length: PIXELS }, () => one)));
});

it('means have a black tile for a class without images, and a single tile without labels', () => {
  const { result } = done<Means>((take) => meanSteps(files, CLASSES + 1, take));
  expect(result.tiles.subarray(4 * PIXELS).every((pixel) => pixel === 0)).toBe(true);
  const bare = done<Means>((take) => meanSteps({ ...files, labels: null }, 0, take)).result;
  expect(bare.count).toBe(1);
  expect(bare.tiles[0]).toBe(result.tiles[0]);
});

it('finds the nearest other images, with the distance over pixels from 0 to 1', () => {
  const item = 1000;
  const { result } = done<Neighbor[]>((take) => neighborSteps(files, item, 20, take));
  const all = Array.from({ length: COUNT }, (_, other) => ({
    item: other,
    label: other % CLASSES,
    distance: (SIDE * Math.abs(value(other) - value(item))) / 255,
  }))
    .filter((one) => one.item !== item)
    .sort((a, b) => a.distance - b.distance || a.item - b.item)
    .slice(0, 20);
  expect(result.map((one) => one.item)).toEqual(all.map((one) => one.item));
  for (const [i, { label, distance }] of result.entries()) {
    expect(label).toBe(all[i]?.label);
    expect(distance).toBeCloseTo(all[i]?.distance ?? NaN, 12);
  }
});

it('returns fewer neighbours if there are fewer images', () => {
  expect(done<Neighbor[]>((take) => neighborSteps(files, 0, COUNT + 10, take)).result).toHaveLength(
    COUNT - 1,
  );
});

it('reads items by index', () => {
  const labels = Uint8Array.from({ length: COUNT }, (_, i) => i % CLASSES);
  const places = itemsOfClass(labels, 2).slice(10, 13);
  expect(places).toEqual([32, 35, 38]);
  const read = readItemsAt(files, [38, 32, COUNT + 5]);
  expect(read).toMatchObject({ count: 2, width: SIDE });
  expect([...(read?.labels ?? [])]).toEqual([2, 2]);
  expect([read?.items[0], read?.items[PIXELS]]).toEqual([value(38), value(32)]);
  expect(readItemsAt(files, [COUNT])).toBeNull();
  expect(itemsOfClass(null, 1)).toEqual([]);
});
