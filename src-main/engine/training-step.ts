import type { Backend } from './backend';
import type { BatchOrder, TrainingSet } from './batches';
import type { Random } from './random';
import type { Scalar, Tensor, Tensor1D, Tensor2D, Variable } from './tensorflow';

/** The inputs of a training step. */
export interface StepContext {
  /** [batch, itemSize]: images of 0 to 1, or points. */
  readonly x: Tensor2D;
  /** Classes of the images, int32 [batch]; null if the dataset has none. */
  readonly labels: Tensor1D | null;
  /** Keyed by the run's seed and the step. */
  readonly random: Random;
}

/** A training step: updates weights and returns named scalars. Its operations may depend on nothing but its context. */
export type TrainStep = (context: StepContext) => Readonly<Record<string, Scalar>>;

export interface StepRequest extends TrainingSet {
  readonly backend: Backend;
  readonly step: TrainStep;
  /** All that a step may change: weights and optimiser slots, by name. */
  readonly variables: ReadonlyMap<string, Variable>;
  readonly seed: number;
  /** Values of one item. */
  readonly itemSize: number;
  /** Tensors from outside the step that it uses unchanged. */
  readonly constants: readonly Tensor[];
  readonly batchSize: number;
  readonly order: BatchOrder;
}

/** Runs training steps one after the other, and buffers their metrics until they are read. */
export interface StepRunner {
  readonly mode: 'eager' | 'compiled';
  /** Names of what the step returns, in the order of `readMetrics`' columns; known once a step was run. */
  readonly metricNames: readonly string[];
  /** Runs steps starting at number `step`, at least one and at most `limit`; returns how many. */
  run(step: number, limit: number): number;
  /** Metrics of the steps run since the last call, one array of `metricNames.length` a step. Waits for the device. */
  readMetrics(): Float32Array[];
  /** Updates the variables of tfjs from those that are trained, for sampling and checkpoints. */
  pull(): void;
  dispose(): void;
}
