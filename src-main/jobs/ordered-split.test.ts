import type { Rank } from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { LatentRequestSchema, type LatentQuestion } from '../contract/latent';
import type { LoadedSplit } from '../datasets/load';
import type { Random } from '../engine/random';
import { tf, type Tensor1D, type Tensor2D } from '../engine/tensorflow';
import { configOf, jobFixture } from '../testing/job-fixture';
import { discriminatorFigure } from './discriminator-figure';
import { latentAnswer } from './latent';
import { shownPoints } from './point-figure';
import { prepareInference } from './prepare';

const data = jobFixture();
const stripes = data.stripes();

const CLASSES = 3;
const EACH = 1500;
const COUNT = CLASSES * EACH;

/** Items in the order of their classes, as in a dataset of one folder a class. */
function ordered(split: LoadedSplit): LoadedSplit {
  const size = split.items.length / split.count;
  const labels = Uint8Array.from({ length: COUNT }, (_, item) => Math.floor(item / EACH));
  // Items of one class have one value, the class.
  const items = new (split.items.constructor as typeof Uint8Array)(COUNT * size);
  for (let item = 0; item < COUNT; item++)
    items.fill(50 * (labels[item] ?? 0) + 1, item * size, (item + 1) * size);
  return { ...split, items, labels, count: COUNT };
}

const ONE_VALUE = { labels: null, count: 1, width: 1, height: 1, channels: 1 } as const;
const UNUSED = {} as Random;

describe('a test split in the order of its classes', () => {
  async function answered(question: LatentQuestion, values = new Float32Array(0)) {
    const config = configOf({ model: 'vae-mlp', hyperparameters: { batchSize: 32, hiddenUnits: '8' } });
    const prepared = await prepareInference({ config, dataset: stripes, checkpoint: null });
    const test = ordered(prepared.test);
    const bytes = latentAnswer({ ...prepared, test }, config, LatentRequestSchema.parse(question), values);
    return new Float32Array(bytes.slice().buffer);
  }

  it('has attribute vectors of all its classes', async () => {
    const rows = await answered({ kind: 'directions', method: 'attributes', count: 1 });
    expect(rows.length / 3).toBe(1 + 4 + CLASSES);
  });

  it('has its principal directions start at the mean of all classes', async () => {
    const [, ...origin] = await answered({ kind: 'directions', method: 'encoded', count: 1 });
    const items = Float32Array.from({ length: CLASSES * 64 }, (_, i) => (50 * Math.floor(i / 64) + 1) / 255);
    const encoded = await answered({ kind: 'encode' }, items);
    for (const axis of [0, 1]) {
      const [first = NaN, second = NaN, third = NaN] = [0, 1, 2].map((one) => encoded[2 * one + axis]);
      const extent = Math.abs(third - first);
      expect(Math.abs((origin[axis] ?? NaN) - (first + second + third) / 3)).toBeLessThan(extent / 20);
    }
  });

  it('gives groups of several classes items of each', async () => {
    const groups = { a: { classes: [0, 1], items: [] }, b: { classes: [2], items: [] } };
    const [inA, inB, strata] = await answered({ kind: 'groups', ...groups, balance: 'nothing' });
    expect([inA, inB, strata]).toEqual([1000, 1000, 0]);
    const pair = { a: { classes: [0, 2], items: [] }, b: { classes: [1, 2], items: [] } };
    const [, , shared] = await answered({ kind: 'groups', ...pair, balance: 'classes' });
    expect(shared).toBe(1);
  });

  it('shows the discriminator and the plane of points items of each class', () => {
    const generator = {
      ...{ latentSize: 1, classes: null },
      drawLatents: () => tf.zeros<Rank.R2>([128, 1]),
      decode: (z: Tensor2D) => z,
    };
    const means = { output: 'score', at: (items: Tensor2D) => tf.mean<Tensor1D>(items, 1) } as const;
    const split = ordered({ ...ONE_VALUE, items: Float32Array.of(0) });
    const figure = discriminatorFigure(generator, means, split, UNUSED);
    const { real } = figure.make();
    figure.dispose();
    expect(real).toHaveLength(128);
    const values = [1, 51, 101];
    expect([...new Set(real)].sort((a, b) => a - b)).toEqual(values);
    const shown = shownPoints(ordered({ ...ONE_VALUE, width: 2, items: Float32Array.of(0, 0) }));
    expect(shown).toHaveLength(2000);
    expect([...new Set(shown)].sort((a, b) => a - b)).toEqual(values);
    expect(shown.every((value, i) => value === shown[i - (i % 2)])).toBe(true);
  });
});
