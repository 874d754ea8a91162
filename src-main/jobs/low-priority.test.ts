import { constants, getPriority, setPriority } from 'node:os';
import { expect, it } from 'vitest';
import { lowerPriority, TRAINING_PRIORITY, useOneThread } from './low-priority';

it('gives this process a lower priority, by default the lowest', () => {
  const before = getPriority();
  lowerPriority(TRAINING_PRIORITY);
  expect(getPriority()).toBe(TRAINING_PRIORITY);
  lowerPriority();
  expect(getPriority()).toBe(constants.priority.PRIORITY_LOW);
  try {
    setPriority(before);
  } catch {
    // Raising the priority again needs permission; nothing else runs in this process.
  }
});

it('leaves the other processors to training', () => {
  const names = ['TF_NUM_INTRAOP_THREADS', 'TF_NUM_INTEROP_THREADS', 'OMP_NUM_THREADS'];
  const before = names.map((name) => [name, process.env[name]] as const);
  useOneThread();
  expect(names.map((name) => process.env[name])).toEqual(['1', '1', '1']);
  for (const [name, value] of before)
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
});
