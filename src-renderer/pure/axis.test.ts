import { expect, test } from 'vitest';
import { AXES, stepAt, toAxis, type AxisFacts } from './axis';
import { EMPTY_SERIES } from './series';

const facts: AxisFacts = {
  stepsPerEpoch: 100,
  totalSteps: 300,
  examplesPerStep: 64,
  elapsed: {
    steps: Float64Array.of(1, 2, 3, 4),
    values: Float64Array.of(500, 1000, 3000, 3500),
    means: null,
  },
};

test('steps as epochs, images, seconds and percent', () => {
  const steps = Float64Array.of(2, 4);
  expect([...(toAxis(steps, 'step', facts) ?? [])]).toEqual([2, 4]);
  expect([...(toAxis(steps, 'epoch', facts) ?? [])]).toEqual([0.02, 0.04]);
  expect([...(toAxis(steps, 'examples', facts) ?? [])]).toEqual([128, 256]);
  expect([...(toAxis(steps, 'time', facts) ?? [])]).toEqual([1, 3.5]);
  expect([...(toAxis(Float64Array.of(3, 300), 'progress', facts) ?? [])]).toEqual([1, 100]);
});

test('runs with unknown facts have no positions', () => {
  const unknown: AxisFacts = {
    stepsPerEpoch: null,
    totalSteps: null,
    examplesPerStep: null,
    elapsed: EMPTY_SERIES,
  };
  for (const axis of ['epoch', 'examples', 'time', 'progress'] as const) {
    expect(toAxis(Float64Array.of(1), axis, unknown)).toBeNull();
    // The run's newest figure is shown.
    expect(stepAt(1, axis, unknown)).toBe(Infinity);
  }
});

test('the positions of the same steps are recomputed when the axis or its facts change', () => {
  const steps = Float64Array.of(2);
  expect(toAxis(steps, 'examples', facts)).toBe(toAxis(steps, 'examples', facts));
  expect(toAxis(steps, 'epoch', facts)?.[0]).toBe(0.02);
  expect(toAxis(steps, 'examples', { ...facts, examplesPerStep: 1 })?.[0]).toBe(2);
});

test('the position of a step maps back to that step, on every axis', () => {
  const seconds = Float64Array.from({ length: 300 }, (_, index) => index * 33.37 + 0.1);
  const elapsed = {
    steps: Float64Array.from({ length: 300 }, (_, index) => index + 1),
    values: seconds,
    means: null,
  };
  const odd: AxisFacts = { stepsPerEpoch: 140, totalSteps: 299, examplesPerStep: 64, elapsed };
  for (const axis of AXES)
    for (const step of [1, 3, 7, 99, 141, 280, 299])
      expect(stepAt(toAxis(Float64Array.of(step), axis, odd)?.[0] ?? NaN, axis, odd)).toBe(step);
});

test('a position between two steps maps to the earlier one, and one before the first second to none', () => {
  expect(stepAt(2.9, 'step', facts)).toBe(2);
  expect(stepAt(0.029, 'epoch', facts)).toBe(2);
  expect(stepAt(3.2, 'time', facts)).toBe(3);
  expect(stepAt(0.1, 'time', facts)).toBe(0);
  expect(stepAt(99, 'time', facts)).toBe(4);
});
