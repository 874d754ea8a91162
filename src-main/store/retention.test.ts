import { describe, expect, it } from 'vitest';
import { retain, type Candidate, type RetentionRule } from './retention';

/** A reproducible pseudo-random generator. */
function numbers(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
}

/** Yields what is stored after each of several checkpoints. */
function* grown(steps: readonly number[], rule: RetentionRule, as: (step: number) => Partial<Candidate>) {
  let stored: Candidate[] = [];
  for (const step of steps) {
    const added = { step, milestone: true, pinned: false, measured: null, ...as(step) };
    const candidates = [...stored, added];
    const retained = retain(candidates, rule);
    stored = candidates.flatMap((candidate, i) =>
      retained[i]?.stays === true ? [{ ...candidate, milestone: retained[i].milestone }] : [],
    );
    yield { stored, retained };
  }
}

const gaps = (steps: readonly number[]) => steps.map((step, i) => step - (steps[i - 1] ?? 0));

describe('milestones', () => {
  it('use the whole limit, and are evenly spread, however long the run', () => {
    for (const milestones of [3, 5, 10, 25]) {
      for (const every of [1, 7, 500]) {
        const steps = Array.from({ length: 40 * milestones }, (_, i) => (i + 1) * every);
        let taken = 0;
        for (const { stored } of grown(steps, { milestones, best: null }, () => ({}))) {
          taken++;
          const left = stored.map(({ step }) => step);
          expect(left).toHaveLength(Math.min(taken, milestones));
          const inner = gaps(left).slice(0, -1);
          if (inner.length === 0) continue;
          expect(Math.max(...inner), left.join()).toBeLessThanOrEqual(3 * Math.min(...inner));
          expect(left.at(-1)).toBe(taken * every);
        }
      }
    }
  });

  it('are every second checkpoint of a run with twice as many', () => {
    const steps = Array.from({ length: 20 }, (_, i) => (i + 1) * 100);
    const last = [...grown(steps, { milestones: 10, best: null }, () => ({}))].at(-1);
    expect(last?.stored.map(({ step }) => step)).toEqual(Array.from({ length: 10 }, (_, i) => (i + 1) * 200));
  });

  it('can be disabled: then only the newest stays', () => {
    const last = [...grown([1, 2, 3], { milestones: 0, best: null }, () => ({}))].at(-1);
    expect(last?.stored).toMatchObject([{ step: 3, milestone: false }]);
  });
});

it('always retains the newest, pinned ones and the best, at any interval', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = numbers(seed);
    const better = seed % 2 === 0 ? 'lower' : 'higher';
    const rule = { milestones: random(12), best: { metric: 'validation_loss', better } } as const;
    const steps = [...new Set(Array.from({ length: 20 + random(150) }, () => 1 + random(100_000)))];
    steps.sort((a, b) => a - b);
    const pinned = new Set(steps.filter(() => random(15) === 0));
    const values = new Map(steps.map((step) => [step, random(8) === 0 ? null : random(1000)]));
    const seen: number[] = [];
    const as = (step: number): Partial<Candidate> => {
      const value = values.get(step) ?? null;
      const measured = value === null ? null : { metric: 'validation_loss', value, step };
      return { pinned: pinned.has(step), measured };
    };
    for (const { stored, retained } of grown(steps, rule, as)) {
      seen.push(steps[seen.length]!);
      const left = stored.map(({ step }) => step);
      expect(left.at(-1)).toBe(seen.at(-1));
      expect(left).toEqual(expect.arrayContaining(seen.filter((step) => pinned.has(step))));
      expect(stored.filter(({ milestone }) => milestone).length).toBeLessThanOrEqual(rule.milestones);

      const measured = seen.filter((step) => values.get(step) !== null);
      const found = measured.map((step) => values.get(step)!);
      const value = better === 'lower' ? Math.min(...found) : Math.max(...found);
      const best = measured.find((step) => values.get(step) === value);
      expect(retained.filter((one) => one.best).map(({ step }) => step)).toEqual(
        best === undefined ? [] : [best],
      );
      if (best !== undefined) expect(left).toContain(best);

      const reasons = stored.filter(
        (one) => one.milestone || one.pinned || one.step === best || one.step === seen.at(-1),
      );
      expect(reasons).toHaveLength(stored.length);
    }
  }
});

describe('the best', () => {
  const measured = (step: number, value: number, metric = 'validation_loss'): Candidate => ({
    step,
    milestone: false,
    pinned: false,
    measured: { metric, value, step },
  });
  const bestBy = (metric: string, better: 'lower' | 'higher', candidates: Candidate[]) =>
    retain(candidates, { milestones: 0, best: { metric, better } }).find(({ best }) => best)?.step;

  it('is the first of several equal ones', () => {
    const candidates = [measured(1, 5), measured(2, 3), measured(3, 3)];
    expect(bestBy('validation_loss', 'lower', candidates)).toBe(2);
    expect(bestBy('validation_loss', 'higher', candidates)).toBe(1);
  });

  it('is chosen among values of one metric only', () => {
    const candidates = [measured(1, 0.1, 'loss'), measured(2, 3), measured(3, 4)];
    expect(bestBy('validation_loss', 'lower', candidates)).toBe(2);
    expect(bestBy('accuracy', 'higher', candidates)).toBeUndefined();
  });
});
