import * as z from 'zod';
import { MAX_ARCHIVE_BYTES } from './archive-file';
import { BlindRoundSchema } from './blind-round';
import { MeasuredSchema } from './checkpoint';
import { DatasetSchema, MAX_DATASET_NAME } from './dataset';
import { FigureSchema } from './figure';
import { NotesSchema } from './annotation';
import { NetworkSummarySchema } from './network';
import { QualitySchema } from './quality';
import { LogEntrySchema, MAX_RUN_NAME, RUN_LIMITS, RunNameSchema, RunSchema } from './run';
import { SavedComparisonSchema } from './saved-comparison';
import { SavedLatentsSchema } from './saved-latents';
import { identifier } from './validation';

/**
 * Runs in one file, `*.lwrun`: a ZIP with `manifest.json`, which describes all runs and names the other files: metrics
 * as `.npy`, figures as they were recorded, checkpoints as safetensors, and datasets as IDX.
 */
export const MANIFEST_FILE = 'manifest.json';
export const ARCHIVE_FORMAT = 'latent-workbench-archive';
/** Increase this when an older workbench could no longer read the file. */
export const ARCHIVE_VERSION = 1;

/** What every version of the format begins with. */
export const ArchiveHeadSchema = z.object({ format: z.literal(ARCHIVE_FORMAT), version: z.int().min(1) });

export const MAX_RUNS = 500;
const MAX_FILES_OF_RUN = 60_000;
const MAX_TEXT = 100_000;
/** Files or tags that one note names. */
export const MAX_NAMED = 20;

/** A name in the ZIP, below the folder of its run. */
const FileSchema = z.string().regex(/^[a-z0-9][a-z0-9./-]{0,99}$/);
const StepSchema = z.int().min(0).max(RUN_LIMITS.budget.max);
const TimeSchema = z.number().min(0);
const MetricNameSchema = z.string().min(1).max(200);

export const ArchivedMetricSchema = z.object({
  name: MetricNameSchema,
  /** Number of values: the array is [count, 2] 64-bit floats, (step, value) in order of steps. */
  count: z.int().min(1).max(RUN_LIMITS.budget.max),
  file: FileSchema,
});

export const ArchivedFigureSchema = FigureSchema.omit({ id: true, runId: true }).extend({
  step: StepSchema,
  mediaType: z.enum(['image/png', 'application/octet-stream']),
  file: FileSchema,
});

export const ArchivedCheckpointSchema = z.object({
  step: StepSchema,
  elapsedMs: TimeSchema,
  measured: MeasuredSchema.nullable(),
  isPinned: z.boolean(),
  sizeBytes: z.int().min(1).max(MAX_ARCHIVE_BYTES),
  file: FileSchema,
});

const ArchivedQualitySchema = QualitySchema.omit({ id: true, runId: true }).extend({
  /** The picture of its closest pairs. */
  file: FileSchema.optional(),
});

const ArchivedLatentsSchema = SavedLatentsSchema.omit({ id: true, runId: true }).extend({ file: FileSchema });

/** The parts of a run's row that hold in another data folder. */
const ArchivedRowSchema = RunSchema.omit({
  hasNotes: true,
  group: true,
  queueOrder: true,
  stepsPerSecond: true,
  slowedTo: true,
  quality: true,
  thumbnailId: true,
  checkpointStep: true,
  stopAt: true,
}).extend({
  name: RunNameSchema,
  state: RunSchema.shape.state.exclude(['queued', 'running', 'paused']),
  color: z.int().min(0).max(1000),
  step: StepSchema,
  datasetName: z.string().max(MAX_RUN_NAME),
  tags: z.array(z.string().min(1).max(40)).max(20),
});

export const ArchivedRunSchema = z.object({
  run: ArchivedRowSchema,
  notes: NotesSchema,
  networks: z.array(NetworkSummarySchema),
  logs: z.array(LogEntrySchema.extend({ text: z.string().max(MAX_TEXT) })).max(MAX_FILES_OF_RUN),
  metrics: z.array(ArchivedMetricSchema).max(2000),
  figures: z.array(ArchivedFigureSchema).max(MAX_FILES_OF_RUN),
  checkpoints: z.array(ArchivedCheckpointSchema).max(1000),
  qualities: z.array(ArchivedQualitySchema).max(MAX_FILES_OF_RUN),
  savedLatents: z.array(ArchivedLatentsSchema).max(MAX_FILES_OF_RUN),
});
export type ArchivedRun = z.infer<typeof ArchivedRunSchema>;

const IdxNameSchema = z
  .string()
  .regex(/^(train|t10k)-(images-idx[34]-ubyte|points-idx2-float|labels-idx1-ubyte)$/);

/** A dataset whose IDX files are in the archive, by the names that they have in a data folder. */
export const ArchivedDatasetSchema = DatasetSchema.omit({
  state: true,
  progress: true,
  problem: true,
  source: true,
}).extend({
  name: z.string().min(1).max(MAX_DATASET_NAME),
  summary: z.string().max(2000),
  classNames: z.array(z.string().max(200)).max(256),
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  files: z.array(IdxNameSchema).min(2).max(4),
});
export type ArchivedDataset = z.infer<typeof ArchivedDatasetSchema>;

/** What an import left out of the files of another program. */
export const ImportNoteSchema = z.discriminatedUnion('code', [
  /** A file was read up to a record that is cut or damaged. */
  z.object({ code: z.literal('file-cut'), file: z.string().max(MAX_TEXT), records: z.int() }),
  z.object({ code: z.literal('files-unreadable'), files: z.array(z.string().max(MAX_TEXT)).max(MAX_NAMED) }),
  z.object({ code: z.literal('values-left-out'), run: z.string(), count: z.int() }),
  z.object({ code: z.literal('tags-left-out'), run: z.string(), count: z.int() }),
  z.object({
    code: z.literal('image-tags-left-out'),
    run: z.string(),
    tags: z.array(z.string()).max(MAX_NAMED),
  }),
  z.object({ code: z.literal('images-left-out'), run: z.string(), count: z.int() }),
]);
export type ImportNote = z.infer<typeof ImportNoteSchema>;

export const ManifestSchema = z.object({
  ...ArchiveHeadSchema.shape,
  version: z.literal(ARCHIVE_VERSION),
  /** The version of the workbench that wrote it. */
  writtenBy: z.string().max(40),
  writtenAt: TimeSchema,
  runs: z.array(ArchivedRunSchema).min(1).max(MAX_RUNS),
  /** Saved comparisons of the runs, by the ids that they have in the archive. */
  comparisons: z.array(SavedComparisonSchema).max(100),
  /** Rounds among the runs, by the same ids. */
  blindRounds: z.array(BlindRoundSchema.omit({ id: true })).max(MAX_FILES_OF_RUN),
  datasets: z.array(ArchivedDatasetSchema).max(MAX_RUNS),
  /** Only in what was read from files of another program. */
  notes: z.array(ImportNoteSchema).max(MAX_FILES_OF_RUN).optional(),
});
export type Manifest = z.infer<typeof ManifestSchema>;

/** The folder of a run's files in an archive. */
export const runFolder = (id: number): string => `runs/${String(id)}/`;
/** The folder of a dataset's files in an archive. */
export const datasetFolder = (id: string): string => `datasets/${id}/`;

/** What an archive brought. */
export const ArchiveImportSchema = z.object({
  runs: z.array(RunSchema),
  /** Runs that are in the data folder twice now: the new one and an older one. */
  copies: z.array(z.object({ id: z.int(), of: z.int() })),
  /** Names of datasets that came with it. */
  datasets: z.array(z.string()),
  /** Names of datasets that its runs were trained on and that are not here: these runs cannot be resumed. */
  missing: z.array(z.string()),
  notes: z.array(ImportNoteSchema),
});
export type ArchiveImport = z.infer<typeof ArchiveImportSchema>;

export const ArchiveRefSchema = z.object({ uploadId: identifier('file-id', 64) });
