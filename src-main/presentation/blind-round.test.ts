import { expect, test } from 'vitest';
import { blindRoundText, trialsOf } from './blind-round';

test('sides are balanced, and no image is repeated before all images of its set were shown', () => {
  const trials = trialsOf(40, [64, 10], 3);
  expect(trials.filter(({ firstIsLeft }) => firstIsLeft)).toHaveLength(20);
  expect(new Set(trials.map(({ first }) => first)).size).toBe(40);
  for (let from = 0; from < 40; from += 10)
    expect(new Set(trials.slice(from, from + 10).map(({ second }) => second)).size).toBe(10);
});

test('the order depends on the seed and has no regular pattern', () => {
  const sides = (seed: number) => trialsOf(40, [64, 64], seed).map(({ firstIsLeft }) => firstIsLeft);
  expect(sides(5)).toEqual(sides(5));
  expect(sides(5)).not.toEqual(sides(6));
  expect(sides(5).some((side, i) => side === sides(5)[i + 1])).toBe(true);
});

test('the text of a round has an interval', () => {
  const nameOf = (id: number) => `run ${String(id)}`;
  const round = { run: { runId: 1, step: 3000 }, other: null, chosen: 2, answers: 20 };
  expect(blindRoundText(round, nameOf)).toEqual({
    question: 'run 1 at step 3\u202f000 or a training image?',
    result: '10 % of choices: run 1 (3 % to 30 %)',
    help: 'The interval leaves out 50 %: a person saw a difference.',
  });
  const pair = { run: { runId: 1, step: 4 }, other: { runId: 2, step: 5 }, chosen: 11, answers: 20 };
  expect(blindRoundText(pair, nameOf)).toMatchObject({
    question: 'run 1 at step 4 or run 2 at step 5?',
    help: 'The interval includes 50 %: this may be guessing.',
  });
});
