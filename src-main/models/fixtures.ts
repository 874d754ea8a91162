import { resolveHyperparameters } from '../contract/hyperparameters';
import { batchOrder } from '../engine/batches';
import { statelessRandom } from '../engine/random';
import type { StepRequest } from '../engine/training-step';
import type { Backend } from '../engine/backend';
import { tf, type Variable } from '../engine/tensorflow';
import { trainedVariables, type BuiltModel, type Model } from './model';

/** Small enough for hundreds of steps in a test, with every branch of the real sizes. */
export const SMALL = {
  height: 8,
  width: 8,
  channels: 1,
  pixels: 64,
  classes: 3,
  batchSize: 16,
  images: 100,
} as const;
const SMALL_HYPERPARAMETERS: Record<string, unknown> = {
  batchSize: SMALL.batchSize,
  hiddenUnits: 24,
  filters: 4,
  labelled: 20,
};
const SMALL_IMAGES = Uint8Array.from(
  { length: SMALL.images * SMALL.pixels },
  (_, i) => (i * 31 + Math.floor(i / SMALL.pixels) * 7) % 256,
);
const SMALL_LABELS = Uint8Array.from({ length: SMALL.images }, (_, i) => i % SMALL.classes);

export function buildSmall(
  model: Model,
  backend: Backend,
  given: Record<string, unknown> = {},
  seed = 3,
): BuiltModel {
  const small = Object.fromEntries(
    Object.entries(SMALL_HYPERPARAMETERS).filter(([name]) => name in model.info.fields),
  );
  const { values } = resolveHyperparameters(model.info.fields, { ...small, ...given });
  if (values === null) throw new Error(`${model.info.id} does not take the small sizes.`);
  const random = statelessRandom(seed, tf.tensor1d([0], 'int32'), backend.native);
  return model.build({ ...SMALL, training: { images: SMALL_IMAGES, labels: SMALL_LABELS }, random }, values);
}

export function smallRequest(built: BuiltModel, backend: Backend, seed = 5): StepRequest {
  const { pixels, images: count } = SMALL;
  const batchSize = built.imagesPerStep ?? SMALL.batchSize;
  return {
    backend,
    step: built.step,
    variables: trainedVariables(built),
    constants: built.constants ?? [],
    seed,
    images: SMALL_IMAGES,
    labels: SMALL_LABELS,
    pixels,
    batchSize,
    order: batchOrder(seed, count, batchSize),
  };
}

export function valuesOf(variables: ReadonlyMap<string, Variable>): Map<string, Float32Array> {
  return new Map([...variables].map(([name, variable]) => [name, variable.dataSync<'float32'>().slice()]));
}
