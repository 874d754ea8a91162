import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { LoadedSplit } from '../datasets/load';
import { loadTensorflow } from '../engine/backend';
import { tf } from '../engine/tensorflow';
import { encodeAll, encoderOf } from './encoder';

const folder = mkdtempSync(join(tmpdir(), 'latent-workbench-encoder-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Creates 4×4 images of two classes, light and dark. */
const split = (count: number): LoadedSplit => ({
  width: 4,
  height: 4,
  channels: 1,
  count,
  items: Uint8Array.from({ length: 16 * count }, (_, i) => ((i >> 4) % 2) * 200 + (i % 7)),
  labels: Uint8Array.from({ length: count }, (_, i) => i % 2),
});

it(
  'is scored on the whole test split, and read from its file the next time',
  { timeout: 120_000 },
  async () => {
    const backend = await loadTensorflow();
    // More test items than are evaluated at once.
    const data = { training: split(90), test: split(530), classes: 2 };
    const file = join(folder, 'below', 'encoder.safetensors');
    const progress: number[] = [];
    const trained = await encoderOf(file, data, backend, (fraction) => progress.push(fraction));
    expect(trained.info).toMatchObject({ kind: 'classifier', dimensions: 128, score: 1, scoredOn: 530 });
    expect(progress.at(-1)).toBe(1);
    progress.length = 0;
    const read = await encoderOf(file, data, backend, (fraction) => progress.push(fraction));
    expect([read.info, progress]).toEqual([trained.info, []]);
    const probabilities = encodeAll(data.test, read.probabilities!);
    expect(probabilities).toMatchObject({ rows: 530, columns: 2 });
    expect(probabilities.values[2 * 529 + 1]).toBeGreaterThan(0.9);

    // With other shapes, it is trained again.
    const unlabelled = { ...data, classes: null };
    const other = await encoderOf(file, unlabelled, backend, (fraction) => progress.push(fraction));
    expect(other.info).toMatchObject({ kind: 'autoencoder', dimensions: 64 });
    expect(progress.at(-1)).toBe(1);
  },
);

it('encodes all items, in blocks', () => {
  const { values, rows, columns } = encodeAll(split(1203), (images) => tf.slice2d(images, [0, 0], [-1, 3]));
  expect([rows, columns, values.length]).toEqual([1203, 3, 3 * 1203]);
  expect(values[3]).toBeCloseTo((200 + (16 % 7)) / 255);
  expect(values[3 * 1201]).toBeCloseTo((200 + ((16 * 1201) % 7)) / 255);
});
