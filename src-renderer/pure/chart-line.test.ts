import { expect, test } from 'vitest';
import {
  drawLines,
  formatTick,
  logScaleNote,
  tablePositions,
  valueAt,
  wholeLine,
  zoomBy,
  type ChartLine,
} from './chart-line';
import { axisEnds, rangeWithoutOutliers, valuesBeyond } from './chart-range';

const line: ChartLine = {
  key: 'loss',
  owner: 'loss',
  label: 'Loss',
  color: '#000',
  dash: [],
  x: Float64Array.of(10, 20, 30),
  y: Float64Array.of(3, 0, 1),
};

function drawLine(one: ChartLine, smoothing: number, log: boolean, columns: number) {
  const [drawn] = drawLines([one], { smoothing, log, columns, zoom: null });
  if (drawn === undefined) throw new Error('One line in, none out.');
  return drawn;
}

test('a short run beside a long one is drawn in its fraction of the pixels', () => {
  const ramp = (count: number) => Float64Array.from({ length: count }, (_, index) => index);
  const [short, long] = drawLines(
    [
      { ...line, x: ramp(1000), y: ramp(1000) },
      { ...line, x: ramp(10_000), y: ramp(10_000) },
    ],
    { smoothing: 0, log: false, columns: 200, zoom: null },
  );
  expect(short?.points.length).toBeLessThan(25);
  expect(long?.points).toHaveLength(200);
});

test('a smoothed line is drawn in front of the measured values', () => {
  expect(drawLine(line, 0, false, 100).behind).toBeNull();
  expect(drawLine(line, 0.5, false, 100).behind).toHaveLength(3);
});

test('more values than pixels are drawn as their means in front of their range', () => {
  const x = Float64Array.from({ length: 10_000 }, (_, index) => index);
  const drawn = drawLine({ ...line, x, y: x.map((step) => step % 2) }, 0, false, 100);
  expect(drawn.points).toHaveLength(100);
  expect(drawn.points[50]?.y).toBeCloseTo(0.5, 2);
  expect(drawn.behind?.length).toBeGreaterThan(200);
});

test('the range without outliers omits a spike, which is counted', () => {
  const x = Float64Array.from({ length: 100 }, (_, index) => index);
  const y = x.map((step) => (step === 3 ? 1e6 : step));
  const range = rangeWithoutOutliers([{ ...line, x, y }], false);
  expect(range).toMatchObject({ low: 0 });
  expect(range?.high).toBeLessThan(300);
  expect(valuesBeyond([{ ...line, x, y }], range, false)).toEqual({ count: 1, furthest: 1e6 });
});

test('nothing is omitted if there are no outliers', () => {
  expect(rangeWithoutOutliers([line], false)).toBeNull();
  expect(rangeWithoutOutliers([], false)).toBeNull();
  expect(valuesBeyond([line], null, false)).toBeNull();
  expect(axisEnds(null, false)).toEqual({});
});

test('a log axis considers positive values only, and never reaches zero', () => {
  const x = Float64Array.from({ length: 100 }, (_, index) => index);
  const y = x.map((step) => (step < 50 ? -1e6 : step === 99 ? 1e6 : 1 + (step % 5)));
  const range = rangeWithoutOutliers([{ ...line, x, y }], true);
  expect(valuesBeyond([{ ...line, x, y }], range, true)).toEqual({ count: 1, furthest: 1e6 });
  expect(axisEnds(range, true).min).toBeGreaterThan(0);
});

test('a logarithmic axis does not show zero', () => {
  expect(drawLine(line, 0, true, 100).points[1]?.y).toBeNaN();
});

test('the values that a logarithmic axis omits are counted, by line if there are several', () => {
  const positive = { ...line, label: 'KL', y: Float64Array.of(3, 2, 1) };
  expect(logScaleNote([positive])).toBeNull();
  expect(logScaleNote([])).toBeNull();
  expect(logScaleNote([line])).toBe('1 value of zero or below is not shown on the log scale.');
  const loss = { ...line, y: Float64Array.from({ length: 1300 }, (_, i) => 100 - i) };
  expect(logScaleNote([loss])).toBe('1\u202f200 values of zero or below are not shown on the log scale.');
  expect(logScaleNote([positive, loss, { ...line, label: 'Penalty' }])).toBe(
    '1\u202f201 values of zero or below are not shown on the log scale: Loss 1\u202f200, Penalty 1.',
  );
});

test('the value at the pointer is the newest at or before it', () => {
  const drawn = drawLine(line, 0, false, 100);
  expect(valueAt(drawn, 25)).toBe(0);
  expect(valueAt(drawn, 5)).toBeNull();
  expect(valueAt(drawn, null)).toBe(1);
});

test('the table of a chart starts at its first and ends at its last position', () => {
  expect(tablePositions([line], 5)).toEqual([10, 15, 20, 25, 30]);
  expect(tablePositions([], 5)).toEqual([]);
});

test('ticks are short and precise enough', () => {
  expect(formatTick('step', 20_000)).toBe('20\u202f000');
  expect(formatTick('examples', 2_500_000)).toBe('2.5 M');
  expect(formatTick('value', 0.1 + 0.2)).toBe('0.3');
  expect(formatTick('time', 90)).toBe('1 m 30 s');
});

test('a part of the axis is drawn up to its ends, and as finely as possible', () => {
  const x = Float64Array.from({ length: 10_000 }, (_, index) => index);
  const y = x.map((step) => (step === 5003 ? 9 : 0));
  const [drawn] = drawLines([{ ...line, x, y }], {
    smoothing: 0,
    log: false,
    columns: 100,
    zoom: { from: 4990.5, to: 5009.5 },
  });
  expect(drawn?.points.map((point) => point.x)).toEqual(Array.from({ length: 21 }, (_, i) => 4990 + i));
  expect(drawn?.points[13]?.y).toBe(9);
  expect(drawn?.shown.y).toHaveLength(21);
});

test('a part of the axis beyond a line shows nothing of it', () => {
  const [drawn] = drawLines([line], {
    smoothing: 0,
    log: false,
    columns: 100,
    zoom: { from: 100, to: 200 },
  });
  expect(drawn?.points.map(({ x }) => x)).toEqual([30]);
});

test('zooming halves and doubles the visible part, around the crosshair, within the axis', () => {
  expect(zoomBy(0.5, null, null, 100)).toEqual({ from: 25, to: 75 });
  expect(zoomBy(0.5, { from: 25, to: 75 }, 30, 100)).toEqual({ from: 17.5, to: 42.5 });
  expect(zoomBy(0.5, null, 99, 100)).toEqual({ from: 50, to: 100 });
  expect(zoomBy(2, { from: 0, to: 20 }, null, 100)).toEqual({ from: 0, to: 40 });
  expect(zoomBy(2, { from: 10, to: 70 }, null, 100)).toBeNull();
});

test('the values that a range omits are counted over all lines, and again for a different range', () => {
  const y = Float64Array.from({ length: 50 }, (_, i) => i);
  const lines = [
    { ...line, x: y, y },
    { ...line, x: y, y: y.map((value) => -value) },
  ];
  expect(valuesBeyond(lines, { low: -48, high: 47 }, false)).toEqual({ count: 3, furthest: 49 });
  expect(valuesBeyond(lines, { low: -50, high: 48 }, false)).toEqual({ count: 1, furthest: 49 });
  expect(valuesBeyond(lines, { low: -50, high: 50 }, false)).toBeNull();
});

test('the envelope behind a line does not depend on smoothing, only on the visible part', () => {
  const x = Float64Array.from({ length: 5000 }, (_, i) => i);
  const dense = { ...line, x, y: x.map(Math.sin) };
  const behind = (smoothing: number, zoom: { from: number; to: number } | null = null) =>
    drawLines([dense], { smoothing, log: false, columns: 100, zoom })[0]?.behind;
  expect(behind(0.5)).toBe(behind(0.9));
  expect(behind(0.5, { from: 0, to: 1000 })).not.toEqual(behind(0.5));
});

/** 100 000 values as the core reduces them to 1000 columns: a step of each is far from the rest. */
function reducedLine(): ChartLine {
  const columns = Array.from({ length: 1000 }, (_, i) => i * 100);
  const mean = (step: number) => Math.sin(step / 9000);
  return {
    ...line,
    x: Float64Array.from(columns.flatMap((from) => [from, from + 40, from + 60, from + 99])),
    y: Float64Array.from(columns.flatMap((from) => [mean(from), -50, 50, mean(from)])),
    means: {
      x: Float64Array.from(columns, (from) => from + 49.5),
      y: Float64Array.from(columns, mean),
      samples: Float64Array.from(columns, mean),
    },
  };
}

test('of a reduced line the means are drawn in front of the extremes, and the last value is read out', () => {
  const drawn = drawLine(reducedLine(), 0, false, 2000);
  expect(drawn.points).toHaveLength(1000);
  expect(Math.max(...drawn.points.map(({ y }) => y))).toBeLessThan(1.1);
  expect(Math.max(...(drawn.behind ?? []).map(({ y }) => y))).toBe(50);
  expect(valueAt(drawn, null)).toBe(Math.sin(99_900 / 9000));
});

test('a reduced line is smoothed as its values would be', () => {
  const { means } = reducedLine();
  const x = Float64Array.from({ length: 100_000 }, (_, i) => i);
  const whole = drawLine({ ...line, x, y: x.map((step) => Math.sin(step / 9000)) }, 0.9, false, 500);
  const reduced = drawLine(reducedLine(), 0.9, false, 500);
  expect(means).toBeDefined();
  for (const at of [1000, 20_000, 60_000, 99_999])
    expect(valueAt(reduced, at)).toBeCloseTo(valueAt(whole, at) ?? NaN, 1);
});

test('the range of a reduced line is that of its values, not of its extremes', () => {
  const [shown] = drawLines([reducedLine()], { smoothing: 0, log: false, columns: 500, zoom: null }).map(
    (one) => one.shown,
  );
  const range = rangeWithoutOutliers(shown ? [shown] : [], false);
  expect(range?.high).toBeLessThan(10);
  expect(logScaleNote(shown ? [shown] : [])).toMatch(/^At least 1 \d{3} values of zero or below/);
});

test('all values of a reduced line can be loaded', async () => {
  const whole = { x: Float64Array.of(1, 2), y: Float64Array.of(3, 4) };
  expect(await wholeLine({ ...reducedLine(), whole: () => Promise.resolve(whole) })).toMatchObject(whole);
  expect(await wholeLine(line)).toBe(line);
});
