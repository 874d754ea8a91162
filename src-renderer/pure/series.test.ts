import { expect, test } from 'vitest';
import { lastIndexAtMost, SeriesBuilder, seriesOfPairs } from './series';

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
