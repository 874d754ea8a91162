import { describe, expect, it } from 'vitest';
import { bootstrapInterval } from './bootstrap';
import { floorsOf } from './floor';
import { takeRows } from './matrix';
import { subset } from './subsets';
import { manifoldMetrics } from './manifold';
import type { Pair } from './matrix';
import { measuredMean } from './measured';
import { ALGEBRAS } from './reference/algebras';
import { features, seeded } from './reference/arrays';
import values from './reference/values.json';
import { complete } from './steps';

describe('the bootstrap interval', () => {
  const { seed, resamples, level, low, high } = values.bootstrap;
  const contributions = Float64Array.from(features('contributions', 60, 1, 0.25).values);

  it('has the same quantiles as NumPy', () => {
    const interval = bootstrapInterval(measuredMean(contributions, Math.exp), seeded(seed), {
      resamples,
      level,
    });
    expect(interval?.low).toBeCloseTo(low, 12);
    expect(interval?.high).toBeCloseTo(high, 12);
    expect(interval).toMatchObject({ resamples, level });
  });

  it('of a mean is about as wide as by the central limit theorem', () => {
    const many = Float64Array.from(features('many', 4000, 1).values);
    const measured = measuredMean(many);
    const interval = bootstrapInterval(measured, seeded(1));
    const variance = many.reduce((sum, value) => sum + (value - measured.value) ** 2, 0) / many.length;
    const width = 2 * 1.96 * Math.sqrt(variance / many.length);
    expect(Math.abs(((interval?.high ?? 0) - (interval?.low ?? 0)) / width - 1)).toBeLessThan(0.1);
    expect(interval?.low).toBeLessThan(measured.value);
    expect(interval?.high).toBeGreaterThan(measured.value);
  });

  it('depends only on its seed, and is null for a value that is not a mean', () => {
    const measured = measuredMean(contributions);
    expect(bootstrapInterval(measured, seeded(1))).toEqual(bootstrapInterval(measured, seeded(1)));
    expect(bootstrapInterval(measured, seeded(1))).not.toEqual(bootstrapInterval(measured, seeded(2)));
    expect(bootstrapInterval({ value: 3 }, seeded(1))).toBeNull();
  });

  it('of equal items is a single point', () => {
    const interval = bootstrapInterval(measuredMean(new Float64Array(9).fill(0.5)), seeded(1));
    expect([interval?.low, interval?.high]).toEqual([0.5, 0.5]);
  });
});

describe('the floor', () => {
  const training = features('training', 600, 8);
  const heldOut = features('held-out', 200, 8);
  const { algebra } = ALGEBRAS[0]!;
  function* measure(pair: Pair) {
    const { clippedDensity, clippedCoverage } = yield* manifoldMetrics(pair, algebra);
    return { density: clippedDensity.value, coverage: clippedCoverage.value };
  }

  const drawn = (draw: number, count: number): Pair => {
    const rows = subset(training.rows, count, seeded(1)(`floor/${String(draw)}`));
    return { real: heldOut, generated: takeRows(training, rows) };
  };

  it('is near the best value, with different training items in each draw', () => {
    const floors = complete(floorsOf(4, (draw) => measure(drawn(draw, 200))));
    expect(floors['density']?.values).toHaveLength(4);
    expect(new Set(floors['coverage']?.values).size).toBeGreaterThan(1);
    expect(floors['density']?.mean).toBeGreaterThan(0.9);
    expect(floors['coverage']?.mean).toBeGreaterThan(0.9);
    expect(floors['coverage']?.standardDeviation).toBeGreaterThan(0);
  });

  it('has the sample standard deviation of several draws, and none for a single draw', () => {
    function* twice(draw: number) {
      yield 1;
      return { value: 2 * draw };
    }
    expect(complete(floorsOf(1, twice))).toEqual({
      value: { mean: 0, standardDeviation: null, values: [0] },
    });
    expect(complete(floorsOf(3, twice))).toEqual({
      value: { mean: 2, standardDeviation: 2, values: [0, 2, 4] },
    });
  });
});
