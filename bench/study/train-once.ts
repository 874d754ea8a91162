import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Budget, RunConfig } from '../../src-main/contract/run';
import { datasetFiles, splitPaths } from '../../src-main/datasets/files';
import { encodeIdxImages, encodeIdxLabels } from '../../src-main/datasets/idx';
import { loadSplit } from '../../src-main/datasets/load';
import { loadTensorflow } from '../../src-main/engine/backend';
import { modelById } from '../../src-main/models/registry';
import { restoreCheckpoint } from '../../src-main/jobs/checkpoint';
import { taskControl } from '../../src-main/jobs/control';
import { prepare, prepareInference } from '../../src-main/jobs/prepare';
import type { JobMessage } from '../../src-main/jobs/protocol';
import { train } from '../../src-main/jobs/train';
import { meanImageNats, principalComponentsError } from './baselines';
import { classifierOf, measureSamples, measureTest, toTensor, type Classify, type Measures } from './measure';

export interface TrialRequest {
  readonly model: string;
  /** Folder of the dataset, named after its id. */
  readonly dataset: string;
  readonly seed: number;
  /** One of the model's presets; the hyperparameters are applied on top of it. */
  readonly preset?: string;
  readonly hyperparameters: RunConfig['hyperparameters'];
  /** The budget of the preset, or of the model, if omitted. */
  readonly budget?: Budget;
  /** Number of samples to measure; 2,000 if omitted. */
  readonly samples?: number;
  /** Number of times that samples are scored, at equal intervals of a budget in steps; if omitted, only at the end. */
  readonly looks?: number;
}

/** Metrics of samples during training. */
export interface Look {
  readonly step: number;
  readonly measures: Measures;
}

export interface TrialResult {
  readonly outcome: Finished['outcome'];
  readonly step: number;
  readonly budget: Budget;
  /** Duration of training only. */
  readonly seconds: number;
  /** Metrics of the trained model at the end of its budget; empty if it did not get there. */
  readonly measures: Measures;
  /** All looks, the last one at the end; a look never ends the training. */
  readonly looks: readonly Look[];
  readonly checkpoint: Uint8Array | null;
}

type Finished = Extract<JobMessage, { type: 'finished' }>;

/** Figures, and without looks checkpoints, are recorded only at the end. */
const NEVER = 1_000_000;

/**
 * Trains a model on a dataset with a seed for its whole budget, and measures the result.
 * @param onLook called with each look as soon as it has been made
 * @param onMessage called with the messages of the training
 */
export async function trainOnce(
  request: TrialRequest,
  classify: Classify | null,
  onLook: (look: Look) => void = () => undefined,
  onMessage: (message: JobMessage) => void = () => undefined,
): Promise<TrialResult> {
  const task = taskOf(request, null);
  // A second set of weights for looks, separate from those in training.
  const beside = await prepare(task);
  const datasetId = basename(request.dataset);
  const looks: Look[] = [];
  let checkpoint = null as Uint8Array | null;
  let end = null as Finished | null;
  let lookingMs = 0;
  const restore = (bytes: Uint8Array) => {
    restoreCheckpoint(beside.variables, bytes);
    beside.built.average?.swap();
  };
  const started = performance.now();
  const tasks = taskControl();
  await train(task, tasks.control, (message) => {
    if (message.type !== 'checkpoint') onMessage(message);
    if (message.type === 'finished') end = message;
    if (message.type !== 'checkpoint') return;
    tasks.checkpointRecorded();
    checkpoint = message.bytes;
    if (request.looks === undefined) return;
    const lookStarted = performance.now();
    restore(message.bytes);
    const look = {
      step: message.step,
      measures: measureSamples(beside, datasetId, classify, request.samples),
    };
    looks.push(look);
    onLook(look);
    lookingMs += performance.now() - lookStarted;
  });
  const seconds = (performance.now() - started - lookingMs) / 1000;
  if (end === null) throw new Error(`${request.model} did not come to an end.`);
  const { outcome, step } = end;
  const { budget } = task.config;
  let measures: Measures = {};
  if (outcome === 'completed') {
    restore(checkpoint ?? new Uint8Array());
    measures = { ...measureTest(beside), ...measureSamples(beside, datasetId, classify, request.samples) };
  }
  return { outcome, step, budget, seconds, measures, looks, checkpoint };
}

/** The classifier in a checkpoint that was trained on a dataset with default settings. */
export async function scorerOf(checkpoint: Uint8Array, dataset: string): Promise<Classify> {
  const request = { model: 'classifier-mlp', dataset, seed: 1, hyperparameters: {} };
  return classifierOf(await prepareInference(taskOf(request, checkpoint)));
}

/** The baselines: the mean image, and a linear code of the same size as the autoencoder's. */
export async function baselines(directory: string, codeSize: number): Promise<Measures> {
  await loadTensorflow();
  const { train: training, test } = datasetFiles(directory);
  const [seen, unseen] = [toTensor(loadSplit(training)), toTensor(loadSplit(test))];
  return {
    mean_image_nats: meanImageNats(seen, unseen),
    principal_components_error: principalComponentsError(seen, unseen, codeSize),
  };
}

/** Writes a dataset of the few labelled images that a semi-supervised GAN keeps of another dataset with a seed. */
export async function keepLabels(from: string, to: string, count: number, seed: number): Promise<void> {
  const files = datasetFiles(from);
  const request = { model: 'sgan', dataset: from, seed, hyperparameters: { labelled: count } };
  const { built, training } = await prepare(taskOf(request, null));
  const { width, height } = training;
  const [items, labels] = built.constants ?? [];
  if (items === undefined || labels === undefined) throw new Error('No labels are kept.');
  mkdirSync(to, { recursive: true });
  const paths = splitPaths(to, 'train', 'images-idx3-ubyte');
  const images = Uint8Array.from(items.dataSync(), (value) => Math.round(value * 255));
  writeFileSync(paths.items, encodeIdxImages({ images, count, width, height }));
  writeFileSync(paths.labels, encodeIdxLabels(Uint8Array.from(labels.dataSync())));
  const test = splitPaths(to, 'test', 'images-idx3-ubyte');
  writeFileSync(test.items, readFileSync(files.test.items));
  writeFileSync(test.labels, readFileSync(files.test.labels ?? ''));
}

function taskOf(request: TrialRequest, checkpoint: Uint8Array | null) {
  const { model, preset, dataset, seed, hyperparameters, looks } = request;
  const { info } = modelById(model);
  const chosen = info.presets.find(({ id }) => id === preset);
  if (preset !== undefined && chosen === undefined) throw new Error(`${model} has no preset ${preset}.`);
  const budget = request.budget ?? chosen?.budget ?? info.defaultBudget;
  const config: RunConfig = {
    model,
    dataset: basename(dataset),
    seed,
    budget,
    hyperparameters: { ...chosen?.hyperparameters, ...hyperparameters },
    sampleEvery: NEVER,
    sampleSheet: { columns: 8, rows: 8 },
    checkpointEvery: looks === undefined ? NEVER : partOf(budget, looks),
    engine: 'auto',
    device: 'auto',
  };
  return { config, dataset: datasetFiles(dataset), checkpoint };
}

function partOf({ unit, count }: Budget, looks: number): number {
  if (unit !== 'steps' || count % looks !== 0)
    throw new Error(`${String(count)} ${unit} cannot be looked at in ${String(looks)} even parts.`);
  return count / looks;
}
