import { describe, expect, it } from 'vitest';
import { integer, number } from '../contract/hyperparameters';
import type { SweepAxis } from '../contract/sweep';
import { levelSteps, promoted, sweepRuns, type Contender } from './sweep-plan';

const base = { label: '', help: '', group: 'Optimisation' } as const;
const fields = {
  rate: number({ ...base, default: 0.001, min: 0.0001, max: 1, scale: 'log' }),
  units: integer({ ...base, default: 8, min: 1, max: 100 }),
};
const rates = { field: 'rate', values: [0.1, 0.2] };
const units = { field: 'units', values: [1, 2, 3] };

describe('the runs of a sweep', () => {
  it('are all combinations with all seeds, the last hyperparameter changing fastest', () => {
    const runs = sweepRuns({ axes: [rates, units], seeds: 2 }, 7, fields);
    expect(runs).toHaveLength(12);
    expect(runs.slice(0, 3)).toEqual([
      { values: { rate: 0.1, units: 1 }, seed: 7 },
      { values: { rate: 0.1, units: 1 }, seed: 8 },
      { values: { rate: 0.1, units: 2 }, seed: 7 },
    ]);
    expect(runs.at(-1)).toEqual({ values: { rate: 0.2, units: 3 }, seed: 8 });
  });

  it('may differ only in seeds, which wrap around after the largest', () => {
    expect(sweepRuns({ axes: [], seeds: 3 }, 2 ** 31 - 2, fields).map(({ seed }) => seed)).toEqual([
      2 ** 31 - 2,
      2 ** 31 - 1,
      0,
    ]);
  });

  it('are drawn uniformly by order of magnitude, the same ones for the same seed', () => {
    const axes = [{ field: 'rate', from: 0.0001, to: 1, scale: 'log' as const }];
    const drawn = sweepRuns({ axes, draws: 400, seeds: 1 }, 3, fields).map(({ values }) =>
      Number(values['rate']),
    );
    // Each order of magnitude gets a quarter of the draws: 100 of 400, standard deviation 8.7.
    for (const low of [0.0001, 0.001, 0.01, 0.1]) {
      const inside = drawn.filter((value) => value >= low && value < low * 10).length;
      expect(Math.abs(inside - 100)).toBeLessThan(4 * 8.7);
    }
    expect(sweepRuns({ axes, draws: 400, seeds: 1 }, 3, fields).map(({ values }) => values['rate'])).toEqual(
      drawn,
    );
    expect(sweepRuns({ axes, draws: 5, seeds: 1 }, 3, fields).map(({ values }) => values['rate'])).toEqual(
      drawn.slice(0, 5),
    );
    expect(
      sweepRuns({ axes, draws: 5, seeds: 1 }, 4, fields).map(({ values }) => values['rate']),
    ).not.toEqual(drawn.slice(0, 5));
  });

  const drawnFrom = (axis: SweepAxis, draws: number) =>
    sweepRuns({ axes: [axis], draws, seeds: 1 }, 3, fields).map(({ values }) => Number(values[axis.field]));
  const logMoments = (values: readonly number[]) => {
    const logs = values.map(Math.log);
    const mean = logs.reduce((sum, one) => sum + one, 0) / logs.length;
    return { mean, spread: Math.sqrt(logs.reduce((sum, one) => sum + (one - mean) ** 2, 0) / logs.length) };
  };

  it('are drawn from normal and log-normal distributions, within the limits of the field', () => {
    const axis = { field: 'rate', distribution: 'log-normal', center: 0.01, spread: 0.5 } as const;
    const drawn = drawnFrom(axis, 400);
    const { mean, spread } = logMoments(drawn);
    // Standard errors 0.025 and 0.018.
    expect(Math.abs(mean - Math.log(0.01))).toBeLessThan(0.1);
    expect(Math.abs(spread - 0.5)).toBeLessThan(0.08);
    expect(drawnFrom(axis, 400)).toEqual(drawn);
    expect(drawnFrom(axis, 5)).toEqual(drawn.slice(0, 5));
    const units = drawnFrom({ field: 'units', distribution: 'normal', center: 1, spread: 30 }, 300);
    expect(Math.min(...units)).toBe(1);
    expect(Math.max(...units)).toBeLessThanOrEqual(100);
    expect(units.every(Number.isInteger)).toBe(true);
    // Values beyond the limits do not accumulate at the limits.
    expect(units.filter((one) => one === 1).length).toBeLessThan(20);
  });

  it('are drawn from weighted values, in proportion to their weights', () => {
    const drawn = drawnFrom({ field: 'units', values: [1, 2, 3], weights: [6, 3, 1] }, 400);
    const counts = [1, 2, 3].map((value) => drawn.filter((one) => one === value).length);
    for (const [i, expected] of [240, 120, 40].entries())
      expect(Math.abs((counts[i] ?? 0) - expected)).toBeLessThan(40);
  });

  it('are drawn uniformly from lists and from integers', () => {
    const axes = [rates, { field: 'units', from: 1, to: 5, scale: 'linear' as const }];
    const runs = sweepRuns({ axes, draws: 300, seeds: 1 }, 1, fields);
    const first = runs.filter(({ values }) => values['rate'] === 0.1).length;
    expect(Math.abs(first - 150)).toBeLessThan(4 * 8.7);
    const count = (units: number) => runs.filter(({ values }) => values['units'] === units).length;
    // 60 of 300 each, the ends included; standard deviation 6.9.
    for (const units of [1, 2, 3, 4, 5]) expect(Math.abs(count(units) - 60)).toBeLessThan(4 * 6.9);
    expect(runs.every(({ values }) => Number(values['units']) >= 1 && Number(values['units']) <= 5)).toBe(
      true,
    );
  });
});

it('divides a budget into levels', () => {
  expect(levelSteps({ metric: '', factor: 3, levels: 3 }, 900)).toEqual([100, 300, 900]);
  expect(levelSteps({ metric: '', factor: 2, levels: 2 }, 7)).toEqual([4, 7]);
  expect(levelSteps({ metric: '', factor: 10, levels: 3 }, 5)).toEqual([1, 1, 5]);
});

describe('successive halving', () => {
  const rule = { factor: 3, levels: 3 };
  const at = (id: number, level: number, ...values: (number | null)[]): Contender => ({ id, level, values });

  it('promotes one of three runs that have reached a level', () => {
    expect(promoted([at(1, 0, 5), at(2, 0, 4)], rule, 'lower')).toEqual([]);
    expect(promoted([at(1, 0, 5), at(2, 0, 4), at(3, 0, 6)], rule, 'lower')).toEqual([2]);
    expect(promoted([at(1, 0, 5), at(2, 0, 4), at(3, 0, 6)], rule, 'higher')).toEqual([3]);
  });

  it('counts promoted runs, and promotes each once', () => {
    const before = [at(1, 0, 5), at(2, 1, 4), at(3, 0, 6)];
    expect(promoted(before, rule, 'lower')).toEqual([]);
    expect(promoted([...before, at(4, 0, 3)], rule, 'lower')).toEqual([4]);
    expect(promoted([...before, at(4, 0, 4.5), at(5, 0, 9), at(6, 0, 9)], rule, 'lower')).toEqual([4]);
  });

  it('does not count runs that have not reached the level', () => {
    expect(promoted([at(1, 0, 5), at(2, 0, 4), at(3, 0)], rule, 'lower')).toEqual([]);
  });

  it('promotes from the highest level first', () => {
    const second = [at(1, 1, 1, 1), at(2, 1, 2, 0.5), at(3, 1, 3, 2)];
    const first = [at(4, 0, 1.5), at(5, 0, 9), at(6, 0, 9), at(7, 0, 9), at(8, 0, 9), at(9, 0, 9)];
    expect(promoted([...first, ...second], rule, 'lower')).toEqual([2, 4]);
  });

  it('counts a run that diverged as the worst, and never promotes it', () => {
    expect(promoted([at(1, 0, null), at(2, 0, null), at(3, 0, null)], rule, 'lower')).toEqual([]);
    expect(promoted([at(1, 0, null), at(2, 0, 9), at(3, 0, null)], rule, 'higher')).toEqual([2]);
  });
});
