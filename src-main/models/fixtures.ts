import { resolveHyperparameters } from '../contract/hyperparameters';
import { batchOrder } from '../engine/batches';
import { statelessRandom } from '../engine/random';
import type { StepRequest } from '../engine/training-step';
import type { Backend } from '../engine/backend';
import { tf, type Variable } from '../engine/tensorflow';
import { trainedVariables, type BuiltModel, type Model } from './model';

/** Small enough for hundreds of steps in a test, with every branch of the real sizes. */
export const SMALL = { pixels: 64, batchSize: 16, images: 100 } as const;
const SMALL_HYPERPARAMETERS = { batchSize: SMALL.batchSize, hiddenUnits: 24 };

export function buildSmall(
  model: Model,
  backend: Backend,
  given: Record<string, unknown> = {},
  seed = 3,
): BuiltModel {
  const { values } = resolveHyperparameters(model.info.fields, { ...SMALL_HYPERPARAMETERS, ...given });
  if (values === null) throw new Error(`${model.info.id} does not take the small sizes.`);
  const random = statelessRandom(seed, tf.tensor1d([0], 'int32'), backend.native);
  return model.build({ pixels: SMALL.pixels, random }, values);
}

export function smallRequest(built: BuiltModel, backend: Backend, seed = 5): StepRequest {
  const { pixels, batchSize, images: count } = SMALL;
  return {
    backend,
    step: built.step,
    variables: trainedVariables(built),
    seed,
    images: Uint8Array.from({ length: count * pixels }, (_, i) => (i * 31 + (i >> 6) * 7) % 256),
    pixels,
    batchSize,
    order: batchOrder(seed, count, batchSize),
  };
}

export function valuesOf(variables: ReadonlyMap<string, Variable>): Map<string, Float32Array> {
  return new Map([...variables].map(([name, variable]) => [name, variable.dataSync<'float32'>().slice()]));
}
