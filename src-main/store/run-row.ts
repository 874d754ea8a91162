import * as z from 'zod';
import { DatasetIdSchema } from '../contract/dataset';
import type { Problem } from '../contract/problem';
import { problem } from '../contract/problems/catalogue';
import { RunQualitySchema, type RunQuality } from '../contract/quality-value';
import { RunSchema, type Run } from '../contract/run';
import { jsonOf } from '../contract/json';

/** The recorded fields of a run; its speed is known only during training. */
export type StoredRun = Omit<Run, 'stepsPerSecond' | 'slowedTo'> & { deletedAt: number | null };

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
  run_group: string | null;
  tags: string;
  starred: number;
  has_notes: number;
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
  alerts: string;
  quality: string | null;
  sparkline: string;
  thumbnail_id: number | null;
  checkpoint_step: number | null;
  stop_at: number | null;
  stop_reason: string | null;
  place: string | null;
}

const StoredRunSchema = RunSchema.omit({ stepsPerSecond: true, slowedTo: true }).extend({
  deletedAt: z.number().nullable(),
});
type Field = keyof StoredRun;

/** Converts a row to a run. A damaged row becomes a run with a problem that lists the lost fields. */
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
    group: jsonOf(row.run_group),
    tags: jsonOf(row.tags),
    starred: row.starred !== 0,
    hasNotes: row.has_notes !== 0,
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
    alerts: jsonOf(row.alerts),
    quality: qualityOf(row),
    sparkline: jsonOf(row.sparkline),
    thumbnailId: row.thumbnail_id,
    checkpointStep: row.checkpoint_step,
    stopAt: row.stop_at ?? undefined,
    stopReason: jsonOf(row.stop_reason) ?? undefined,
    place: jsonOf(row.place) ?? undefined,
  };
}

/**
 * An invalid evaluation counts as missing, as in the list of evaluations. Metrics that it lacks are null in the row.
 */
const QualityColumnSchema = RunQualitySchema.extend({
  metrics: z
    .record(z.string(), z.unknown())
    .transform((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null)))
    .pipe(RunQualitySchema.shape.metrics),
});

function qualityOf({ quality }: RunRow): RunQuality | undefined {
  return QualityColumnSchema.safeParse(jsonOf(quality)).data;
}

const NAMED_FIELDS = [
  'config',
  'engine',
  'evaluations',
  'latest',
  'origin',
  'problem',
  'sparkline',
  'state',
  'window',
] as const;

function withoutDamage(row: RunRow, read: Readonly<Record<Field, unknown>>): StoredRun {
  const fields = Object.keys(StoredRunSchema.shape) as Field[];
  const lost = fields.filter((field) => !StoredRunSchema.shape[field].safeParse(read[field]).success);
  const substitutes = substitutesFor(row);
  const values = fields.map((field) => [field, lost.includes(field) ? substitutes[field] : read[field]]);
  const run = StoredRunSchema.parse(Object.fromEntries(values));
  return { ...run, problem: damage(lost) };
}

/** A run that lost its settings can only show what it recorded, which is a separate problem. */
function damage(lost: readonly Field[]): Problem {
  const named = lost.map((field) => NAMED_FIELDS.find((name) => name === field) ?? 'other');
  const params = { lost: [...new Set(named)] };
  return lost.includes('config') ? problem('run.damaged', params) : problem('run.partly-damaged', params);
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
    group: null,
    tags: [],
    problem: null,
    latest: {},
    evaluations: [],
    window: null,
    sparkline: [],
  };
}
