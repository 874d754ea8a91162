import { expect, test } from 'vitest';
import { toAxis, type AxisFacts } from './axis';
import { EMPTY_SERIES } from './series';

const facts: AxisFacts = {
  stepsPerEpoch: 100,
  examplesPerStep: 64,
  elapsed: { steps: Float64Array.of(1, 2, 3, 4), values: Float64Array.of(500, 1000, 3000, 3500) },
};

test('steps as epochs, images and seconds', () => {
  const steps = Float64Array.of(2, 4);
  expect([...(toAxis(steps, 'step', facts) ?? [])]).toEqual([2, 4]);
  expect([...(toAxis(steps, 'epoch', facts) ?? [])]).toEqual([0.02, 0.04]);
  expect([...(toAxis(steps, 'examples', facts) ?? [])]).toEqual([128, 256]);
  expect([...(toAxis(steps, 'time', facts) ?? [])]).toEqual([1, 3.5]);
});

test('what is not known cannot be placed', () => {
  const unknown: AxisFacts = { stepsPerEpoch: null, examplesPerStep: null, elapsed: EMPTY_SERIES };
  for (const axis of ['epoch', 'examples', 'time'] as const) {
    expect(toAxis(Float64Array.of(1), axis, unknown)).toBeNull();
  }
});

test('the same steps are placed again when the axis, or its facts, change', () => {
  const steps = Float64Array.of(2);
  expect(toAxis(steps, 'examples', facts)).toBe(toAxis(steps, 'examples', facts));
  expect(toAxis(steps, 'epoch', facts)?.[0]).toBe(0.02);
  expect(toAxis(steps, 'examples', { ...facts, examplesPerStep: 1 })?.[0]).toBe(2);
});
