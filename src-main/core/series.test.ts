import { describe, expect, it } from 'vitest';
import { ALL_STEPS, blocksOfPairs, type StepRange } from '../contract/metric-block';
import { mulberry32 } from '../contract/pseudo-random';
import { decodeSeries, type Series } from '../contract/series-file';
import { readSeries } from './series';

const COLUMNS = 500;

interface Row {
  readonly step: number;
  readonly value: number;
}

/** The metrics of a store, of which one has values. */
function metricsOf(rows: readonly Row[]): Parameters<typeof readSeries>[0] {
  const pairs = ({ from, to }: StepRange) =>
    Float64Array.from(
      rows.filter(({ step }) => step >= from && step <= to).flatMap(({ step, value }) => [step, value]),
    );
  return {
    next: (_run, _name, from) => rows.find(({ step }) => step >= from) ?? null,
    last: () => rows.at(-1) ?? null,
    *series(_run, _name, range = ALL_STEPS) {
      yield pairs(range);
    },
    *blocks(_run, _name, range) {
      yield blocksOfPairs(pairs(range));
    },
  };
}

function read(rows: readonly Row[], range = ALL_STEPS): Series {
  const parts = [
    ...readSeries(metricsOf(rows), { of: [{ runId: 1, name: 'loss' }], columns: COLUMNS, range }),
  ];
  const [series] = decodeSeries(Float64Array.from(parts.flatMap((part) => [...part])).buffer);
  if (series === undefined) throw new Error('no series');
  return series;
}

const rowsOf = (count: number, valueAt: (step: number) => number, every = 1): Row[] =>
  Array.from({ length: count }, (_, i) => ({ step: 1 + i * every, value: valueAt(1 + i * every) }));
const pointsOf = ({ steps, values }: Series): Row[] =>
  [...steps].map((step, i) => ({ step, value: values[i] ?? NaN }));

describe('a series for a chart', () => {
  it('is complete if it is short, or rarely measured', () => {
    const short = rowsOf(4 * COLUMNS, Math.sin);
    const rare = rowsOf(107, Math.sin, 938);
    for (const rows of [short, rare, [], rowsOf(1, Math.sin)]) {
      expect(pointsOf(read(rows))).toEqual(rows);
      expect(read(rows).means).toBeNull();
    }
  });

  it.each([10_000, 100_000])('of %i values has the extremes of any part of it', (count) => {
    for (const seed of [1, 2, 3]) {
      const random = mulberry32(seed);
      const rows = rowsOf(count, () => random() ** 8 * (random() < 0.5 ? -1 : 1));
      const points = pointsOf(read(rows));
      expect(points.length).toBeLessThan(4 * (COLUMNS + 2));
      expect(points[0]).toEqual(rows[0]);
      expect(points.at(-1)).toEqual(rows.at(-1));
      for (const { step, value } of points) expect(rows[step - 1]?.value).toBe(value);
      const wide = Math.ceil(count / COLUMNS) + 64;
      for (let from = 0; from + wide < count; from += 997) {
        const highest = rows.slice(from, from + wide).reduce((a, b) => (b.value > a.value ? b : a));
        const near = points.filter(({ step }) => Math.abs(step - highest.step) < wide);
        expect(Math.max(...near.map(({ value }) => value))).toBeGreaterThanOrEqual(highest.value);
      }
    }
  });

  it('never loses a single spike', () => {
    for (const at of [1, 2, 777, 64_000, 64_001, 99_999, 100_000]) {
      const spike = { step: at, value: 1e6 };
      expect(pointsOf(read(rowsOf(100_000, (step) => (step === at ? 1e6 : 0))))).toContainEqual(spike);
    }
  });

  it('has means whose mean is that of all values', () => {
    const rows = rowsOf(65_536, (step) => Math.sin(step / 3000) + (step % 7));
    const { means } = read(rows.slice(0, 65_535));
    const mean = (values: ArrayLike<number>) =>
      Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(means?.values ?? [])).toBeCloseTo(mean(rows.map(({ value }) => value)), 2);
    expect(means?.samples.every((value) => rows.some((row) => row.value === value))).toBe(true);
  });

  it('of a part has all of its values, if they are few', () => {
    const rows = rowsOf(100_000, Math.sin);
    expect(pointsOf(read(rows, { from: 50_000, to: 50_999 }))).toEqual(rows.slice(49_999, 50_999));
    expect(read(rows, { from: 200_000, to: 300_000 }).steps).toHaveLength(0);
  });
});
