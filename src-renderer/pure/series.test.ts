import { expect, test } from 'vitest';
import {
  EMPTY_SERIES,
  lastIndexAtMost,
  SeriesBuilder,
  seriesOfPairs,
  withDetail,
  type Series,
} from './series';

test('pairs are converted to a series', () => {
  const series = seriesOfPairs(Float64Array.of(1, 0.5, 2, 0.25));
  expect([...series.steps]).toEqual([1, 2]);
  expect([...series.values]).toEqual([0.5, 0.25]);
});

test('rows that are already present are not added twice', () => {
  const builder = new SeriesBuilder(seriesOfPairs(Float64Array.of(1, 10, 2, 20)));
  builder.append([1, 2, 3], [10, 20, 30]);
  builder.append([3, 4], [30, 40]);
  expect([...builder.view().steps]).toEqual([1, 2, 3, 4]);
  expect([...builder.view().values]).toEqual([10, 20, 30, 40]);
});

test('a run that resumes from a checkpoint drops the rows after it', () => {
  const builder = new SeriesBuilder();
  builder.append([10, 20, 30, 40], [1, 2, 3, 4]);
  builder.append([25, 30], [7, 8]);
  expect([...builder.view().steps]).toEqual([10, 20, 25, 30]);
  expect([...builder.view().values]).toEqual([1, 2, 7, 8]);
});

test('a view taken earlier keeps its length while the series grows', () => {
  const builder = new SeriesBuilder();
  builder.append([1], [1]);
  const before = builder.view();
  builder.append(
    Array.from({ length: 1000 }, (_, index) => index + 2),
    Array.from({ length: 1000 }, () => 0),
  );
  expect(before.steps).toHaveLength(1);
  expect(builder.view().steps).toHaveLength(1001);
  expect(builder.lastStep).toBe(1001);
});

test('the index of the newest element at or before a step', () => {
  expect(lastIndexAtMost([10, 20, 30], 25)).toBe(1);
  expect(lastIndexAtMost([10, 20, 30], 30)).toBe(2);
  expect(lastIndexAtMost([10, 20, 30], 9)).toBe(-1);
  expect(lastIndexAtMost([], 9)).toBe(-1);
});

/** The extremes and means of two groups of ten steps each. */
const reduced: Series = {
  steps: Float64Array.of(1, 4, 10, 11, 17, 20),
  values: Float64Array.of(0, 9, 1, 2, -9, 3),
  means: {
    steps: Float64Array.of(5.5, 15.5),
    values: Float64Array.of(0.5, 2.5),
    samples: Float64Array.of(0, 2),
  },
};
const lists = ({ steps, values, means }: Series) => ({
  steps: [...steps],
  values: [...values],
  means: [...(means?.steps ?? [])],
});

test('new values of a reduced series are added to its means, too', () => {
  const builder = new SeriesBuilder(reduced);
  builder.append([21, 22], [5, 6]);
  expect(lists(builder.view())).toEqual({
    steps: [1, 4, 10, 11, 17, 20, 21, 22],
    values: [0, 9, 1, 2, -9, 3, 5, 6],
    means: [5.5, 15.5, 21, 22],
  });
  expect(builder.added).toBe(2);
});

test('a part of a reduced series is replaced by all of its values, and the rest stays', () => {
  const detail = seriesOfPairs(Float64Array.of(11, 2, 12, 7, 13, 8));
  const range = { from: 11, to: 17 };
  expect(lists(withDetail(reduced, detail, range))).toEqual({
    steps: [1, 4, 10, 11, 12, 13, 20],
    values: [0, 9, 1, 2, 7, 8, 3],
    means: [5.5, 11, 12, 13],
  });
  expect(withDetail(reduced, EMPTY_SERIES, range)).toBe(reduced);
  const complete = { ...reduced, means: null };
  expect(withDetail(complete, detail, range)).toBe(complete);
});
