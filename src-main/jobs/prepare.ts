import { refusal, type WorkbenchError } from '../contract/error';
import { heldOutCount, stepsOf, stepsPerEpoch } from '../contract/epoch';
import {
  resolveHyperparameters,
  type Fields,
  type HyperparameterValue,
  type ValuesOf,
} from '../contract/hyperparameters';
import type { Weights } from '../contract/latent';
import { hyperparametersAt } from '../contract/run-changes';
import type { FieldReason } from '../contract/problems/catalogue';
import { loadSplit, type LoadedSplit } from '../datasets/load';
import { loadTensorflow, type Backend } from '../engine/backend';
import { statelessRandom, type Random } from '../engine/random';
import { tf, type Tensor1D, type Variable } from '../engine/tensorflow';
import { trainedVariables } from '../engine/training-step';
import type { BuiltModel, Model } from '../models/model';
import { modelById } from '../models/registry';
import { BEGINNING, restoreCheckpoint, type Start } from './checkpoint';
import { holdOut } from './held-out';
import type { TrainTask } from './protocol';

/** A run's model and data, ready to train or sample. */
export interface Prepared {
  readonly backend: Backend;
  readonly model: Model;
  readonly built: BuiltModel;
  /** Those of the step at the start; the model reads from here what a step that is recorded again takes. */
  readonly hyperparameters: Record<string, HyperparameterValue>;
  readonly variables: ReadonlyMap<string, Variable>;
  /** Number of steps of the budget. */
  readonly totalSteps: number;
  readonly stepsPerEpoch: number;
  /** The training split without the items that are held out. */
  readonly training: LoadedSplit;
  /** The items that are held out of training; null if there are none. */
  readonly validation: LoadedSplit | null;
  readonly test: LoadedSplit;
  /** The seed's randomness before the first step; its tensor is never disposed. */
  readonly atStart: { readonly random: Random; readonly step: Tensor1D };
  /** The position of the checkpoint, or of a new run. */
  readonly start: Start;
}

/**
 * Loads backend and data, builds the model and restores its checkpoint.
 * @throws WorkbenchError as `loadTensorflow`, `loadSplit`, `modelById` and `restoreCheckpoint`, or `run.invalid`
 */
export async function prepare({ config, dataset, checkpoint }: TrainTask): Promise<Prepared> {
  const backend = await loadTensorflow(config.device);
  const test = loadSplit(dataset.test);
  const model = modelById(config.model);
  const atFirst = resolved(model.info.fields, config.hyperparameters);

  const given = loadSplit(dataset.train);
  const classes = classCount(given.labels, test.labels);
  const { training, validation } = holdOut(given, heldOutCount(model.info, atFirst, given.count));
  const { width, height, channels } = training;
  const step = tf.tensor1d([0], 'int32');
  const random = statelessRandom(config.seed, step, backend.native);
  const shape = { width, height, channels, pixels: width * height * channels };
  // The budget and the epochs of a run stay what they were at its start, whatever changes.
  const epochSteps = stepsPerEpoch(model.info, atFirst, given.count);
  if (epochSteps === null) throw new Error(`${config.model} does not say how many examples a step takes.`);
  const totalSteps = stepsOf(config.budget, epochSteps);
  const context = { ...shape, classes, training, random, totalSteps, seed: config.seed };
  const hyperparameters: Prepared['hyperparameters'] = { ...atFirst };
  const built = model.build(context, hyperparameters);
  const variables = trainedVariables(built);
  const start = checkpoint === null ? BEGINNING : restoreCheckpoint(variables, checkpoint);
  Object.assign(hyperparameters, resolved(model.info.fields, hyperparametersAt(config, start.step)));
  const atStart = { random, step };
  return {
    backend,
    model,
    built,
    variables,
    hyperparameters,
    totalSteps,
    stepsPerEpoch: epochSteps,
    training,
    validation,
    test,
    atStart,
    start,
  };
}

/**
 * Like `prepare`, for figures and evaluations of a checkpoint: uses the averaged weights if the run has them and no
 * other weights are requested. Not for training.
 */
export async function prepareInference(task: TrainTask, weights: Weights = 'average'): Promise<Prepared> {
  const prepared = await prepare(task);
  if (weights === 'average') prepared.built.average?.swap();
  return prepared;
}

/**
 * Counts the classes of both splits, since a class may occur only in the test split and needs a logit; null without
 * labels.
 */
export function classCount(training: Uint8Array | null, test: Uint8Array | null): number | null {
  if (training === null) return null;
  const highest = (labels: Uint8Array) => labels.reduce((most, label) => Math.max(most, label), 0);
  return Math.max(highest(training), test === null ? 0 : highest(test)) + 1;
}

/** @throws WorkbenchError `run.invalid.hyperparameters` */
function resolved(fields: Fields, given: Readonly<Record<string, unknown>>): ValuesOf<Fields> {
  const { values, problems } = resolveHyperparameters(fields, given);
  if (problems !== null) throw invalidHyperparameters(problems);
  return values;
}

export function invalidHyperparameters(problems: Record<string, FieldReason>): WorkbenchError {
  return refusal('run.invalid.hyperparameters', { reasons: Object.values(problems) }, { fields: problems });
}
