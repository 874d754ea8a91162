import { randomInt } from 'node:crypto';
import { stepsPerEpoch } from '../contract/epoch';
import { refusal, WorkbenchError } from '../contract/error';
import { resolveHyperparameters, type Fields } from '../contract/hyperparameters';
import { RUN_DEFAULTS, type RunDefaults } from '../contract/run-defaults';
import { changesProblem, withChange } from '../contract/run-changes';
import { RUN_PALETTE } from '../presentation/palette';
import {
  DEFAULT_SHEET,
  NewRunSchema,
  RUN_LIMITS,
  type Budget,
  type NewRun,
  type RunConfig,
} from '../contract/run';
import type { Dataset } from '../contract/dataset';
import { misfit, type ModelInfo, type Preset } from '../contract/model';
import type { FieldReason } from '../contract/problems/catalogue';
import { roundedUp } from '../contract/numbers';
import { fieldProblems } from '../contract/validation';
import type { NewStoredRun } from '../store/runs';
import type { Models } from './models';

/** A short run has fewer figures: fifty sheets would cost more than its training. */
const MIN_STEPS_BETWEEN_FIGURES = 10;
/** With the default number of figures, a run with a budget in steps has them at least this often, as the examples do. */
const MAX_STEPS_BETWEEN_FIGURES = 500;
/** Limits how much of a long run a crash can lose. */
const MAX_STEPS_BETWEEN_CHECKPOINTS = 5000;
/** Short, because seeds are typed by hand. */
export const DEFAULT_SEEDS = 1_000_000;

/**
 * Validates the given settings of a run and fills in defaults.
 * @param datasetById throws if the dataset does not exist
 * @param defaults how often runs record samples and checkpoints if the settings of a run omit it
 * @throws WorkbenchError `run.invalid` with `fields` by the names of the form, hyperparameters by their ids
 */
export function resolveNewRun(
  given: NewRun,
  models: Models,
  datasetById: (id: string) => Dataset,
  defaults: RunDefaults = RUN_DEFAULTS,
): { name: string | undefined; pool: string | undefined; config: RunConfig; dataset: Dataset } {
  const parsed = NewRunSchema.safeParse(given);
  if (!parsed.success) {
    throw invalid(fieldProblems(parsed.error.issues));
  }
  const { name, pool, ...run } = parsed.data;
  const fields: Record<string, FieldReason> = {};
  const model = attempt('model', fields, () => models.info(run.model));
  const dataset = attempt('dataset', fields, () => datasetById(run.dataset));
  const preset = model && run.preset !== undefined ? presetOf(model, run.preset, fields) : undefined;
  const unfit = model && dataset && misfit(model, dataset);
  if (unfit) fields['dataset'] = unfit;
  const hyperparametersGiven = { ...preset?.hyperparameters, ...run.hyperparameters };
  const resolved = model && resolveHyperparameters(model.fields as Fields, hyperparametersGiven);
  Object.assign(fields, resolved?.problems);
  const wrongChange = model && changesProblem(model, run.changes ?? []);
  if (wrongChange) fields['changes'] = wrongChange;
  if (!model || !dataset || !resolved?.values || Object.keys(fields).length > 0) throw invalid(fields);

  const budget = run.budget ?? preset?.budget ?? model.defaultBudget;
  const hyperparameters = resolved.values as RunConfig['hyperparameters'];
  const epochSteps = stepsPerEpoch(model, hyperparameters, dataset.trainCount);
  if (epochSteps === null) throw new Error(`${model.id} does not say how many examples a step takes.`);
  const intervals = defaultIntervals(budget, epochSteps, defaults);
  return {
    name,
    pool,
    dataset,
    config: {
      model: model.id,
      dataset: dataset.id,
      seed: run.seed ?? randomInt(DEFAULT_SEEDS),
      budget,
      hyperparameters,
      ...(run.changes?.length && { changes: run.changes.reduce(withChange, []) }),
      sampleEvery: run.sampleEvery ?? preset?.sampleEvery ?? intervals.sampleEvery,
      sampleSheet: run.sampleSheet ?? preset?.sampleSheet ?? DEFAULT_SHEET,
      checkpointEvery: run.checkpointEvery ?? intervals.checkpointEvery,
      engine: run.engine,
      device: run.device,
      ...(run.preset !== undefined && { preset: run.preset }),
      ...(run.evaluation !== undefined && { evaluation: run.evaluation }),
    },
  };
}

/**
 * Creates rows of new runs.
 * @returns a function that makes a row, and adds the run's colour to `recent`, the colours of the newest runs, newest
 *   first
 */
export function storedRunMaker(
  models: Models,
  datasetById: (id: string) => Dataset,
  defaults: () => RunDefaults,
) {
  return (given: NewRun, recent: number[]): NewStoredRun => {
    const { name, pool, config, dataset } = resolveNewRun(given, models, datasetById, defaults());
    const color = nextColor(recent);
    recent.unshift(color);
    return {
      name: (id) => name ?? `${config.model} #${String(id)}`,
      config,
      color,
      datasetName: dataset.name,
      datasetFingerprint: dataset.fingerprint,
      ...(pool !== undefined && { pool }),
    };
  };
}

function presetOf(model: ModelInfo, id: string, fields: Record<string, FieldReason>): Preset | undefined {
  const preset = model.presets.find((one) => one.id === id);
  if (preset === undefined) {
    const known = model.presets.map((one) => one.id);
    fields['preset'] = { code: 'unknown-preset', model: model.title, id, known };
  }
  return preset;
}

/** Steps between figures and between checkpoints: a round number of steps, or a fraction or multiple of an epoch. */
export function defaultIntervals(
  { unit, count }: Budget,
  epochSteps: number,
  { samples, checkpoints }: Pick<RunDefaults, 'samples' | 'checkpoints'> = RUN_DEFAULTS,
): Pick<RunConfig, 'sampleEvery' | 'checkpointEvery'> {
  const every = (times: number): number => {
    if (unit === 'steps') return Math.max(1, roundedUp(count / times));
    // A run of very many epochs would exceed the limits of a configuration.
    if (count >= times) return Math.min(RUN_LIMITS.sampleEvery.max, epochSteps * Math.floor(count / times));
    return Math.max(1, Math.floor(epochSteps / Math.round(times / count)));
  };
  const sampleEvery = every(samples);
  const checkpointEvery = every(checkpoints);
  if (unit === 'epochs') return { sampleEvery, checkpointEvery };
  const mostBetween = Math.round((MAX_STEPS_BETWEEN_FIGURES * RUN_DEFAULTS.samples) / samples);
  return {
    sampleEvery: Math.min(Math.max(sampleEvery, MIN_STEPS_BETWEEN_FIGURES), mostBetween),
    checkpointEvery: Math.min(checkpointEvery, MAX_STEPS_BETWEEN_CHECKPOINTS),
  };
}

/** Returns the next colour of the palette that none of the newest runs has. */
export function nextColor(recent: readonly number[]): number {
  const count = RUN_PALETTE.length;
  const last = recent[0] ?? count - 1;
  const turns = Array.from({ length: count }, (_, turn) => (last + 1 + turn) % count);
  return turns.find((color) => !recent.slice(0, count - 1).includes(color)) ?? 0;
}

function attempt<T>(field: string, fields: Record<string, FieldReason>, work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error;
    fields[field] = { code: 'problem', problem: error.problem };
    return null;
  }
}

function invalid(fields: Record<string, FieldReason>): WorkbenchError {
  return refusal('run.invalid', { reasons: Object.values(fields) }, { fields });
}
