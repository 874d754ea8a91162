import { expect, it } from 'vitest';
import { valuesTable } from './compare';

const runs = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    id: i + 1,
    name: `run ${String(i + 1)}`,
    latest: { loss: i / 2, ...(i === 0 ? { rare: 7 } : {}) },
  }));

it('has one column per run if they fit side by side', () => {
  expect(valuesTable(runs(2), ['loss', 'rare']).split('\n')).toEqual([
    'metric  run 1  run 2',
    'loss    0      0.5000',
    'rare    7',
  ]);
});

it('has one row per run if there are many', () => {
  const lines = valuesTable(runs(100), ['loss', 'rare']).split('\n');
  expect(lines.slice(0, 3)).toEqual([
    'id   run      loss    rare',
    '1    run 1    0       7',
    '2    run 2    0.5000',
  ]);
  expect(lines).toHaveLength(101);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(80);
});
