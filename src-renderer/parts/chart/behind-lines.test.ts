import { expect, test } from 'vitest';
import { drawLines, type ChartLine } from '../../pure/chart-line';
import { behindLinesOf, rangeBehind } from './behind-lines';

const line = (owner: string, values: readonly number[]): ChartLine => ({
  key: owner,
  owner,
  label: owner,
  color: '#102030',
  dash: [],
  x: Float64Array.from(values, (_, index) => index),
  y: Float64Array.from(values),
});
const smoothed = (...lines: readonly ChartLine[]) =>
  drawLines(lines, { smoothing: 0.9, log: false, columns: 100, zoom: null });

test('measured values are drawn faintly behind smoothed lines, and only behind the highlighted ones', () => {
  const drawn = smoothed(line('a', [1, 2, 3]), line('b', [4, 5, 6]));
  expect(behindLinesOf(drawn, null)).toHaveLength(2);
  const [only, ...others] = behindLinesOf(drawn, 'b');
  expect(others).toEqual([]);
  expect(only).toMatchObject({ color: '#1020304d', width: 1 });
  expect(only?.points.map(({ y }) => y)).toEqual([4, 5, 6]);
});

test('an axis has room for all measured values, and a logarithmic one for those above zero', () => {
  const lines = behindLinesOf(smoothed(line('a', [-3, 40, 0.5]), line('b', [2, NaN, Infinity])), null);
  expect(rangeBehind(lines, false)).toEqual({ suggestedMin: -3, suggestedMax: 40 });
  expect(rangeBehind(lines, true)).toEqual({ suggestedMin: 0.5, suggestedMax: 40 });
  expect(rangeBehind([], false)).toEqual({});
});
