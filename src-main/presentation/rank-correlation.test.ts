import { describe, expect, it } from 'vitest';
import { rankCorrelation, settingEffects } from './rank-correlation';

describe('the rank correlation', () => {
  it('is 1 or −1 for any strictly monotonic relation', () => {
    expect(rankCorrelation([1, 2, 3, 4], [1, 10, 100, 1000])).toBeCloseTo(1, 12);
    expect(rankCorrelation([1, 2, 3], [9, 4, 1])).toBeCloseTo(-1, 12);
  });

  it('agrees with a textbook example, with and without ties', () => {
    // 1 − 6 Σd² / n(n² − 1), without ties.
    expect(rankCorrelation([1, 2, 3, 4, 5], [2, 1, 4, 3, 5])).toBeCloseTo(1 - (6 * 4) / (5 * 24), 12);
    // Ranks 1.5, 1.5, 3 against 1, 2, 3.
    expect(rankCorrelation([7, 7, 8], [1, 2, 3])).toBeCloseTo(1.5 / Math.sqrt(1.5 * 2), 12);
  });

  it('is null if all values are equal', () => {
    expect(rankCorrelation([1, 1, 1], [1, 2, 3])).toBeNull();
  });
});

describe('the effects of settings', () => {
  const field = (label: string, scale?: 'log') => ({
    kind: 'number' as const,
    label,
    help: '',
    group: 'Optimisation' as const,
    default: 0.5,
    min: 0,
    max: 1,
    ...(scale && { scale }),
  });
  const fields = { rate: field('Learning rate', 'log'), beta: field('β₁'), same: field('Same') };
  const run = (rate: number, beta?: number) => ({
    config: { hyperparameters: { rate, same: 1, ...(beta !== undefined && { beta }) } },
    model: { fields },
  });

  it('are of numbers in which runs differ, the strongest first, with defaults for missing values', () => {
    const runs = [run(0.1, 0.9), run(0.2), run(0.3, 0.1), run(0.4, 0.2)];
    const effects = settingEffects(runs, [1, 2, 3, 4]);
    expect(effects.map(({ label, isLog }) => [label, isLog])).toEqual([
      ['Learning rate', true],
      ['β₁', false],
    ]);
    expect(effects[0]?.correlation).toBeCloseTo(1, 12);
    expect(effects[1]?.points[1]).toEqual({ x: 0.5, y: 2, run: 1 });
  });

  it('need at least three runs with the metric', () => {
    expect(settingEffects([run(0.1), run(0.2), run(0.3)], [1, null, 3])).toEqual([]);
    expect(settingEffects([run(0.1), run(0.2), run(0.3)], [1, 2, 3])).toHaveLength(1);
  });
});
