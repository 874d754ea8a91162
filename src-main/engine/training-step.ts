import type { ItemShape } from '../contract/dataset';
import type { Backend } from './backend';
import { batchOrder, type BatchOrder, type TrainingSet } from './batches';
import type { Network } from './network';
import type { Optimizer } from './optimizers';
import type { Random } from './random';
import type { StepInputs } from './step-inputs';
import type { Scalar, Tensor, Tensor1D, Tensor2D, Variable } from './tensorflow';
import type { WeightAverage } from './weight-average';

/** The inputs of a training step. */
export interface StepContext {
  /** [batch, itemSize]: images of 0 to 1, or points. */
  readonly x: Tensor2D;
  /** Labels of the images, int32 [batch]; null if the dataset has none. */
  readonly labels: Tensor1D | null;
  /** Number of completed steps, int32 [1]: a tensor, so that a compiled step can be fed another number. */
  readonly step: Tensor1D;
  /** Keyed by the run's seed and the step. */
  readonly random: Random;
}

/** A training step: updates weights and returns named scalars. Its operations may depend on its context only. */
export type TrainStep = (context: StepContext) => Readonly<Record<string, Scalar>>;

/** A training step and the variables that it changes. */
export interface Trainable {
  readonly networks: readonly Network[];
  readonly optimizers: readonly Optimizer[];
  readonly step: TrainStep;
  /** Networks whose weights are averaged if a run requests it; all networks if omitted. */
  readonly averagedNetworks?: readonly Network[];
  /** A moving average of weights that the step updates. */
  readonly average?: WeightAverage;
  /** Tensors from outside the step that it uses unchanged. */
  readonly constants?: readonly Tensor[];
}

/** Weights and their averages, by `network/layer/weight`. */
export const networkVariables = (networks: Trainable['networks']): Map<string, Variable> =>
  new Map(
    networks.flatMap(({ name, variables, averages }) =>
      [...variables, ...averages].map(([key, variable]) => [`${name}/${key}`, variable] as const),
    ),
  );

/** Everything that training changes, by name: weights and averages of all networks, slots of all optimisers. */
export function trainedVariables({
  networks,
  optimizers,
  average,
}: Pick<Trainable, 'networks' | 'optimizers' | 'average'>): Map<string, Variable> {
  return new Map([
    ...networkVariables(networks),
    ...optimizers.flatMap(({ slots }) => [...slots]),
    ...(average?.variables ?? []),
  ]);
}

export interface StepRequest extends TrainingSet {
  readonly backend: Backend;
  readonly step: TrainStep;
  /** All that a step may change: weights and optimiser slots, by name. */
  readonly variables: ReadonlyMap<string, Variable>;
  readonly seed: number;
  /** Number of values of one item. */
  readonly itemSize: number;
  /** Tensors from outside the step that it uses unchanged. */
  readonly constants: readonly Tensor[];
  readonly batchSize: number;
  readonly order: BatchOrder;
  /** First values of the hyperparameters that `setInputs` can change. */
  readonly inputs: StepInputs;
}

/** The input of a runner that trains on `data`, in batches whose order and randomness depend on the seed. */
export function stepRequest(
  backend: Backend,
  trainable: Trainable,
  { items, labels, height, width, channels }: TrainingSet & ItemShape,
  {
    seed,
    batchSize,
    inputs = {},
  }: Pick<StepRequest, 'seed' | 'batchSize'> & Partial<Pick<StepRequest, 'inputs'>>,
): StepRequest {
  const itemSize = height * width * channels;
  return {
    backend,
    step: trainable.step,
    variables: trainedVariables(trainable),
    constants: trainable.constants ?? [],
    seed,
    items,
    labels,
    itemSize,
    batchSize,
    order: batchOrder(seed, items.length / itemSize, batchSize),
    inputs,
  };
}

/** Runs training steps in sequence, and buffers their metrics until they are read. */
export interface StepRunner {
  readonly mode: 'eager' | 'compiled';
  /** Names of the step's metrics, in the order of `readMetrics`' columns; known once a step has run. */
  readonly metricNames: readonly string[];
  /** Runs steps starting at number `step`, at least one and at most `limit`; returns the number of steps run. */
  run(step: number, limit: number): number;
  /** Changes inputs of the step, from the next step on. */
  setInputs(changed: StepInputs): void;
  /**
   * Metrics of the steps run since the last call, one array of `metricNames.length` for each step. Waits for the
   * device.
   */
  readMetrics(): Float32Array[];
  /** Updates the variables of tfjs from the trained ones, for sampling and checkpoints. */
  pull(): void;
  /** Updates the trained variables from those of tfjs. */
  push(): void;
  dispose(): void;
}
