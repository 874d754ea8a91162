import { expect, it } from 'vitest';
import type { LoadedSplit } from '../datasets/load';
import { loadTensorflow } from '../engine/backend';
import { statelessRandom } from '../engine/random';
import { tf, type Tensor1D, type Tensor2D } from '../engine/tensorflow';
import type { Generator } from '../models/model';
import type { Encoder } from './encoder';
import type { Prepared } from './prepare';
import { likelihoodInputs } from './quality-likelihood';
import { imageInputs, pointInputs, samplesOf } from './quality-inputs';

const backend = await loadTensorflow();
const step = tf.tensor1d([0], 'int32');
const prepared = { backend, atStart: { step } } as Prepared;

/** Creates images of two pixels, the first of which is the item's index modulo 251. */
const images = (count: number): LoadedSplit => ({
  width: 2,
  height: 1,
  channels: 1,
  count,
  items: Uint8Array.from({ length: 2 * count }, (_, i) => (i % 2 === 0 ? (i / 2) % 251 : 9)),
  labels: Uint8Array.from({ length: count }, (_, i) => i % 3),
});

it('draws as many samples as there are real items, with their classes if the model is conditional', () => {
  const real = images(1203);
  const given: (number[] | null)[] = [];
  const generator = (classes: number | null): Generator => ({
    latentSize: 1,
    classes,
    drawLatents: (source, stream, n) => source.uniform(stream, [n, 1], 0, 1) as Tensor2D,
    decode: (z, labels) => {
      given.push(labels && [...labels.dataSync()]);
      return tf.concat<Tensor2D>([z, tf.zeros([z.shape[0], 1])], 1);
    },
  });
  const samples = samplesOf(prepared, generator(null), real, 1);
  expect(samples).toMatchObject({ width: 2, height: 1, channels: 1, count: 1203, labels: null });
  expect(samples.items).toHaveLength(2 * 1203);
  expect(new Set(samples.items).size).toBeGreaterThan(200);
  expect(new Set(given)).toEqual(new Set([null]));
  expect(samplesOf(prepared, generator(null), real, 1).items).toEqual(samples.items);
  expect(samplesOf(prepared, generator(null), real, 2).items).not.toEqual(samples.items);

  given.length = 0;
  samplesOf(prepared, generator(3), real, 1);
  expect(given.flatMap((labels) => labels ?? [])).toEqual([...real.labels!]);
});

it('provides features, pixels and classes of real and generated images', () => {
  const encoder = {
    features: (x: Tensor2D) => tf.mul<Tensor2D>(x, 255),
    probabilities: (x: Tensor2D) => tf.concat<Tensor2D>([x, x], 1),
  } as Encoder;
  const [real, known, test, generated] = [images(5), images(7), images(10), images(4)];
  const input = imageInputs(encoder, real, known, test, 3)(generated);
  expect(input.features?.real).toMatchObject({ rows: 5, columns: 2 });
  expect([...input.features!.generated.values].map(Math.round)).toEqual([0, 9, 1, 9, 2, 9, 3, 9]);
  expect(input.trainingFeatures).toMatchObject({ rows: 7, columns: 2 });
  expect(input.images).toMatchObject({ real: { count: 5 }, generated: { count: 4, height: 1, width: 2 } });
  expect(input.images?.generated.values[1]).toBeCloseTo(9 / 255);
  expect(input.classes).toMatchObject({ probabilities: { rows: 4, columns: 4 }, dataCounts: [4, 3, 3] });
  const unlabelled = { ...encoder, probabilities: null };
  expect(imageInputs(unlabelled, real, known, test, null)(generated)).not.toHaveProperty('classes');
});

it('provides points, and the modes of a mixture', () => {
  const points = { ...images(2), items: Float32Array.of(1, 2, 3, 4), width: 2 };
  const input = pointInputs('mine', points)({ ...points, items: Float32Array.of(5, 6, 7, 8) });
  expect(input.points).toEqual({
    real: { values: Float32Array.of(1, 2, 3, 4), rows: 2, columns: 2 },
    generated: { values: Float32Array.of(5, 6, 7, 8), rows: 2, columns: 2 },
  });
  expect(input).not.toHaveProperty('mixture');
  expect(pointInputs('ring-8', points)(points).mixture).toBeDefined();
});

it('provides the posteriors of all items, and importance weights that are exact for an exact posterior', () => {
  const real = images(503);
  const random = statelessRandom(1, step, backend.native);
  const likelihood = {
    posterior: (x: Tensor2D) => ({ mean: tf.mul<Tensor2D>(x, 255), logVariance: tf.zerosLike(x) }),
    // With q(z|x) = N(x, 1) and p(z) = N(0, 1), log w = 7 for every draw.
    logLikelihood: (x: Tensor2D, z: Tensor2D) => {
      const mean = tf.mul<Tensor2D>(x, 255);
      const ratio = tf.sub(tf.square(z), tf.square(tf.sub(z, mean)));
      return tf.add<Tensor1D>(tf.mul(tf.sum(ratio, 1), 0.5), 7);
    },
  };
  const run = (effort: 'full' | 'quick') => {
    const steps = likelihoodInputs(likelihood, real, random, effort);
    const fractions: number[] = [];
    for (;;) {
      const { done, value } = steps.next();
      if (done === true) return { fractions, found: value };
      fractions.push(value);
    }
  };
  const { fractions, found } = run('full');
  expect(fractions).toEqual([500 / 503, 1]);
  expect(found.posterior?.means).toMatchObject({ rows: 503, columns: 2 });
  expect([...found.posterior!.means.values].map(Math.round)).toEqual([...real.items]);
  expect(found.posterior?.logVariances).toMatchObject({ rows: 503, columns: 2 });
  expect(new Set(found.posterior?.logVariances.values)).toEqual(new Set([0]));
  expect(found.logWeights).toMatchObject({ rows: 503, columns: 50 });
  for (const weight of found.logWeights!.values) expect(Math.abs(weight - 7)).toBeLessThan(0.1);
  const quick = run('quick').found;
  expect(quick.posterior).toEqual(found.posterior);
  expect(quick).not.toHaveProperty('logWeights');
});
