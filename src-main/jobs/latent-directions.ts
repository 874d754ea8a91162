import { refusal } from '../contract/error';
import type { LatentRequest } from '../contract/latent';
import { statelessRandom } from '../engine/random';
import { tf } from '../engine/tensorflow';
import { linearAlgebra } from '../evaluation/engine';
import type { Matrix } from '../evaluation/matrix';
import { firstActivations } from '../engine/network';
import {
  generatedDirections,
  gradientDirections,
  localDirections,
  principalDirections,
  type Directions,
} from '../latent/directions';
import type { Generator } from '../models/model';
import type { Prepared } from './prepare';
import type { Encoder } from './encoder';
import { findAttributes } from './latent-attributes';
import { chosenItems, itemsAt, matrixOf, type Decode } from './tensors';

/** Enough items to find the leading components; more would take too long for an interactive request. */
const GENERATED = 600;
const ENCODED = 2000;
/** Step of finite differences, in units of the prior. */
const STEP = 0.05;

type DirectionsRequest = Extract<LatentRequest, { kind: 'directions' }>;

/**
 * Finds directions by the requested method. Cost: a second or two.
 * @param latent the latent at which local directions and gradients start, [latentSize]
 * @param encoder the classifier of the dataset, if it has been trained
 * @throws WorkbenchError `latent.no-classifier`
 */
export function findDirections(
  prepared: Prepared,
  { generator, decode, encoder }: { generator: Generator; decode: Decode; encoder: Encoder | null },
  { method, count }: DirectionsRequest,
  latent: Float32Array,
): Directions {
  const { backend, atStart, built, test } = prepared;
  const algebra = linearAlgebra(backend.native);
  if (method === 'attributes') return findAttributes(prepared, generator, decode);
  if (method === 'classes') {
    const { logits } = encoder ?? {};
    if (logits == null) throw refusal('latent.no-classifier', { model: prepared.model.info.title });
    return gradientDirections(
      Float64Array.from(latent),
      jacobian((z) => logits(decode(z)), latent),
    );
  }
  const { encode } = built;
  if (method === 'local')
    return localDirections(Float64Array.from(latent), jacobian(decode, latent), count, algebra);
  if (method === 'encoded' && encode !== undefined) {
    const chosen = chosenItems(test, ENCODED, 'latent/directions');
    return principalDirections(
      matrixOf(() => encode(itemsAt(test, chosen))),
      count,
      algebra,
    );
  }
  const random = statelessRandom(0, atStart.step, backend.native);
  const draw = () => generator.drawLatents(random, 'directions', GENERATED);
  const latents = matrixOf(draw);
  const outputs = matrixOf(() =>
    method === 'layer' ? firstActivations(() => decode(draw())) : decode(draw()),
  );
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
