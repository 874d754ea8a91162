import { describe, expect, it } from 'vitest';
import { decodePointCloud } from '../contract/point-cloud';
import type { DrawRequest } from '../contract/figure';
import { tf } from '../engine/tensorflow';
import { draw } from './draw';
import { COUNTS, configOf, ofType, trained, jobFixture } from '../testing/job-fixture';
import { prepareInference } from './prepare';

const data = jobFixture();
const stripes = data.stripes();
const cgan = { model: 'cgan', hyperparameters: { batchSize: 32, filters: 4 } };

async function drawn(checkpoint: Uint8Array | null, request: DrawRequest, changes = cgan, dataset = stripes) {
  return draw(await prepareInference({ config: configOf(changes), dataset, checkpoint }), request);
}

describe('draw', () => {
  it('decodes a row of each class, or one class, from the checkpoint', async () => {
    const checkpoint = ofType(await trained(stripes, cgan), 'checkpoint').at(-1)?.bytes ?? null;
    const every = await drawn(checkpoint, { label: null, count: 9, seed: 1 });
    expect(every).toMatchObject({ step: 25, sheet: { columns: 5, rows: 2, tileWidth: 8, tileHeight: 8 } });
    const one = await drawn(checkpoint, { label: 1, count: 9, seed: 1 });
    expect(one.sheet).toMatchObject({ columns: 3, rows: 3 });
    expect(one.bytes).toEqual((await drawn(checkpoint, { label: 1, count: 9, seed: 1 })).bytes);
    for (const other of [
      { label: 0, count: 9, seed: 1 },
      { label: 1, count: 9, seed: 2 },
    ])
      expect((await drawn(checkpoint, other)).bytes).not.toEqual(one.bytes);
  });

  it('draws generated points of a class over those of the data', async () => {
    const points = { model: 'cgan-2d', hyperparameters: { batchSize: 32, hiddenUnits: 4 } as never };
    const answer = await drawn(null, { label: 1, count: 30, seed: 1 }, points, data.points());
    expect(answer.sheet).toBeNull();
    const cloud = decodePointCloud(answer.bytes);
    expect(cloud?.data).toHaveLength(2 * COUNTS.test);
    expect(cloud?.generated.filter((_, i) => i % 3 === 2)).toEqual(new Float32Array(30).fill(1));
  });

  it('leaks no tensors', async () => {
    const points = { model: 'cgan-2d', hyperparameters: { batchSize: 32, hiddenUnits: 4 } as never };
    for (const [changes, dataset] of [
      [cgan, stripes],
      [points, data.points()],
    ] as const) {
      const prepared = await prepareInference({ config: configOf(changes), dataset, checkpoint: null });
      const request = { label: null, count: 9, seed: 1 };
      const first = draw(prepared, request);
      const { numTensors } = tf.memory();
      expect(draw(prepared, request)).toEqual(first);
      expect(tf.memory().numTensors).toBe(numTensors);
    }
  });

  it('refuses a class that does not exist, and models that generate nothing', async () => {
    await expect(drawn(null, { label: 2, count: 4, seed: 1 })).rejects.toMatchObject({
      problem: { message: /this run knows 2/, advice: 'Choose one of them.' },
    });
    const of = (model: string) => ({ model, hyperparameters: { batchSize: 32 } as never });
    await expect(drawn(null, { label: 1, count: 4, seed: 1 }, of('gan-mlp'))).rejects.toMatchObject({
      problem: {
        message: /^Vanilla GAN \(MLP\) cannot generate a chosen class/,
        advice: 'Draw without a class, or train a conditional model.',
      },
    });
    await expect(drawn(null, { label: null, count: 4, seed: 1 }, of('classifier-mlp'))).rejects.toThrow(
      /generates nothing/,
    );
  });
});
