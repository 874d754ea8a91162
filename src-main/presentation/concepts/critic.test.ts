import { describe, expect, it } from 'vitest';
import {
  bestCritic,
  bumps,
  CONSTRAINTS,
  criticText,
  earthMover,
  estimateOf,
  lossGradient,
  lossOf,
  newCritic,
  scoreAt,
  slopeAt,
  SPAN,
  steepestSlope,
  STRENGTHS,
  trained,
  type Constraint,
  type Critic,
  type CriticTask,
} from './critic';

const taskOf = (constraint: Constraint, strength?: number): CriticTask => ({
  ...bumps(0.5),
  constraint,
  strength: strength ?? (constraint === 'none' ? 0 : STRENGTHS[constraint]),
});
const after = (constraint: Constraint, steps: number, strength?: number): [Critic, CriticTask] => {
  const task = taskOf(constraint, strength);
  return [trained(newCritic(), task, steps), task];
};

describe('gradients', () => {
  it.each(CONSTRAINTS)('of the loss under %s agree with finite differences', (constraint) => {
    const [critic, task] = after(constraint, 20);
    const gradient = lossGradient(critic, task);
    const changed = (index: number, by: number): Critic => {
      const weights = Float64Array.from(critic.weights);
      weights[index]! += by;
      return { ...critic, weights };
    };
    for (const [index, value] of gradient.entries()) {
      const difference = lossOf(changed(index, 1e-6), task) - lossOf(changed(index, -1e-6), task);
      expect(Math.abs(difference / 2e-6 - value)).toBeLessThan(1e-6 * Math.max(1, Math.abs(value)));
    }
  });

  it('with respect to x is the slope', () => {
    const [critic] = after('penalty', 50);
    for (const x of [-3, -0.7, 0, 2.2])
      expect(slopeAt(critic, x)).toBeCloseTo(
        (scoreAt(critic, x + 1e-6) - scoreAt(critic, x - 1e-6)) / 2e-6,
        6,
      );
  });
});

describe('a critic', () => {
  it('with the penalty approaches the earth mover’s distance, with slopes near 1', () => {
    const [critic, task] = after('penalty', 1000);
    expect(earthMover(task)).toBeCloseTo(1.26, 2);
    expect(Math.abs(estimateOf(critic, task) / earthMover(task) - 1)).toBeLessThan(0.1);
    expect(Math.abs(steepestSlope(critic) - 1)).toBeLessThan(0.4);
  });

  it('becomes ever steeper without a constraint, and with clipped gradients', () => {
    for (const constraint of ['none', 'gradients'] as const) {
      const [early, task] = after(constraint, 500);
      const late = trained(early, task, 1500);
      expect(steepestSlope(early)).toBeGreaterThan(5);
      expect(steepestSlope(late)).toBeGreaterThan(3 * steepestSlope(early));
    }
  });

  it('with weight clipping has no weight beyond the bound, and a slope that depends on the bound', () => {
    for (const [bound, slope] of [
      [0.1, 0.32],
      [0.2, 1.28],
    ] as const) {
      const [critic] = after('weights', 1500, bound);
      expect(Math.max(...critic.weights.map(Math.abs))).toBe(bound);
      expect(steepestSlope(critic)).toBeCloseTo(slope, 1);
    }
  });

  it('depends only on the number of steps, not on how they are divided, and leaves its input unchanged', () => {
    const [once, task] = after('penalty', 60);
    const start = newCritic();
    const twice = trained(trained(start, task, 25), task, 35);
    expect(twice).toEqual(once);
    expect(start).toEqual(newCritic());
  });
});

it('the optimal critic has slope 1 where mass has to move, and estimates the earth mover’s distance', () => {
  const task = taskOf('none');
  const xs = Array.from({ length: 1601 }, (_, i) => -SPAN + i * (SPAN / 800));
  const values = bestCritic(task, xs);
  const slopes = values.slice(1).map((value, i) => (value - values[i]!) / (SPAN / 800));
  for (const slope of slopes)
    expect(Math.abs(Math.abs(slope) - Math.round(Math.abs(slope)))).toBeLessThan(1e-6);
  const at = (x: number) => values[Math.round((x + SPAN) * (800 / SPAN))]!;
  const meanOf = (points: readonly number[]) => points.reduce((sum, x) => sum + at(x), 0) / points.length;
  expect(meanOf(task.real) - meanOf(task.generated)).toBeCloseTo(earthMover(task), 2);
});

it('the points are quantiles of normal distributions', () => {
  const { real, generated } = bumps(2);
  expect([real.length, generated.length]).toEqual([64, 64]);
  expect([...real].sort((a, b) => a - b)).toEqual(real);
  // The normal quantile of 63.5 / 64 is 2.41756.
  expect(generated.at(-1)).toBeCloseTo(2 + 0.3 * 2.41756, 4);
  expect(generated[31]! + generated[32]!).toBeCloseTo(4, 6);
});

it('the text describes the critic and the effect of the constraint', () => {
  expect(criticText(newCritic(), taskOf('penalty'))).toMatch(/^Not trained yet/);
  const [critic, task] = after('penalty', 1000);
  expect(criticText(critic, task)).toMatch(
    /^After 1\u202f000 steps its scores differ by 1\.3\d* in the mean, where the earth mover’s distance is 1\.26\d*, and its steepest slope is 1\.\d+\. The penalty /,
  );
});
