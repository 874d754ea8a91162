import * as z from 'zod';
import { DatasetIdSchema } from '../contract/dataset';
import type { Problem } from '../contract/error';
import { RunSchema, type Run } from '../contract/run';
import { jsonOf } from './json-column';

/** What is recorded of a run; how fast it goes is known only while it trains. */
export type StoredRun = Omit<Run, 'stepsPerSecond'> & { deletedAt: number | null };

export interface RunRow {
  id: number;
  name: string;
  state: string;
  model: string;
  dataset_id: string;
  config: string;
  color: number;
  dataset_name: string;
  dataset_fingerprint: string | null;
  origin: string | null;
  engine: string | null;
  created_at: number;
  started_at: number | null;
  finished_at: number | null;
  queued_at: number;
  deleted_at: number | null;
  step: number;
  total_steps: number | null;
  steps_per_epoch: number | null;
  elapsed_ms: number;
  problem: string | null;
  latest: string;
  evaluations: string;
  window_means: string | null;
  sparkline: string;
  thumbnail_id: number | null;
  checkpoint_step: number | null;
}

const StoredRunSchema = RunSchema.omit({ stepsPerSecond: true }).extend({ deletedAt: z.number().nullable() });
type Field = keyof StoredRun;

/** A row as a run. One that cannot be read is a run too, with a problem that says what of it is lost. */
export function runFromRow(row: RunRow): StoredRun {
  const read = readFields(row);
  const { success, data } = StoredRunSchema.safeParse(read);
  return success ? data : withoutDamage(row, read);
}

function readFields(row: RunRow): Readonly<Record<Field, unknown>> {
  return {
    id: row.id,
    name: row.name,
    state: row.state,
    config: jsonOf(row.config),
    color: row.color,
    datasetName: row.dataset_name,
    datasetFingerprint: row.dataset_fingerprint,
    origin: jsonOf(row.origin),
    engine: jsonOf(row.engine),
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    queueOrder: row.queued_at,
    deletedAt: row.deleted_at,
    step: row.step,
    totalSteps: row.total_steps,
    stepsPerEpoch: row.steps_per_epoch,
    elapsedMs: row.elapsed_ms,
    problem: jsonOf(row.problem),
    latest: jsonOf(row.latest),
    evaluations: jsonOf(row.evaluations),
    window: jsonOf(row.window_means),
    sparkline: jsonOf(row.sparkline),
    thumbnailId: row.thumbnail_id,
    checkpointStep: row.checkpoint_step,
  };
}

/** What a person calls the fields that may be lost. */
const NAMES: Partial<Readonly<Record<Field, string>>> = {
  config: 'settings',
  engine: 'what it was trained on',
  evaluations: 'evaluations',
  latest: 'last values',
  origin: 'what it goes on from',
  problem: 'what went wrong',
  sparkline: 'curve',
  state: 'state',
  window: 'mean values',
};

function withoutDamage(row: RunRow, read: Readonly<Record<Field, unknown>>): StoredRun {
  const fields = Object.keys(StoredRunSchema.shape) as Field[];
  const lost = fields.filter((field) => !StoredRunSchema.shape[field].safeParse(read[field]).success);
  const substitutes = substitutesFor(row);
  const values = fields.map((field) => [field, lost.includes(field) ? substitutes[field] : read[field]]);
  const run = StoredRunSchema.parse(Object.fromEntries(values));
  return { ...run, problem: damage(lost) };
}

/** A run is nothing without its settings: of one that lost them only what it recorded can be had. */
function damage(lost: readonly Field[]): Problem {
  const names = [...new Set(lost.map((field) => NAMES[field] ?? 'other facts'))];
  const unusable = lost.includes('config');
  return {
    code: unusable ? 'run.damaged' : 'run.partly-damaged',
    message: `The record of this run is damaged: ${names.join(', ')} cannot be read.`,
    advice: unusable
      ? 'It cannot go on. What it recorded can be exported; then remove it, or put a backup of the database in its place.'
      : 'The rest of it is as it was.',
  };
}

function substitutesFor(row: RunRow): Partial<Record<Field, unknown>> {
  return {
    name: `Run ${String(row.id)}`,
    state: 'failed',
    config: {
      model: row.model.slice(0, 64),
      dataset: DatasetIdSchema.safeParse(row.dataset_id).data ?? 'unknown',
      seed: 0,
      budget: { unit: 'steps', count: 1 },
      hyperparameters: {},
      sampleEvery: 1,
      checkpointEvery: 1,
      engine: 'auto',
    },
    color: 0,
    createdAt: 0,
    startedAt: null,
    finishedAt: null,
    queueOrder: 0,
    deletedAt: null,
    step: 0,
    totalSteps: null,
    stepsPerEpoch: null,
    elapsedMs: 0,
    engine: null,
    origin: null,
    problem: null,
    latest: {},
    evaluations: [],
    window: null,
    sparkline: [],
  };
}
