import type { LatentRequest } from '../contract/latent';
import { statelessRandom } from '../engine/random';
import { tf, type Tensor2D } from '../engine/tensorflow';
import { linearAlgebra } from '../evaluation/engine';
import type { Matrix } from '../evaluation/matrix';
import {
  generatedDirections,
  localDirections,
  principalDirections,
  type Directions,
} from '../latent/directions';
import type { Generator } from '../models/model';
import type { Prepared } from './prepare';
import { itemBatch } from './tensors';

/** Enough items to find the leading components; more would take too long for an interactive request. */
const GENERATED = 600;
const ENCODED = 2000;
/** Step of finite differences, in units of the prior. */
const STEP = 0.05;

type DirectionsRequest = Extract<LatentRequest, { kind: 'directions' }>;

/** Decodes latents [n, latentSize] of the requested class. */
export type Decode = (latents: Tensor2D) => Tensor2D;

/**
 * Finds directions by the requested method. Cost: a second or two.
 * @param latent the latent at which local directions start, [latentSize]
 */
export function findDirections(
  { backend, atStart, built, test }: Prepared,
  generator: Generator,
  decode: Decode,
  { method, count }: DirectionsRequest,
  latent: Float32Array,
): Directions {
  const algebra = linearAlgebra(backend.native);
  const { encode } = built;
  if (method === 'local')
    return localDirections(Float64Array.from(latent), jacobian(decode, latent), count, algebra);
  if (method === 'encoded' && encode !== undefined) {
    const items = Math.min(ENCODED, test.count);
    return principalDirections(
      matrixOf(() => encode(itemBatch(test, 0, items))),
      count,
      algebra,
    );
  }
  const random = statelessRandom(0, atStart.step, backend.native);
  const draw = () => generator.drawLatents(random, 'directions', GENERATED);
  const latents = matrixOf(draw);
  const outputs = matrixOf(() => decode(draw()));
  return generatedDirections(latents, outputs, count, algebra);
}

/** Derivatives of the output with respect to the latent, by central differences, [latentSize, values]. */
function jacobian(decode: Decode, latent: Float32Array): Matrix {
  const size = latent.length;
  const shifted = (by: number) => {
    const rows = Float32Array.from({ length: size * size }, (_, i) => latent[i % size] ?? 0);
    for (let i = 0; i < size; i++) rows[i * size + i] = (latent[i] ?? 0) + by;
    return tf.tensor2d(rows, [size, size]);
  };
  return matrixOf(() => tf.div(tf.sub(decode(shifted(STEP)), decode(shifted(-STEP))), 2 * STEP));
}

function matrixOf(make: () => Tensor2D): Matrix {
  const made = tf.tidy(make);
  const [rows, columns] = made.shape;
  const values = made.dataSync<'float32'>().slice();
  made.dispose();
  return { values, rows, columns };
}

/** Returns a row for the origin, then one for each direction: its share of the variance, and its values. */
export function directionRows({ origin, vectors, shares }: Directions): Float32Array {
  const { rows, columns, values } = vectors;
  const result = new Float32Array((rows + 1) * (columns + 1));
  result.set(origin, 1);
  for (let row = 0; row < rows; row++) {
    const to = (row + 1) * (columns + 1);
    result[to] = shares[row] ?? 0;
    result.set(values.subarray(row * columns, (row + 1) * columns), to + 1);
  }
  return result;
}
