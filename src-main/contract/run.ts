import * as z from 'zod';
import { AlertSchema } from './alert';
import { AutomaticEvaluationSchema } from './automatic-evaluation';
import { DatasetIdSchema } from './dataset';
import { StopReasonSchema } from './early-stop';
import { EngineInfoSchema } from './engine';
import { ProblemSchema } from './problem';
import { because, identifier, lineOfText, listOf, matching, oneOf, wholeNumber } from './validation';
import { RunChangesSchema } from './run-changes';
import { EvaluationSchema } from './evaluation';
import { RunQualitySchema } from './quality-value';
import { RunWindowSchema } from './window-mean';

export const RunStateSchema = z.enum([
  'queued',
  'running',
  'paused',
  'completed',
  'stopped',
  'failed',
  'diverged',
  'interrupted',
]);
export type RunState = z.infer<typeof RunStateSchema>;

export const ACTIVE_STATES: readonly RunState[] = ['running', 'paused'];
/** The states of runs that have not ended. */
export const UNFINISHED_STATES: readonly RunState[] = ['queued', ...ACTIVE_STATES];
export const RESUMABLE_STATES: readonly RunState[] = ['stopped', 'failed', 'interrupted'];

export const EngineChoiceSchema = oneOf('engine', ['auto', 'compiled', 'eager']);
export type EngineChoice = z.infer<typeof EngineChoiceSchema>;

/** `auto` uses a GPU if there is one; `gpu:1` is the second one. */
export const DeviceChoiceSchema = matching(/^(auto|cpu|gpu(:\d{1,2})?)$/, 'device');

export type DeviceChoice = z.infer<typeof DeviceChoiceSchema>;

/** Whether runs with these choices may train on the same device: `auto` may be any. */
export function mayShareDevice(one: DeviceChoice, other: DeviceChoice): boolean {
  const nameOf = (device: DeviceChoice) => (device === 'gpu' ? 'gpu:0' : device);
  return one === 'auto' || other === 'auto' || nameOf(one) === nameOf(other);
}

/** In characters. */
export const MAX_RUN_NAME = 120;
export const RunNameSchema = lineOfText('run-name', MAX_RUN_NAME);

/** Limits on whole numbers given by the user. */
export const RUN_LIMITS = {
  budget: { min: 1, max: 100_000_000 },
  seed: { min: 0, max: 2 ** 31 - 1 },
  sampleEvery: { min: 1, max: 1_000_000 },
  checkpointEvery: { min: 1, max: 1_000_000 },
} as const;

export const BudgetSchema = z.object({
  unit: oneOf('budget-unit', ['steps', 'epochs']),
  count: wholeNumber('budget', RUN_LIMITS.budget),
});
export type Budget = z.infer<typeof BudgetSchema>;

const SHEET_SIDE = { min: 1, max: 32 };
/** The arrangement of the samples that a run shows; a conditional model shows one class per row. */
export const SampleSheetSchema = z.object({
  columns: wholeNumber('sheet-columns', SHEET_SIDE),
  rows: wholeNumber('sheet-rows', SHEET_SIDE),
});

export type SampleSheet = z.infer<typeof SampleSheetSchema>;
export const DEFAULT_SHEET: SampleSheet = { columns: 8, rows: 8 };

export const HyperparameterSchema = z.union([z.number(), z.string(), z.boolean()], because('hyperparameter'));

/** Everything that determines a run's numbers. */
export const RunConfigSchema = z.object({
  model: identifier('model-id', 64),
  dataset: DatasetIdSchema,
  seed: wholeNumber('seed', RUN_LIMITS.seed),
  budget: BudgetSchema,
  /** Complete: defaults are filled in when the run is created. */
  hyperparameters: z.record(z.string(), HyperparameterSchema),
  /** Other values of hyperparameters from later steps on; absent if there are none. */
  changes: RunChangesSchema.optional(),
  /** Number of steps between two recordings of figures. */
  sampleEvery: wholeNumber('sample-every', RUN_LIMITS.sampleEvery),
  /** Runs from before there was a choice have none. */
  sampleSheet: SampleSheetSchema.default(DEFAULT_SHEET),
  /** Steps between two checkpoints. */
  checkpointEvery: wholeNumber('checkpoint-every', RUN_LIMITS.checkpointEvery),
  engine: EngineChoiceSchema,
  /** Runs from before there was a choice have none. */
  device: DeviceChoiceSchema.default('auto'),
  /** The preset that it was launched with; absent in runs without one, or from before it was recorded. */
  preset: identifier('preset-id', 64).optional(),
  /** When it is evaluated; the settings decide if this is omitted. */
  evaluation: AutomaticEvaluationSchema.optional(),
});
export type RunConfig = z.infer<typeof RunConfigSchema>;

/** Where a run trains if it is not this machine: one of the machines of a pool. */
export const PoolSchema = matching(/^[a-z0-9][a-z0-9-]{0,31}$/, 'pool-name');
export const RunPlaceSchema = z.object({
  pool: z.string(),
  /** The machine that took it last; null before one has. */
  worker: z.string().nullable(),
});

/** The user's input; omitted fields take the model's defaults. */
export const NewRunSchema = z.object({
  model: identifier('model-id', 64),
  dataset: DatasetIdSchema,
  name: RunNameSchema.optional(),
  seed: RunConfigSchema.shape.seed.optional(),
  budget: BudgetSchema.optional(),
  hyperparameters: RunConfigSchema.shape.hyperparameters.default({}),
  changes: RunChangesSchema.optional(),
  sampleEvery: RunConfigSchema.shape.sampleEvery.optional(),
  checkpointEvery: RunConfigSchema.shape.checkpointEvery.optional(),
  sampleSheet: SampleSheetSchema.optional(),
  /** One of the model's presets, which provides omitted fields. */
  preset: identifier('preset-id', 64).optional(),
  evaluation: AutomaticEvaluationSchema.optional(),
  engine: EngineChoiceSchema.default('auto'),
  device: DeviceChoiceSchema.default('auto'),
  /** The pool whose machines train it; this machine if it is omitted. */
  pool: PoolSchema.optional(),
});
export type NewRun = z.input<typeof NewRunSchema>;

/** The checkpoint that a run continues from. Its own metrics and figures begin after that step. */
export const RunOriginSchema = z.object({
  runId: z.int(),
  /** The name of that run at the time. */
  runName: z.string(),
  step: z.int(),
});
export type RunOrigin = z.infer<typeof RunOriginSchema>;

/** Runs that were launched together. */
export const RunGroupSchema = z.object({
  id: z.int(),
  name: z.string(),
  /** Whether they train at the same time, even on one device, so that they can be watched side by side. */
  sideBySide: z.boolean(),
});
export type RunGroup = z.infer<typeof RunGroupSchema>;

/** Each run of a group that trains side by side needs a process. */
const RUNS_IN_GROUP = { min: 2, max: 8 };

export const NewRunGroupSchema = z.object({
  name: RunNameSchema,
  sideBySide: z.boolean(because({ code: 'yes-or-no', what: 'side-by-side' })),
  runs: listOf(NewRunSchema, 'runs', RUNS_IN_GROUP.max).min(RUNS_IN_GROUP.min, because('two-runs')),
});
export type NewRunGroup = z.input<typeof NewRunGroupSchema>;

export const RunSchema = z.object({
  id: z.int(),
  name: z.string(),
  state: RunStateSchema,
  config: RunConfigSchema,
  /** Index into the run palette; never changes. */
  color: z.int(),
  datasetName: z.string(),
  datasetFingerprint: z.string().nullable(),
  /** The checkpoint of another run that it continues from; null for a run from scratch. */
  origin: RunOriginSchema.nullable(),
  tags: z.array(z.string()),
  starred: z.boolean(),
  /** Whether it has notes, which are read separately. */
  hasNotes: z.boolean(),
  /** null for a run that was launched alone. */
  group: RunGroupSchema.nullable(),
  engine: EngineInfoSchema.nullable(),
  createdAt: z.number(),
  startedAt: z.number().nullable(),
  finishedAt: z.number().nullable(),
  /** Queued runs train in this order, the lowest first; meaningless for other runs. */
  queueOrder: z.number(),
  /** Steps taken. */
  step: z.int(),
  /** Steps in the whole run and per epoch; null until the dataset's size is known. */
  totalSteps: z.int().nullable(),
  stepsPerEpoch: z.int().nullable(),
  /** Training time without pauses. */
  elapsedMs: z.number(),
  /** Over the last seconds; null when not running. */
  stepsPerSecond: z.number().nullable(),
  /** Steps a second to which a person slows it down; null or absent at full speed, and once it no longer trains. */
  slowedTo: z.number().nullable().optional(),
  problem: ProblemSchema.nullable(),
  /** Last value of each metric. */
  latest: z.record(z.string(), z.number()),
  /** The newest evaluation of each split, which the last values of `validation_…` and `test_…` are from. */
  evaluations: z.array(EvaluationSchema),
  /** Means of the training metrics over the newest steps, about an epoch; null before there are any steps. */
  window: RunWindowSchema.nullable(),
  /** Signs of known failures, each with the step of its first detection; none if omitted. */
  alerts: z.array(AlertSchema).optional(),
  /** From its newest full evaluation; absent before there is one. */
  quality: RunQualitySchema.optional(),
  /** Up to 32 values of the headline metric, from the first step to the last. */
  sparkline: z.array(z.number()),
  /** The newest sheet of samples. */
  thumbnailId: z.int().nullable(),
  /** Step of the newest checkpoint: where a resume starts. */
  checkpointStep: z.int().nullable(),
  /** Absent in runs that train on this machine. */
  place: RunPlaceSchema.optional(),
  /** The step at which its sweep stops it before the end of its budget; absent in runs that train to the end. */
  stopAt: z.int().optional(),
  /** Why its sweep has stopped it early; absent in other runs. */
  stopReason: StopReasonSchema.optional(),
});
export type Run = z.infer<typeof RunSchema>;

/** How a queued run can be moved: before all others, or by one place. */
export const QueueMoveSchema = oneOf('queue-move', ['front', 'up', 'down']);
export type QueueMove = z.infer<typeof QueueMoveSchema>;

/** Number of runs in one response of `runs.list`: a few milliseconds of work. */
export const RUNS_PER_PAGE = 100;

export const LogEntrySchema = z.object({
  at: z.number(),
  level: z.enum(['info', 'warning', 'error']),
  text: z.string(),
});
export type LogEntry = z.infer<typeof LogEntrySchema>;

/** Consecutive values of one metric: `values[i]` was measured at `steps[i]`. */
export const MetricRowsSchema = z.object({
  name: z.string(),
  steps: z.array(z.int()),
  values: z.array(z.number()),
});
export type MetricRows = z.infer<typeof MetricRowsSchema>;
/** Milliseconds of training at the end of each step, for the wall-time axis. Recorded like any metric. */
export const ELAPSED_METRIC = 'elapsed_ms';
