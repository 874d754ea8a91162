import { expect, test } from 'vitest';
import { placeClassNames } from './class-names';

const at = (x: number, y: number, width = 20) => ({ x, y, width });
const places = (...names: ReturnType<typeof at>[]) =>
  placeClassNames(names, 200, 10).map(({ x, y }) => [x, y]);

test('a name is placed at the centre of its class, within the image', () => {
  expect(places(at(50, 60))).toEqual([[50, 60]]);
  expect(places(at(-40, 500))).toEqual([[10, 195]]);
});

test('names of overlapping classes are moved up or down so that none covers another', () => {
  expect(places(at(50, 60), at(50, 60), at(52, 61))).toEqual([
    [50, 60],
    [50, 50],
    [52, 71],
  ]);
  const all = places(...Array.from({ length: 8 }, () => at(100, 100)));
  const rows = all.map(([, y]) => y ?? 0).sort((a, b) => a - b);
  for (const [index, row] of rows.slice(1).entries())
    expect(row - (rows[index] ?? 0)).toBeGreaterThanOrEqual(10);
});

test('names side by side stay in their row', () => {
  expect(places(at(50, 60), at(70, 60))).toEqual([
    [50, 60],
    [70, 60],
  ]);
});
