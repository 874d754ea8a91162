import * as z from 'zod';
import { DatasetSchema } from './dataset';
import { DownloadSchema } from './download';
import { EngineFetchSchema } from './engine-fetch';
import { FleetStatusSchema } from './fleet';
import { LogEntrySchema, MetricRowsSchema, RunSchema } from './run';
import { QualitySchema } from './quality';
import { ReleaseStatusSchema } from './release';
import { SettingsSchema } from './settings';
import { SweepSchema } from './sweep';
import { FigureSchema } from './figure';

/**
 * Sent to every client, at most a few times a second for each run. The database is always written before the event is
 * sent.
 */
export const WorkbenchEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('run'), run: RunSchema }),
  z.object({ type: z.literal('run-removed'), runId: z.int() }),
  /** Runs were restored, or deleted permanently. */
  z.object({ type: z.literal('trash') }),
  /** A new sweep, or one whose plan has changed. */
  z.object({ type: z.literal('sweep'), sweep: SweepSchema }),
  z.object({ type: z.literal('figure'), figure: FigureSchema }),
  /** The list of a run's checkpoints changed. */
  z.object({ type: z.literal('checkpoints'), runId: z.int() }),
  z.object({ type: z.literal('quality'), quality: QualitySchema }),
  /** Progress of the evaluation of a run, from 0 to 1. */
  z.object({ type: z.literal('quality-progress'), runId: z.int(), fraction: z.number() }),
  /** Progress of an export, from 0 to 1, by the key of its request. */
  z.object({ type: z.literal('export-progress'), key: z.string(), fraction: z.number() }),
  z.object({ type: z.literal('log'), runId: z.int(), entry: LogEntrySchema }),
  z.object({ type: z.literal('dataset'), dataset: DatasetSchema }),
  z.object({ type: z.literal('dataset-removed'), datasetId: z.string() }),
  z.object({ type: z.literal('settings'), settings: SettingsSchema }),
  z.object({ type: z.literal('download'), download: DownloadSchema }),
  z.object({ type: z.literal('engine-fetch'), fetch: EngineFetchSchema }),
  z.object({ type: z.literal('releases'), releases: ReleaseStatusSchema }),
  /** At most once a second. */
  z.object({ type: z.literal('fleet'), fleet: FleetStatusSchema }),
  /** Progress of an import, from 0 to 1. */
  z.object({ type: z.literal('import-progress'), inspectionId: z.string(), fraction: z.number() }),
]);
export type WorkbenchEvent = z.infer<typeof WorkbenchEventSchema>;

/**
 * Sent to clients that watch a run: every metric row after a given step, in order, about ten batches a second. A run
 * that is resumed from an earlier checkpoint measures later steps again: these rows are sent again, and replace the
 * earlier ones.
 */
export const MetricBatchSchema = z.object({ runId: z.int(), rows: z.array(MetricRowsSchema) });
export type MetricBatch = z.infer<typeof MetricBatchSchema>;
