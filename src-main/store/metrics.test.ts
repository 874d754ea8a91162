import { describe, expect, it } from 'vitest';
import { openStore } from './open';
import { storeFixture } from '../testing/store-fixture';

const { keep, newRun, figure, folder } = storeFixture();

describe('metrics', () => {
  it('include every step, in order, as packed pairs', () => {
    const store = keep(openStore(folder()));
    const [id, other] = [newRun(store), newRun(store)];
    const steps = Array.from({ length: 100_000 }, (_, i) => i + 1);
    store.metrics.append(id, [
      { name: 'd_loss', steps, values: steps.map((step) => step / 7) },
      { name: 'g_loss', steps: [5], values: [1] },
    ]);
    store.metrics.append(other, [{ name: 'd_loss', steps: [1], values: [9] }]);
    expect(store.metrics.names(id)).toEqual(['d_loss', 'g_loss']);
    const parts = [...store.metrics.series(id, 'd_loss')];
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(10_000);
    const series = parts.flatMap((part) => [...part]);
    expect(series).toHaveLength(200_000);
    expect([series[0], series[1], series[199_998], series[199_999]]).toEqual([
      1,
      1 / 7,
      100_000,
      100_000 / 7,
    ]);
    expect([...store.metrics.series(id, 'unheard')]).toEqual([]);
    expect(store.metrics.after(id, 'd_loss', 41, 2)).toEqual({
      name: 'd_loss',
      steps: [42, 43],
      values: [6, 43 / 7],
    });
    expect(store.metrics.last(id, 'd_loss')).toEqual({ step: 100_000, value: 100_000 / 7 });
    expect(store.metrics.last(id, 'unheard')).toBeNull();
    expect(store.metrics.first(id, 'd_loss')).toEqual({ step: 1, value: 1 / 7 });
    expect(store.metrics.next(id, 'd_loss', 42)).toEqual({ step: 42, value: 6 });
    expect(store.metrics.next(id, 'd_loss', 100_001)).toBeNull();
    expect(store.metrics.count(id, 'd_loss', 10, 19)).toBe(10);
    expect(store.metrics.count(id, 'unheard', 0, 10)).toBe(0);
  });

  it('are written all or not at all, and must be finite', () => {
    const store = keep(openStore(folder()));
    const id = newRun(store);
    for (const bad of [NaN, Infinity]) {
      expect(() => {
        store.metrics.append(id, [
          { name: 'loss', steps: [1], values: [1] },
          { name: 'other', steps: [1], values: [bad] },
        ]);
      }).toThrow(/other at step 1/);
    }
    expect(store.metrics.names(id)).toEqual([]);
    store.metrics.append(id, [{ name: 'loss', steps: [1], values: [1] }]);
    expect([...store.metrics.series(id, 'loss')]).toEqual([Float64Array.of(1, 1)]);
  });

  it('return their steps even if some are missing', () => {
    const store = keep(openStore(folder()));
    const id = newRun(store);
    const all = Array.from({ length: 5000 }, (_, i) => i + 1);
    const recorded = {
      gap: all.filter((step) => step < 3100 || step > 3103),
      rare: all.filter((step) => step % 7 === 0),
      late: [4999, 5000],
    };
    for (const [name, steps] of Object.entries(recorded))
      store.metrics.append(id, [{ name, steps, values: steps.map((step) => step / 3) }]);
    for (const [name, steps] of Object.entries(recorded))
      expect([...store.metrics.series(id, name)].flatMap((part) => [...part])).toEqual(
        steps.flatMap((step) => [step, step / 3]),
      );
  });

  it('are deleted from the end, some at a time', () => {
    const store = keep(openStore(folder()));
    const [id, other] = [newRun(store), newRun(store)];
    const steps = Array.from({ length: 9000 }, (_, i) => i + 1);
    for (const run of [id, other])
      store.metrics.append(run, [
        { name: 'loss', steps, values: steps },
        { name: 'rare', steps: [50, 100], values: [1, 2] },
      ]);
    const left: number[] = [];
    while (store.metrics.removeLast(id, 60)) left.push(store.metrics.last(id, 'loss')?.step ?? 0);
    expect(left.length).toBeGreaterThan(4);
    expect(left).toEqual([...left].sort((a, b) => b - a));
    expect([store.metrics.last(id, 'loss')?.step, store.metrics.last(id, 'rare')?.step]).toEqual([60, 50]);
    expect(store.metrics.count(id, 'loss', 0, 9000)).toBe(60);
    expect(store.metrics.count(other, 'loss', 0, 9000)).toBe(9000);
    while (store.metrics.removeLast(id, -1));
    expect(store.metrics.names(id)).toEqual([]);
    for (let step = 0; step <= 50; step++) store.figures.append(id, figure(step));
    while (store.figures.removeSome(id, 9));
    expect(store.figures.list(id).map(({ step }) => step)).toEqual(steps.slice(0, 10).map((i) => i - 1));
  });

  it('are deleted after a step and rewritten by a resumed run', () => {
    const store = keep(openStore(folder()));
    const id = newRun(store);
    store.metrics.append(id, [
      { name: 'loss', steps: [1, 2, 3], values: [1, 2, 3] },
      { name: 'late', steps: [3], values: [3] },
      { name: 'latest', steps: [1, 3], values: [1, 3] },
    ]);
    store.metrics.removeAfter(id, 2);
    expect(store.metrics.names(id)).toEqual(['loss', 'latest']);
    store.metrics.append(id, [{ name: 'loss', steps: [2, 3], values: [20, 30] }]);
    expect([...store.metrics.series(id, 'loss')]).toEqual([Float64Array.of(1, 1, 2, 20, 3, 30)]);
  });
});
