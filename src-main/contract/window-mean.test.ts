import { describe, expect, it, test } from 'vitest';
import { marginOf, windowMeans, windowSteps } from './window-mean';

/** Uniform numbers from 0 to 1 (mulberry32). */
function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A stationary autoregressive series of mean 0: each value is `memory` times the previous one, plus noise. */
function noise(draw: () => number, length: number, memory: number): number[] {
  const normal = () => Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
  let value = normal() / Math.sqrt(1 - memory ** 2);
  return Array.from({ length }, () => {
    const now = value;
    value = memory * value + normal();
    return now;
  });
}

function lastOf(values: readonly number[], steps: number) {
  const means = windowMeans(steps);
  values.forEach((value, i) => {
    means.add(i + 1, value);
  });
  return means.last();
}

test('a window is whole epochs of at least 400 steps, or 4 000 steps of a long epoch', () => {
  expect([468, 937, 100, 195, 1, 50_000].map(windowSteps)).toEqual([468, 937, 400, 585, 400, 4000]);
});

describe('the last window', () => {
  it('is the mean of the last epoch', () => {
    const values = Array.from({ length: 3 * 468 }, (_, i) => Math.sin(i * 1.7) + i / 1000);
    const last = lastOf(values, 468);
    expect(last).toMatchObject({ from: 2 * 468 + 1, to: 3 * 468 });
    const epoch = values.slice(-468);
    expect(last?.mean).toBeCloseTo(epoch.reduce((sum, value) => sum + value, 0) / 468, 12);
  });

  it('advances by a sixteenth of an epoch, and always covers a whole one', () => {
    const means = windowMeans(468);
    for (let step = 1; step <= 2000; step++) {
      means.add(step, step);
      const last = means.last();
      if (step < 468 || last === null) continue;
      expect(last.to - last.from + 1).toBe(468);
      expect(step - last.to).toBeLessThan(30);
      expect(last.mean).toBe((last.from + last.to) / 2);
    }
  });

  it('is the later half of a run shorter than a window, without an interval', () => {
    const ramp = (length: number) => Array.from({ length }, (_, i) => i + 1);
    expect(lastOf([], 468)).toBeNull();
    expect(lastOf(ramp(20), 468)).toEqual({ mean: 10.5, margin: null, from: 1, to: 20 });
    const last = lastOf(ramp(240), 468);
    expect(last?.margin).toBeNull();
    expect(last).toMatchObject({ from: 118, to: 234, mean: 176 });
  });

  it('is the same when only the rows that it covers are read', () => {
    const values = noise(uniform(1), 3000, 0.5);
    const all = windowMeans(468);
    const tail = windowMeans(468);
    values.forEach((value, i) => {
      all.add(i + 1, value);
      if (i + 1 > 3000 - 2 * 468) tail.add(i + 1, value);
    });
    expect(tail.last()).toEqual(all.last());
  });
});

describe('the best window', () => {
  it('has the lowest or highest mean, not the luckiest batch', () => {
    // The best steps are 1 501 to 2 000; the luckiest batch is earlier.
    const values = Array.from({ length: 3000 }, (_, i) => (i === 700 ? -50 : i >= 1500 && i < 2000 ? 4 : 5));
    const means = windowMeans(400);
    values.forEach((value, i) => {
      means.add(i + 1, value);
    });
    expect(means.best('lower')).toMatchObject({ mean: 4, from: 1501, to: 1900 });
    expect(means.best('higher')).toMatchObject({ mean: 5, from: 1, to: 400 });
  });

  it('is null before there is a whole window', () => {
    const means = windowMeans(400);
    for (let step = 1; step < 400; step++) means.add(step, 1);
    expect(means.best('lower')).toBeNull();
    means.add(400, 1);
    expect(means.best('lower')?.mean).toBe(1);
  });
});

describe('the interval', () => {
  const covers = (memory: number) => {
    const draw = uniform(3);
    let covered = 0;
    for (let i = 0; i < 2000; i++) {
      const last = lastOf(noise(draw, 468, memory), 468);
      if (Math.abs(last?.mean ?? NaN) <= (last?.margin ?? NaN)) covered++;
    }
    return covered / 2000;
  };

  it.each([0, 0.5, 0.9])('contains the true mean in 95 of 100 runs, with a memory of %d', (memory) => {
    expect(covers(memory)).toBeGreaterThan(0.95);
  });

  it('has the size of the standard error: between 1.96 standard errors and twice that', () => {
    const draw = uniform(5);
    const margins = Array.from({ length: 500 }, () => lastOf(noise(draw, 468, 0), 468)?.margin ?? NaN);
    const mean = margins.reduce((sum, value) => sum + value, 0) / margins.length;
    expect(mean).toBeGreaterThan(1.96 / Math.sqrt(468));
    expect(mean).toBeLessThan((2 * 1.96) / Math.sqrt(468));
  });

  it.each([0, 0.9, 0.98])('separates equal runs in at most 5 of 100 pairs, with a memory of %d', (memory) => {
    const draw = uniform(7);
    let apart = 0;
    for (let i = 0; i < 2000; i++) {
      const [a, b] = [lastOf(noise(draw, 468, memory), 468), lastOf(noise(draw, 468, memory), 468)];
      const distance = Math.abs((a?.mean ?? NaN) - (b?.mean ?? NaN));
      if (distance > (a?.margin ?? NaN) + (b?.margin ?? NaN)) apart++;
    }
    expect(apart / 2000).toBeLessThanOrEqual(0.05);
  });

  it('follows the formula for sixteen means', () => {
    // All pairs and groups of four have the same mean, so the sixteen decide: t · sd / √16.
    const means = Array.from({ length: 16 }, (_, i) => (i % 2 === 0 ? 1 : -1));
    expect(marginOf(means)).toBeCloseTo((2.131 * Math.sqrt(16 / 15)) / 4, 10);
    // Two halves: four blocks have the largest error.
    const halves = Array.from({ length: 16 }, (_, i) => (i < 8 ? 1 : -1));
    expect(marginOf(halves)).toBeCloseTo((3.182 * Math.sqrt(4 / 3)) / 2, 10);
    expect(marginOf([1, 2, 3])).toBeNull();
  });
});
