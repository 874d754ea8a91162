import type { HyperparameterValue } from '../contract/hyperparameters';
import type { Run } from '../contract/run';
import type { PlannedStack } from '../engine/network';
import type { TensorData } from '../engine/safetensors';

/** Values of the first steps of a run, the steps along the first axis. */
export interface RecordedArray {
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array | Uint8Array;
}

/** How a run begins: what a program needs to take the same steps, and to see that they are the same. */
export interface RecordedStart {
  /** Of the first step, with defaults. */
  readonly hyperparameters: Readonly<Record<string, HyperparameterValue>>;
  readonly networks: readonly { readonly name: string; readonly plan: readonly PlannedStack[] }[];
  /** Before the first step, by `network/layer/weight`. */
  readonly weights: ReadonlyMap<string, TensorData>;
  /** By which points are standardised; null for images. */
  readonly points: { readonly mean: readonly number[]; readonly standardDeviation: number } | null;
  /** Number of classes; null without labels. */
  readonly classes: number | null;
  /** Of the run's budget. */
  readonly totalSteps: number;
  /** The networks of whose weights there is a moving average. */
  readonly averaged: readonly string[];
  /** The items whose labels a semi-supervised model uses; null in other models. */
  readonly labelled: { readonly items: RecordedArray; readonly labels: RecordedArray } | null;
  /**
   * `x`, `labels` if there are any, `draws/STREAM` and `metrics/NAME`; of dropout, one bit for each value that says
   * whether it is kept.
   */
  readonly steps: ReadonlyMap<string, RecordedArray>;
}

/** Takes the first steps of a run again, and records them. */
export type StartRecorder = (run: Run, count: number) => Promise<RecordedStart>;
