import { describe, expect, it } from 'vitest';
import { bootstrapInterval } from './bootstrap';
import { floorsOf } from './floor';
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

  it('has the quantiles of numpy', () => {
    const interval = bootstrapInterval(measuredMean(contributions, Math.exp), seeded(seed), {
      resamples,
      level,
    });
    expect(interval?.low).toBeCloseTo(low, 12);
    expect(interval?.high).toBeCloseTo(high, 12);
    expect(interval).toMatchObject({ resamples, level });
  });

  it('of a mean is about as wide as the central limit theorem has it', () => {
    const many = Float64Array.from(features('many', 4000, 1).values);
    const measured = measuredMean(many);
    const interval = bootstrapInterval(measured, seeded(1));
    const variance = many.reduce((sum, value) => sum + (value - measured.value) ** 2, 0) / many.length;
    const width = 2 * 1.96 * Math.sqrt(variance / many.length);
    expect(Math.abs(((interval?.high ?? 0) - (interval?.low ?? 0)) / width - 1)).toBeLessThan(0.1);
    expect(interval?.low).toBeLessThan(measured.value);
    expect(interval?.high).toBeGreaterThan(measured.value);
  });

  it('follows its seed alone, and there is none of a value that is no mean', () => {
    const measured = measuredMean(contributions);
    expect(bootstrapInterval(measured, seeded(1))).toEqual(bootstrapInterval(measured, seeded(1)));
    expect(bootstrapInterval(measured, seeded(1))).not.toEqual(bootstrapInterval(measured, seeded(2)));
    expect(bootstrapInterval({ value: 3 }, seeded(1))).toBeNull();
  });

  it('of items that are all the same is one point', () => {
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

  it('is near the best value, with other training items in each draw', () => {
    const floors = complete(floorsOf({ training, heldOut }, measure, seeded(1), { count: 200, draws: 4 }));
    expect(floors['density']?.values).toHaveLength(4);
    expect(new Set(floors['coverage']?.values).size).toBeGreaterThan(1);
    expect(floors['density']?.mean).toBeGreaterThan(0.9);
    expect(floors['coverage']?.mean).toBeGreaterThan(0.9);
    expect(floors['coverage']?.standardDeviation).toBeGreaterThan(0);
  });

  it('measures training items as if they were generated, and held-out ones as the data', () => {
    const seen: Pair[] = [];
    function* note(pair: Pair) {
      seen.push(pair);
      yield 1;
      return { value: 2 };
    }
    const floors = complete(floorsOf({ training, heldOut }, note, seeded(1), { count: 50, draws: 1 }));
    expect(floors).toEqual({ value: { mean: 2, standardDeviation: null, values: [2] } });
    expect(seen[0]?.real).toBe(heldOut);
    expect(seen[0]?.generated.rows).toBe(50);
    const rows = new Set(
      Array.from({ length: 600 }, (_, i) => training.values.slice(i * 8, i * 8 + 8).join()),
    );
    const first = Array.from(seen[0]!.generated.values.slice(0, 8)).join();
    expect(rows).toContain(first);
  });

  it('needs as many training items as samples', () => {
    const floors = floorsOf({ training, heldOut }, measure, seeded(1), { count: 601, draws: 1 });
    expect(() => complete(floors)).toThrow('as many training items as samples, 601; there are 600');
  });
});
