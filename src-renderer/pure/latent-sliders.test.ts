import { expect, test } from 'vitest';
import type { LatentFacts } from '../../src-main/contract/latent';
import {
  attributeNames,
  coordinateOf,
  directionSliders,
  latentSliders,
  movedTo,
  namedSliders,
  pinSlider,
  SLIDER_STEPS,
  stepOf,
  traversal,
  valueAt,
} from './latent-sliders';

const facts: LatentFacts = {
  step: 1,
  weights: 'average',
  hasAverage: false,
  latentSize: 3,
  prior: 'normal',
  classes: null,
  hasEncoder: false,
  item: { kind: 'images', width: 2, height: 2, channels: 1 },
  testCount: 10,
  kl: null,
};
const latent = (...values: number[]) => Float32Array.from(values);

test('latents have sliders in their order, or the most informative first', () => {
  expect(latentSliders(facts, null).map(({ name, note }) => [name, note])).toEqual([
    ['z₀', ''],
    ['z₁', ''],
    ['z₂', ''],
  ]);
  const ranked = latentSliders({ ...facts, kl: [0, 2.5, 1] }, null);
  expect(ranked.map(({ name, note }) => [name, note])).toEqual([
    ['z₁', '2.500 nats'],
    ['z₂', '1 nats'],
    ['z₀', '0 nats'],
  ]);
  expect(latentSliders({ ...facts, latentSize: 100 }, null)).toHaveLength(12);
});

test('attribute vectors and gradients of classes have sliders with names', () => {
  const found = { origin: latent(0, 0, 0), vectors: [latent(1, 0, 0), latent(0, 1, 0)], shares: [2.5, -1] };
  const names = attributeNames(['cat'], false);
  const attributes = namedSliders(facts, null, found, { kind: 'attributes', names });
  expect(attributes.map(({ name, note }) => [name, note])).toEqual([
    ['class cat', 'd′ 2.500'],
    ['class 1', 'd′ −1'],
  ]);
  expect(attributeNames(['cat'], true)).toEqual(['brightness', 'thickness', 'slant', 'width', 'class cat']);
  expect(namedSliders(facts, null, found, { kind: 'classes', names })[0]?.note).toBe('∇ 2.500');
});

test('pins in two baskets have a slider from the one to the other', () => {
  const slider = pinSlider(facts, null, { from: latent(1, 0, 0), to: latent(1, 3, 4) });
  expect(slider.note).toBe('|a − b| 5');
  expect([...slider.vector]).toEqual([0, expect.closeTo(0.6), expect.closeTo(0.8)]);
  expect(coordinateOf(slider, latent(1, 3, 4))).toBeCloseTo(5);
});

test('a slider has whole steps from its lowest value to its highest', () => {
  const range = { min: -3, max: 1 };
  expect([-3, -1, 1].map((value) => stepOf(range, value))).toEqual([0, SLIDER_STEPS / 2, SLIDER_STEPS]);
  expect([-9, 9].map((value) => stepOf(range, value))).toEqual([0, SLIDER_STEPS]);
  for (const step of [0, 17, SLIDER_STEPS]) expect(stepOf(range, valueAt(range, step))).toBe(step);
});

test('a slider covers the range of draws or encodings', () => {
  const range = (given: Partial<LatentFacts>, ...values: number[]) => {
    const encoded = { latents: values.map((value) => latent(value, 0, 0)), labels: [], items: [] };
    const [{ min, max } = { min: NaN, max: NaN }] = latentSliders({ ...facts, ...given }, encoded);
    return [min, max];
  };
  expect(range({})).toEqual([-3, 3]);
  expect(range({ prior: 'uniform' })).toEqual([-1, 1]);
  expect(range({ hasEncoder: true }, -1, 5)).toEqual([-3, 5]);
  expect(range({ hasEncoder: true, prior: 'rectified-normal' }, 2, 7)).toEqual([0, 7]);
});

test('a latent is moved along one direction only, and has the new coordinate there', () => {
  const directions = { origin: latent(1, 1, 1), vectors: [latent(0.6, 0.8, 0)], shares: [0.256] };
  const [slider] = directionSliders(facts, null, directions);
  expect(slider).toMatchObject({ name: 'direction 1', note: '26 %' });
  const moved = movedTo(slider!, latent(1, 1, 5), 2);
  expect([...moved].map((value) => value.toFixed(4))).toEqual(['2.2000', '2.6000', '5.0000']);
  expect(coordinateOf(slider!, moved)).toBeCloseTo(2, 5);
});

test('a traversal has one row per direction, from its lowest to its highest value', () => {
  const rows = traversal(latentSliders(facts, null).slice(0, 2), latent(9, 8, 7), 3);
  expect(rows.map((row) => [...row])).toEqual([
    [-3, 8, 7],
    [0, 8, 7],
    [3, 8, 7],
    [9, -3, 7],
    [9, 0, 7],
    [9, 3, 7],
  ]);
});
