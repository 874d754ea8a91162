import { describe, expect, it } from 'vitest';
import { manifoldMetrics } from './manifold';
import type { Matrix, Pair } from './matrix';
import { ALGEBRAS } from './reference/algebras';
import { features, seeded } from './reference/arrays';
import { complete } from './steps';
import { exactWasserstein } from './transport';
import { kernelDistance } from './kernel-distance';
import { frechetDistance } from './frechet';

/**
 * How metrics of fidelity and coverage should behave on point sets in the plane, after the checks of Räisä et al. 2025
 * (2505.22450, "Position: All current generative fidelity and diversity metrics are flawed"). In that paper no metric
 * passes all checks; these are checks that clipped density and coverage pass, and one that recall fails.
 */
const ROWS = 400;
const { algebra } = ALGEBRAS[0]!;

function measure(pair: Pair) {
  const { clippedDensity, clippedCoverage, precision, recall } = complete(manifoldMetrics(pair, algebra));
  return {
    fidelity: clippedDensity.value,
    coverage: clippedCoverage.value,
    precision: precision.value,
    recall: recall.value,
  };
}

/** Nearly normal points around `modes` of a ring of eight, alternating between the modes. */
function ring(name: string, modes: readonly number[], spread = 1 / 16): Matrix {
  const noise = features(name, ROWS, 2, 0, spread);
  const values = Float64Array.from(noise.values, (value, at) => {
    const angle = (Math.PI * (modes[(at >> 1) % modes.length] ?? 0)) / 4;
    return value + 2 * (at % 2 === 0 ? Math.cos(angle) : Math.sin(angle));
  });
  return { values, rows: ROWS, columns: 2 };
}

const modes = (count: number) => Array.from({ length: count }, (_, mode) => mode);
const real = ring('real', modes(8));

describe('metrics on sets of the plane', () => {
  it('fidelity stays the same and coverage falls with the share of dropped modes', () => {
    for (const count of [2, 4, 6, 8]) {
      const { fidelity, coverage } = measure({ real, generated: ring('generated', modes(count)) });
      expect(fidelity, `${String(count)} modes`).toBeGreaterThan(0.9);
      expect(Math.abs(coverage - count / 8), `${String(count)} modes`).toBeLessThan(0.08);
    }
  });

  it('invented modes lower fidelity by their share of samples, and coverage by the samples that others lack', () => {
    for (const count of [1, 2, 4]) {
      const { fidelity, coverage } = measure({
        real: ring('real', modes(count)),
        generated: ring('generated', modes(8)),
      });
      expect(Math.abs(fidelity - count / 8), `${String(count)} modes`).toBeLessThan(0.08);
      expect(Math.abs(coverage - count / 8), `${String(count)} modes`).toBeLessThan(0.08);
    }
  });

  it('both fall and distances rise when samples move away, equally in both directions', () => {
    const moved = (shift: number) => ({
      real: features('real', ROWS, 2),
      generated: features('moved', ROWS, 2, shift),
    });
    const shifts = [0, 0.5, 1, 2, 4];
    const measured = shifts.map((shift) => measure(moved(shift)));
    const distances = shifts.map((shift) => complete(frechetDistance(moved(shift), algebra)));
    for (let i = 1; i < shifts.length; i++) {
      expect(measured[i]!.fidelity).toBeLessThan(measured[i - 1]!.fidelity);
      expect(measured[i]!.coverage).toBeLessThan(measured[i - 1]!.coverage);
      expect(distances[i]).toBeGreaterThan(distances[i - 1]!);
    }
    const [left, right] = [measure(moved(-1)), measured[2]!];
    expect(Math.abs(left.fidelity - right.fidelity)).toBeLessThan(0.1);
    expect(Math.abs(left.coverage - right.coverage)).toBeLessThan(0.1);
  });

  it('outliers on either side change little', () => {
    const base = { real: features('real', ROWS, 2), generated: features('generated', ROWS, 2) };
    const withOutlier = (matrix: Matrix): Matrix => {
      const values = matrix.values.slice();
      values.set([64, 64]);
      return { ...matrix, values };
    };
    const before = measure(base);
    for (const pair of [
      { ...base, real: withOutlier(base.real) },
      { ...base, generated: withOutlier(base.generated) },
    ]) {
      const after = measure(pair);
      expect(Math.abs(after.fidelity - before.fidelity)).toBeLessThan(0.02);
      expect(Math.abs(after.coverage - before.coverage)).toBeLessThan(0.02);
    }
  });

  it('values do not change with scaling, rotation and duplicated features', () => {
    const pair = { real: features('real', ROWS, 2), generated: features('generated', ROWS, 2, 0.25) };
    const before = measure(pair);
    const changed = (change: (x: number, y: number) => number[], columns = 2): Pair => {
      const each = ({ values, rows }: Matrix): Matrix => {
        const changedRows = Array.from({ length: rows }, (_, i) =>
          change(values[2 * i]!, values[2 * i + 1]!),
        );
        return { values: Float64Array.from(changedRows.flat()), rows, columns };
      };
      return { real: each(pair.real), generated: each(pair.generated) };
    };
    expect(measure(changed((x, y) => [1024 * x, 1024 * y]))).toEqual(before);
    expect(measure(changed((x, y) => [-y, x]))).toEqual(before);
    expect(measure(changed((x, y) => [x, y, x, y], 4))).toEqual(before);
  });

  it('a narrower sampler has the same fidelity and covers less; a wider one has a lower fidelity', () => {
    const data = features('real', ROWS, 2);
    const narrow = measure({ real: data, generated: features('narrow', ROWS, 2, 0, 0.25) });
    const wide = measure({ real: data, generated: features('wide', ROWS, 2, 0, 4) });
    expect(narrow.fidelity).toBeGreaterThan(0.95);
    expect(narrow.coverage).toBeLessThan(0.4);
    expect(wide.fidelity).toBeLessThan(0.4);
    expect(wide.recall).toBeGreaterThan(0.7); // recall does not notice: neighbourhoods of samples grow with them
  });

  it('every metric detects a set of one point', () => {
    const data = features('real', ROWS, 2);
    const generated = { ...data, values: Float64Array.from(data.values, () => 0) };
    const second = features('second', ROWS, 2);
    const better = <T>(value: (pair: Pair) => T) => [
      value({ real: data, generated: second }),
      value({ real: data, generated }),
    ];
    const [near, far] = better((pair) => exactWasserstein(pair, seeded(1)).value);
    expect(far).toBeGreaterThan(5 * near!);
    const options = { subsets: 10, largestSubset: 300 };
    const [same, collapsed] = better(
      (pair) => complete(kernelDistance(pair, algebra, seeded(1), options)).value,
    );
    expect(collapsed).toBeGreaterThan(10 * Math.abs(same!));
    const [drawn, constant] = better((pair) => complete(frechetDistance(pair, algebra)));
    expect(constant).toBeGreaterThan(20 * drawn!);
    expect(measure({ real: data, generated }).coverage).toBeLessThan(0.02);
  });
});
