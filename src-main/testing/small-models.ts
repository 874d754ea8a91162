import { POINT_SHAPE, type ItemShape } from '../contract/dataset';
import { examplesPerStep } from '../contract/epoch';
import { resolveHyperparameters } from '../contract/hyperparameters';
import { stepInputsOf } from '../contract/run-changes';
import { statelessRandom } from '../engine/random';
import { stepRequest, type StepRequest } from '../engine/training-step';
import type { Backend } from '../engine/backend';
import { tf, type Variable } from '../engine/tensorflow';
import type { BuiltModel, Model } from '../models/model';

/** Small enough for hundreds of steps in a test, with every branch of the real sizes. */
export const SMALL = {
  height: 8,
  width: 8,
  channels: 1,
  pixels: 64,
  classes: 3,
  batchSize: 16,
  items: 100,
  totalSteps: 20,
} as const;
const SMALL_HYPERPARAMETERS: Record<string, unknown> = {
  batchSize: SMALL.batchSize,
  hiddenUnits: '24, 20',
  filters: 4,
  labelled: 20,
};
const labels = Uint8Array.from({ length: SMALL.items }, (_, i) => i % SMALL.classes);
/** What small models train on, by their kind of data. */
const SMALL_DATA = {
  images: {
    height: SMALL.height,
    width: SMALL.width,
    channels: SMALL.channels,
    training: {
      items: Uint8Array.from(
        { length: SMALL.items * SMALL.pixels },
        (_, i) => (i * 31 + Math.floor(i / SMALL.pixels) * 7) % 256,
      ),
      labels,
    },
  },
  points: {
    ...POINT_SHAPE,
    training: {
      items: Float32Array.from({ length: 2 * SMALL.items }, (_, i) => ((i * 37) % 11) - 4),
      labels,
    },
  },
};

/** The shape of what a model trains on. */
export const itemShapeOf = ({ info }: Model): ItemShape => SMALL_DATA[info.data];

/** Values of one item of what a model trains on. */
export function itemSizeOf(model: Model): number {
  const { height, width, channels } = itemShapeOf(model);
  return height * width * channels;
}

export interface SmallModel extends BuiltModel {
  readonly examplesPerStep: number;
  readonly inputs: StepRequest['inputs'];
}

/** @param weightSeed of the initial weights alone: the labelled subset has a seed that is always the same */
export function buildSmall(
  model: Model,
  backend: Backend,
  given: Record<string, unknown> = {},
  weightSeed = 3,
): SmallModel {
  const small = Object.fromEntries(
    Object.entries(SMALL_HYPERPARAMETERS).filter(([name]) => name in model.info.fields),
  );
  const { values } = resolveHyperparameters(model.info.fields, { ...small, ...given });
  if (values === null) throw new Error(`${model.info.id} does not take the small sizes.`);
  const random = statelessRandom(weightSeed, tf.tensor1d([0], 'int32'), backend.native);
  const { classes, totalSteps } = SMALL;
  const data = { ...SMALL_DATA[model.info.data], pixels: itemSizeOf(model), classes };
  const built = model.build({ ...data, random, totalSteps, seed: 0 }, values);
  return {
    ...built,
    examplesPerStep: examplesPerStep(model.info, values) ?? NaN,
    inputs: stepInputsOf(model.info.fields, values),
  };
}

export function smallRequest(model: Model, built: SmallModel, backend: Backend, seed = 5): StepRequest {
  const { training, ...shape } = SMALL_DATA[model.info.data];
  const data = { ...training, ...shape };
  return stepRequest(backend, built, data, { seed, batchSize: built.examplesPerStep, inputs: built.inputs });
}

export function valuesOf(variables: ReadonlyMap<string, Variable>): Map<string, Float32Array> {
  return new Map([...variables].map(([name, variable]) => [name, variable.dataSync<'float32'>().slice()]));
}
