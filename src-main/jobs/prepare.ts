import { refusal, type WorkbenchError } from '../contract/error';
import type { ItemShape } from '../contract/dataset';
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
import type { SplitFiles } from '../datasets/files';
import { countItems, loadSplit, readLabels, type LoadedSplit } from '../datasets/load';
import { loadTensorflow, type Backend } from '../engine/backend';
import { statelessRandom, type Random } from '../engine/random';
import { tf, type Tensor1D, type Variable } from '../engine/tensorflow';
import { trainedVariables } from '../engine/training-step';
import type { BuiltModel, Model } from '../models/model';
import { modelById } from '../models/registry';
import { BEGINNING, restoreCheckpoint, type Start } from './checkpoint';
import { holdOut, onDemand } from './held-out';
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
export async function prepare(task: TrainTask): Promise<Prepared> {
  return preparedWith(task, wholeTraining);
}

/** The training split of a run's dataset, and what is known about it without its items. */
interface TrainingSplits {
  /** Number of items, those that are held out included. */
  readonly given: number;
  readonly labels: Uint8Array | null;
  readonly divided: (heldOut: number) => Pick<Prepared, 'training' | 'validation'>;
}

function wholeTraining(files: SplitFiles): TrainingSplits {
  const given = loadSplit(files);
  return { given: given.count, labels: given.labels, divided: (heldOut) => holdOut(given, heldOut) };
}

/** For inference, which rarely reads training items: 47 MB of MNIST, 154 MB of CIFAR-10. */
function trainingOnDemand(files: SplitFiles, shape: ItemShape): TrainingSplits {
  return {
    given: countItems(files),
    labels: readLabels(files),
    divided(heldOut) {
      let found: Pick<Prepared, 'training' | 'validation'> | null = null;
      const splits = () => (found ??= holdOut(loadSplit(files), heldOut));
      const validation = () => splits().validation ?? splits().training;
      return {
        training: onDemand(shape, () => splits().training),
        validation: heldOut === 0 ? null : onDemand(shape, validation),
      };
    },
  };
}

async function preparedWith(
  { config, dataset, checkpoint }: TrainTask,
  trainingOf: (files: SplitFiles, shape: ItemShape) => TrainingSplits,
): Promise<Prepared> {
  const backend = await loadTensorflow(config.device);
  const test = loadSplit(dataset.test);
  const model = modelById(config.model);
  const atFirst = resolved(model.info.fields, config.hyperparameters);

  const { given, labels, divided } = trainingOf(dataset.train, test);
  const classes = classCount(labels, test.labels);
  const { training, validation } = divided(heldOutCount(model.info, atFirst, given));
  const { width, height, channels } = training;
  const step = tf.tensor1d([0], 'int32');
  const random = statelessRandom(config.seed, step, backend.native);
  const shape = { width, height, channels, pixels: width * height * channels };
  // The budget and the epochs of a run stay what they were at its start, whatever changes.
  const epochSteps = stepsPerEpoch(model.info, atFirst, given);
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
 * Like `prepare`, for figures and evaluations of a checkpoint: reads training items only when they are used, and takes the averaged weights if the run has them and no
 * other weights are requested. Not for training.
 */
export async function prepareInference(task: TrainTask, weights: Weights = 'average'): Promise<Prepared> {
  const prepared = await preparedWith(task, trainingOnDemand);
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
