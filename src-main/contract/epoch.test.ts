import { expect, it } from 'vitest';
import { examplesPerStep, heldOutCount, stepsPerEpoch } from './epoch';
import { integer, number } from './hyperparameters';

const described = { help: '', group: 'Optimisation' } as const;
const fields = {
  batch: integer({ label: 'Batch size', ...described, default: 64, min: 1, max: 512 }),
  updates: integer({ label: 'Updates', ...described, default: 3, min: 1, max: 20 }),
  held: number({ label: 'Held out', ...described, default: 0.2, min: 0, max: 0.9 }),
};
const plain = { fields, examplesPerStep: ['batch'] };
const critic = { fields, examplesPerStep: ['batch', 'updates'] };
const evaluated = { ...plain, heldOutShare: 'held' };

it('multiplies the factors of the examples per step; missing ones have their defaults', () => {
  expect(examplesPerStep(plain, { batch: 10, updates: 5 })).toBe(10);
  expect(examplesPerStep(critic, { batch: 10, updates: 5 })).toBe(50);
  expect(examplesPerStep(critic, { batch: 10 })).toBe(30);
  expect(examplesPerStep(critic, {})).toBe(192);
});

it('returns null for the examples per step if a factor is not a number, or less than one', () => {
  expect(examplesPerStep(critic, { batch: 'many', updates: 5 })).toBeNull();
  expect(examplesPerStep(plain, { batch: 0 })).toBeNull();
  expect(stepsPerEpoch(plain, { batch: 'many' }, 100)).toBeNull();
});

it('holds out a fraction of the training items, rounded down, for models that are evaluated', () => {
  expect(heldOutCount(evaluated, { held: 0.1 }, 109)).toBe(10);
  expect(heldOutCount(evaluated, {}, 100)).toBe(20);
  expect(heldOutCount(evaluated, { held: 0 }, 100)).toBe(0);
  expect(heldOutCount(plain, { held: 0.1 }, 109)).toBe(0);
});

it('counts full batches of training items as steps of an epoch, at least one', () => {
  expect(stepsPerEpoch(evaluated, {}, 60_000)).toBe(48_000 / 64);
  expect(stepsPerEpoch(plain, { batch: 7 }, 20)).toBe(2);
  expect(stepsPerEpoch(plain, {}, 10)).toBe(1);
});
