import { stream } from '../../models/reference/stream';
import type { Matrix } from '../matrix';

/** As `features` of arrays.py. @param scale a power of two, so that nothing is rounded */
export function features(name: string, rows: number, columns: number, shift = 0, scale = 1): Matrix {
  const parts = [0, 1, 2, 3].map((i) => stream(`${name}/${i}`, rows * columns));
  const values = Float32Array.from({ length: rows * columns }, (_, at) => {
    const sum = parts.reduce((total, part) => total + (part[at] ?? NaN), 0);
    return (sum - 2) * scale + shift;
  });
  return { values, rows, columns };
}
