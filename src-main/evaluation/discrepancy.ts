import { eachTile } from './distances';
import type { LinearAlgebra } from './linear-algebra';
import { checkPair, takeRows, type Matrix, type Pair } from './matrix';
import { median, type Measured } from './measured';
import { part, type Steps } from './steps';
import { subset, type Randomness } from './subsets';

/** Largest number of real items whose distances determine the width of the kernel. */
const WIDTH_ITEMS = 1000;

/**
 * Unbiased squared maximum mean discrepancy with the kernel k(x, y) = exp(−‖x − y‖² / (2 h²)), where h is the median
 * distance between (up to 1000) real items, so that it does not depend on the model. Gretton et al. 2012, eq. 3. From 0
 * to 2; may be below zero if the two distributions are the same.
 * @param pair points, [N, d] and [M, d]
 * @throws WorkbenchError as `checkPair`, also with fewer than two items
 */
export function* gaussianDiscrepancy(
  pair: Pair,
  algebra: LinearAlgebra,
  random: Randomness,
): Steps<Measured & { readonly width: number }> {
  checkPair(pair, 2);
  const { real, generated } = pair;
  const width = yield* part(medianDistance(real, algebra, random), 0, 0.1);
  const scale = -1 / (2 * width * width);
  const x = yield* part(meanOfKernel(real, null, scale, algebra), 0.1, 0.4);
  const y = yield* part(meanOfKernel(generated, null, scale, algebra), 0.4, 0.7);
  const xy = yield* part(meanOfKernel(real, generated, scale, algebra), 0.7, 1);
  return { value: x + y - 2 * xy, width };
}

function* medianDistance(items: Matrix, algebra: LinearAlgebra, random: Randomness): Steps<number> {
  const count = Math.min(WIDTH_ITEMS, items.rows);
  const some = takeRows(items, subset(items.rows, count, random('width')));
  const squared = new Float64Array((count * (count - 1)) / 2);
  let found = 0;
  yield* eachTile(some, null, algebra, (tile) => {
    for (let i = 0; i < tile.rowsA; i++) {
      for (let j = tile.fromA === tile.fromB ? i + 1 : 0; j < tile.rowsB; j++) {
        squared[found++] = Math.max(0, tile.squared[i * tile.rowsB + j] as number);
      }
    }
  });
  // If all items are equal, the median is 0; any other width gives the same kernel.
  return median(squared.map(Math.sqrt)) || 1;
}

/** Mean of the kernel over all pairs; without `b`, over all pairs of different items of `a`. */
function* meanOfKernel(a: Matrix, b: Matrix | null, scale: number, algebra: LinearAlgebra): Steps<number> {
  let sum = 0;
  yield* eachTile(a, b, algebra, ({ fromA, fromB, rowsA, rowsB, squared }) => {
    for (let i = 0; i < rowsA; i++) {
      for (let j = b === null && fromA === fromB ? i + 1 : 0; j < rowsB; j++) {
        sum += Math.exp(scale * Math.max(0, squared[i * rowsB + j] as number));
      }
    }
  });
  return b === null ? (2 * sum) / (a.rows * (a.rows - 1)) : sum / (a.rows * b.rows);
}
