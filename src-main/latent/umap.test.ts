import { expect, it } from 'vitest';
import { seededNumbers } from '../evaluation/engine';
import { javascriptAlgebra } from '../evaluation/linear-algebra';
import type { Matrix } from '../evaluation/matrix';
import { complete } from '../evaluation/steps';
import { umapLayout } from './umap';

const [GROUPS, EACH, SIZE] = [4, 40, 6];

/** Groups of normal points around distant centres, the rows of a group one after another. */
function planted(spread = 0.5): Matrix {
  const random = seededNumbers(1, 'umap/planted');
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const values = Float64Array.from({ length: GROUPS * EACH * SIZE }, (_, i) => {
    const group = Math.floor(i / (EACH * SIZE));
    return (i % SIZE === group ? 8 : 0) + spread * normal();
  });
  return { values, rows: GROUPS * EACH, columns: SIZE };
}

const layout = (rows: Matrix, seed = 0) =>
  complete(umapLayout(rows, seededNumbers(seed, 'umap'), javascriptAlgebra));
const distance = (positions: Float32Array, a: number, b: number) =>
  Math.hypot(positions[2 * a]! - positions[2 * b]!, positions[2 * a + 1]! - positions[2 * b + 1]!);

it('keeps planted groups together: each of the five nearest positions is of the same group', () => {
  const positions = layout(planted());
  const rows = Array.from({ length: GROUPS * EACH }, (_, row) => row);
  for (const row of rows) {
    const nearest = rows
      .filter((other) => other !== row)
      .sort((a, b) => distance(positions, row, a) - distance(positions, row, b));
    for (const other of nearest.slice(0, 5)) expect(Math.floor(other / EACH)).toBe(Math.floor(row / EACH));
  }
});

it('shows no groups where there are none', () => {
  const random = seededNumbers(2, 'umap/uniform');
  const rows = { values: Float64Array.from({ length: 160 * 3 }, random), rows: 160, columns: 3 };
  const positions = layout(rows);
  // The longest edge of the minimum spanning tree: a gap between groups.
  const reached = new Set([0]);
  let widest = 0;
  while (reached.size < rows.rows) {
    let [next, gap] = [0, Infinity];
    for (let row = 0; row < rows.rows; row++) {
      if (reached.has(row)) continue;
      const least = Math.min(...[...reached].map((one) => distance(positions, one, row)));
      if (least < gap) [next, gap] = [row, least];
    }
    widest = Math.max(widest, gap);
    reached.add(next);
  }
  const extent = Math.max(...Array.from({ length: 160 }, (_, row) => distance(positions, 0, row)));
  expect(widest).toBeLessThan(extent / 3);
});

it('is the same for the same seed, and another for another', () => {
  const rows = planted();
  expect(layout(rows, 3)).toEqual(layout(rows, 3));
  expect(layout(rows, 3)).not.toEqual(layout(rows, 4));
});

it('begins with the principal components: groups along a line keep their order', () => {
  const groups = 6;
  const random = seededNumbers(3, 'umap/line');
  const values = Float64Array.from({ length: groups * EACH * 3 }, (_, i) =>
    i % 3 === 0 ? 20 * Math.floor(i / (EACH * 3)) + random() : random(),
  );
  const positions = layout({ values, rows: groups * EACH, columns: 3 });
  const centres = Array.from({ length: groups }, (_, group) => {
    const across = Array.from({ length: EACH }, (_, i) => positions[2 * (group * EACH + i)]!);
    return across.reduce((a, b) => a + b) / EACH;
  });
  const rising = [...centres].sort((a, b) => a - b);
  expect([rising, [...rising].reverse()]).toContainEqual(centres);
});

it.each([1, 2, 3, 10])('lays out few rows and equal rows: %i', (rows) => {
  const few = layout({ values: new Float64Array(rows * 3), rows, columns: 3 });
  expect(few).toHaveLength(2 * rows);
  expect(few.every(Number.isFinite)).toBe(true);
});

it('reports its progress, and can be stopped', () => {
  const steps = umapLayout(planted(), seededNumbers(0, 'umap'), javascriptAlgebra);
  const fractions = Array.from({ length: 20 }, () => steps.next().value as number);
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect(fractions.at(-1)).toBeLessThan(0.3);
  expect(steps.return(new Float32Array(0)).done).toBe(true);
});
