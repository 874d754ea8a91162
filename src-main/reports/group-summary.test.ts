import { expect, it } from 'vitest';
import { summaryOf } from '../testing/fake-series';
import { groupSummary } from './group-summary';

it('has the mean of several runs with the standard deviation between them, and a single run unchanged', () => {
  const [low, high] = [1, 3].map((value) => summaryOf('loss', [1, 2, 3], [value, value, value]));
  const mean = groupSummary('loss', [low!, high!]);
  expect(mean?.curve).toMatchObject({
    kind: 'dense',
    band: { x: [1, 2, 3], low: Array(3).fill(2 - Math.SQRT2), high: Array(3).fill(2 + Math.SQRT2) },
    smoothed: [
      { x: 1, y: 2 },
      { x: 2, y: 2 },
      { x: 3, y: 2 },
    ],
  });
  expect(mean?.last).toEqual({ step: 3, value: 2 });
  expect(groupSummary('loss', [low!])).toBe(low);
  expect(groupSummary('loss', [])).toBeNull();
});
