import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { loadSplit } from '../datasets/load';
import { loadTensorflow } from '../engine/backend';
import { encodeSheet } from '../images/sheet';
import { jobFixture, ofType } from '../testing/job-fixture';
import { encoderOf } from './encoder';
import { findNearest } from './nearest';
import { classCount } from './prepare';
import type { JobMessage } from './protocol';

const noise = jobFixture().noise();
const folder = mkdtempSync(join(tmpdir(), 'latent-workbench-nearest-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const training = loadSplit(noise.train);
const places = [5, 300, 17, 0];
/** The tiles of a sheet of training images; in the last one, a pixel differs by one. */
const tiles = Buffer.concat(places.map((at) => Buffer.from(training.items.slice(64 * at, 64 * at + 64))));
tiles[64 * 3] = tiles[64 * 3]! ^ 1;
const sheet = { columns: 2, rows: 2, tileWidth: 8, tileHeight: 8 };
const png = encodeSheet({ tiles, count: 4, width: 8, height: 8, channels: 1, columns: 2 });

async function nearest(encoderFile: string, changes: Partial<{ sheet: typeof sheet }> = {}) {
  const messages: JobMessage[] = [];
  await findNearest(
    { dataset: noise, datasetName: 'noise', encoderFile, sheet, png, ...changes },
    (message) => messages.push(message),
  );
  return ofType(messages, 'nearest')[0]!;
}

it('finds the training image nearest to each tile, in pixels if there is no encoder', async () => {
  const found = await nearest(join(folder, 'none.safetensors'));
  expect(found.items).toEqual(places);
  expect(found.space).toBe('pixels');
  expect(found.distances.slice(0, 3)).toEqual([0, 0, 0]);
  expect(found.distances[3]).toBeCloseTo(1 / 255, 6);
});

it('compares features if the dataset has an encoder', async () => {
  const test = loadSplit(noise.test);
  const encoderFile = join(folder, 'noise.safetensors');
  const classes = classCount(training.labels, test.labels);
  await encoderOf(encoderFile, { training, test, classes }, await loadTensorflow(), () => undefined);
  const found = await nearest(encoderFile);
  expect(found.space).toBe('features');
  expect(found.items).toEqual(places);
});

it('refuses a sheet of images of another size', async () => {
  const larger = { sheet: { ...sheet, tileWidth: 16, columns: 1 } };
  await expect(nearest(join(folder, 'none.safetensors'), larger)).rejects.toMatchObject({
    problem: { code: 'dataset.item-unknown' },
  });
});
