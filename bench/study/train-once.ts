import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Budget, RunConfig } from '../../src-main/contract/run';
import { datasetFiles, splitPaths } from '../../src-main/datasets/files';
import { encodeIdxImages, encodeIdxLabels } from '../../src-main/datasets/idx';
import { loadSplit } from '../../src-main/datasets/load';
import { loadTensorflow } from '../../src-main/engine/backend';
import { keptLabels } from '../../src-main/models/semi-supervised';
import { modelById } from '../../src-main/models/registry';
import { taskControl } from '../../src-main/trainer/control';
import { prepare } from '../../src-main/trainer/prepare';
import type { TrainerMessage } from '../../src-main/trainer/protocol';
import { train } from '../../src-main/trainer/train';
import { meanImageNats, principalComponentsError } from './baselines';
import { classifierOf, measure, toTensor, type Classify, type Measures } from './measure';

export interface TrialRequest {
  readonly model: string;
  /** Folder of the dataset, which bears its id. */
  readonly dataset: string;
  readonly seed: number;
  /** One of the model's presets; hyperparameters are on top of it. */
  readonly preset?: string;
  readonly hyperparameters: RunConfig['hyperparameters'];
  readonly budget?: Budget;
  readonly until?: Until;
}

/** Training ends before its budget where a measure is reached, which is looked at every so many steps. */
export interface Until {
  readonly measure: string;
  readonly value: number;
  readonly every: number;
}

export interface TrialResult {
  readonly outcome: 'completed' | 'stopped' | 'diverged';
  readonly step: number;
  readonly seconds: number;
  /** What the trained model is worth; empty where it was not trained to its end. */
  readonly measures: Measures;
  readonly checkpoint: Uint8Array | null;
}

/** Figures and checkpoints at the end only. */
const NEVER = 1_000_000;

/**
 * Trains in parts, each going on from the one before, until the measure or the budget is reached.
 * @param looked is told what the measure was at each look
 */
export async function trainUntil(
  { until, ...request }: TrialRequest,
  classify: Classify | null,
  looked: (step: number, value: number) => void = () => undefined,
): Promise<TrialResult> {
  if (until === undefined) return trainOnce(request, classify);
  const { count: most, unit } = request.budget ?? modelById(request.model).info.defaultBudget;
  if (unit !== 'steps') throw new Error('A measure is looked at every so many steps of a budget in steps.');
  let seconds = 0;
  let checkpoint: Uint8Array | null = null;
  for (let count = until.every; ; count += until.every) {
    const budget: Budget = { unit: 'steps', count: Math.min(count, most) };
    const part = await trainOnce({ ...request, budget }, classify, checkpoint);
    ({ checkpoint } = part);
    seconds += part.seconds;
    const value = part.measures[until.measure] ?? NaN;
    looked(part.step, value);
    const reached = value >= until.value;
    if (!reached && part.outcome === 'completed' && count < most) continue;
    return { ...part, seconds, measures: { ...part.measures, ...(reached && { steps_needed: part.step }) } };
  }
}

/** Trains a model on a dataset with a seed, and measures what came of it. @param before what to go on from */
export async function trainOnce(
  request: TrialRequest,
  classify: Classify | null,
  before: Uint8Array | null = null,
): Promise<TrialResult> {
  const kept: TrainerMessage[] = [];
  const started = performance.now();
  await train(taskOf(request, before), taskControl().control, (message) => {
    if (message.type === 'checkpoint' || message.type === 'finished') kept.push(message);
  });
  const seconds = (performance.now() - started) / 1000;
  const checkpoint = kept.filter((message) => message.type === 'checkpoint').at(-1)?.bytes ?? null;
  const end = kept.find((message) => message.type === 'finished');
  if (end === undefined) throw new Error(`${request.model} did not come to an end.`);
  const { outcome, step } = end;
  const measures =
    outcome === 'completed'
      ? measure(await prepare(taskOf(request, checkpoint)), basename(request.dataset), classify)
      : {};
  return { outcome, step, seconds, measures, checkpoint };
}

/** The classifier of a checkpoint that was trained on a dataset with default settings. */
export async function judgeOf(checkpoint: Uint8Array, dataset: string): Promise<Classify> {
  const request = { model: 'classifier-mlp', dataset, seed: 1, hyperparameters: {} };
  return classifierOf(await prepare(taskOf(request, checkpoint)));
}

/** What is to be beaten: the mean image, and a linear code of as many numbers as the autoencoder's. */
export async function baselines(directory: string, codeSize: number): Promise<Measures> {
  await loadTensorflow();
  const { train: training, test } = datasetFiles(directory);
  const [seen, unseen] = [toTensor(loadSplit(training)), toTensor(loadSplit(test))];
  return {
    mean_image_nats: meanImageNats(seen, unseen),
    principal_components_error: principalComponentsError(seen, unseen, codeSize),
  };
}

/** A dataset of the few labelled images that a semi-supervised GAN keeps of another one. */
export async function keepLabels(from: string, to: string, count: number): Promise<void> {
  await loadTensorflow();
  const files = datasetFiles(from);
  const training = loadSplit(files.train);
  const { width, height } = training;
  const kept = keptLabels(training, width * height, 10, count);
  mkdirSync(to, { recursive: true });
  const paths = splitPaths(to, 'train', 'images-idx3-ubyte');
  const images = Uint8Array.from(kept.items.dataSync(), (value) => Math.round(value * 255));
  writeFileSync(paths.items, encodeIdxImages({ images, count, width, height }));
  writeFileSync(paths.labels, encodeIdxLabels(Uint8Array.from(kept.labels.dataSync())));
  const test = splitPaths(to, 'test', 'images-idx3-ubyte');
  writeFileSync(test.items, readFileSync(files.test.items));
  writeFileSync(test.labels, readFileSync(files.test.labels ?? ''));
}

function taskOf(
  { model, preset, dataset, seed, hyperparameters, budget }: TrialRequest,
  checkpoint: Uint8Array | null,
) {
  const { info } = modelById(model);
  const chosen = info.presets.find(({ id }) => id === preset);
  if (preset !== undefined && chosen === undefined) throw new Error(`${model} has no preset ${preset}.`);
  const config: RunConfig = {
    model,
    dataset: basename(dataset),
    seed,
    budget: budget ?? info.defaultBudget,
    hyperparameters: { ...chosen?.hyperparameters, ...hyperparameters },
    sampleEvery: NEVER,
    sampleSheet: { columns: 8, rows: 8 },
    checkpointEvery: NEVER,
    engine: 'auto',
    device: 'auto',
  };
  return { config, dataset: datasetFiles(dataset), checkpoint };
}
