import { describe, expect, it } from 'vitest';
import type { StopRule } from '../contract/early-stop';
import { betterOf, stopReason, type Measured } from './stop-rule';

const LOWER = { label: 'Loss', better: 'lower' } as const;
const HIGHER = { label: 'Coverage', better: 'higher' } as const;

/** Returns the index of the first of consecutive measurements that ends a run of 1,000 steps; -1 if none does. */
function endsAt(rule: Omit<StopRule, 'metric'>, of: typeof LOWER | typeof HIGHER, all: readonly Measured[]) {
  let best: Measured | null = null;
  return all.findIndex((newest) => {
    best = betterOf(best, newest, of.better);
    return stopReason({ metric: 'm', ...rule }, of, newest, best, 1000) !== null;
  });
}

const every100 = (...values: readonly number[]): Measured[] =>
  values.map((value, i) => ({ step: 100 * (i + 1), value }));

describe('a bound', () => {
  it('ends a run with a worse value, not with the bound itself', () => {
    expect(endsAt({ bound: 200 }, LOWER, every100(150, 200, 201))).toBe(2);
    expect(endsAt({ bound: 0.5 }, HIGHER, every100(0.6, 0.5, 0.4))).toBe(2);
    expect(endsAt({ bound: 200 }, LOWER, every100(150, 100))).toBe(-1);
  });

  it('does not apply in the first tenth of a run, or before the given step', () => {
    expect(endsAt({ bound: 200 }, LOWER, [{ step: 99, value: 900 }, ...every100(900)])).toBe(1);
    expect(endsAt({ bound: 200, after: 250 }, LOWER, every100(900, 900, 900))).toBe(2);
    expect(endsAt({ bound: 200, after: 0 }, LOWER, [{ step: 1, value: 900 }])).toBe(0);
    const newest = { step: 5000, value: 900 };
    expect(stopReason({ metric: 'm', bound: 1 }, LOWER, newest, newest, null)).toBeNull();
  });

  it('is named with the value, and with the side that is worse', () => {
    const newest = { step: 500, value: 300 };
    expect(stopReason({ metric: 'm', bound: 200 }, LOWER, newest, newest, 1000)).toEqual({
      code: 'beyond-bound',
      label: 'Loss',
      step: 500,
      value: 300,
      bound: 200,
    });
  });
});

describe('patience', () => {
  it('ends a run after so many steps without a better value; an equal value is none', () => {
    expect(endsAt({ patience: 300 }, LOWER, every100(9, 5, 6, 5, 7))).toBe(4);
    expect(endsAt({ patience: 300 }, LOWER, every100(9, 5, 6, 4.9, 7, 7))).toBe(-1);
    expect(endsAt({ patience: 200 }, HIGHER, every100(1, 3, 2, 2))).toBe(3);
  });

  it('is named with the best value', () => {
    expect(
      stopReason(
        { metric: 'm', patience: 200 },
        LOWER,
        { step: 600, value: 9 },
        { step: 400, value: 5 },
        1000,
      ),
    ).toEqual({ code: 'no-improvement', label: 'Loss', step: 400, value: 5, steps: 200 });
  });
});
