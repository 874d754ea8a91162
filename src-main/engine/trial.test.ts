import { expect, it } from 'vitest';
import { chooseByTrial } from './trial';

/** Runs calls until the choice is made, each taking `ms(count)`. @returns how many steps each call ran */
function calls(ms: (count: number) => number, limit = 1000): number[] {
  const trial = chooseByTrial([1, 8]);
  return Array.from({ length: 60 }, () => {
    const count = trial.next(limit);
    trial.took(count, ms(count));
    return count;
  });
}

it('tries both, then stays with the faster one', () => {
  expect(calls((count) => 0.1 + count * 0.5).at(-1)).toBe(8);
  expect(calls((count) => count * 0.5 + (count > 1 ? 2 : 0)).at(-1)).toBe(1);
  expect(new Set(calls((count) => count))).toEqual(new Set([1, 8]));
});

it('is not misled by the first call, which prepares what it runs', () => {
  let first = true;
  const ms = (count: number) => {
    if (count === 1) return 1;
    const took = first ? 500 : 2;
    first = false;
    return took;
  };
  expect(calls(ms).at(-1)).toBe(8);
});

it('keeps no more times than it compares', () => {
  const trial = chooseByTrial([1, 8]);
  for (let i = 0; i < 1000; i++) trial.took(1, 1);
  for (let i = 0; i < 9; i++) trial.took(8, 4);
  expect(trial.chosen).toBe(8);
  expect(trial.next(1000)).toBe(8);
});

it('never runs more steps than there are', () => {
  expect(Math.max(...calls((count) => 0.1 + count * 0.5, 7))).toBe(1);
});
