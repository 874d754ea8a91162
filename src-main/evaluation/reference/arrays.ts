import { stream } from '../../models/reference/stream';
import { seededNumbers } from '../engine';
import type { Matrix, Pair } from '../matrix';
import type { Randomness } from '../subsets';

/** Same as `features` of arrays.py. @param scale a power of two, so that nothing is rounded */
export function features(name: string, rows: number, columns: number, shift = 0, scale = 1): Matrix {
  const parts = [0, 1, 2, 3].map((i) => stream(`${name}/${i}`, rows * columns));
  const values = Float32Array.from({ length: rows * columns }, (_, at) => {
    const sum = parts.reduce((total, part) => total + (part[at] ?? NaN), 0);
    return (sum - 2) * scale + shift;
  });
  return { values, rows, columns };
}

/** Features of a case in values.json: rows of both sides, columns, shift and scale of the generated ones. */
export function pairOf({ name, shape }: { readonly name: string; readonly shape: readonly number[] }): Pair {
  const [n = 0, m = 0, columns = 0, shift = 0, scale = 1] = shape;
  return {
    real: features(`${name}/real`, n, columns),
    generated: features(`${name}/generated`, m, columns, shift, scale),
  };
}

export const seeded =
  (seed: number): Randomness =>
  (use) =>
    seededNumbers(seed, use);
