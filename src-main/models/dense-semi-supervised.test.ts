import { expect, it } from 'vitest';
import { loadTensorflow } from '../engine/backend';
import { network, normalInitializer } from '../engine/network';
import { statelessRandom } from '../engine/random';
import { tf, type Tensor2D } from '../engine/tensorflow';
import { classLayers, featureLayers, startFromData, startingItems } from './dense-semi-supervised';

const backend = await loadTensorflow();
const random = statelessRandom(3, tf.tensor1d([0], 'int32'), backend.native);
const PIXELS = 12;
const CLASSES = 3;

function discriminator(layerNoise: number) {
  const hp = { discriminatorUnits: '40, 30', inputNoise: 0, layerNoise, startFromData: true };
  const D = network('discriminator', normalInitializer(random, 0.1));
  const features = D.stack('features', { name: 'image', shape: [PIXELS] }, featureLayers(hp));
  const classify = D.stack('classes', features, classLayers(hp, CLASSES));
  return { hp, D, classify: (x: Tensor2D) => classify(features(x)) };
}

it('starts the dense discriminator with units of mean zero and unit standard deviation over the items', () => {
  const items = random.uniform('items', [200, PIXELS], 0, 1) as Tensor2D;
  const { hp, D, classify } = discriminator(0);
  const before = tf.moments(classify(items), 0);
  startFromData(D, items, random, hp);
  const after = tf.moments(classify(items), 0);
  expect(Math.max(...before.variance.dataSync())).toBeLessThan(0.5);
  for (const mean of after.mean.dataSync()) expect(Math.abs(mean)).toBeLessThan(1e-5);
  for (const variance of after.variance.dataSync()) expect(Math.abs(variance - 1)).toBeLessThan(1e-4);
});

it('includes the layers’ noise when it initialises from data', () => {
  const items = random.uniform('items', [200, PIXELS], 0, 1) as Tensor2D;
  const { hp, D, classify } = discriminator(1);
  startFromData(D, items, random, hp);
  // Without noise, as in inference, the outputs vary less than with the noise that they were scaled for.
  expect(Math.max(...tf.moments(classify(items), 0).variance.dataSync())).toBeLessThan(0.9);
});

it('takes items from all parts of a training set, which may be sorted by class', () => {
  const count = 1000;
  const items = Uint8Array.from({ length: count }, (_, i) => Math.floor(i / 4));
  const values = startingItems({ items, labels: null }, 1);
  expect(values.shape).toEqual([500, 1]);
  expect(values.min().dataSync()[0]).toBe(0);
  expect(values.max().dataSync()[0]).toBeCloseTo(249 / 255, 6);
  expect(startingItems({ items: items.slice(0, 3), labels: null }, 1).shape).toEqual([3, 1]);
});
