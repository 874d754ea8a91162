import * as z from 'zod';
import { DatasetSchema } from './dataset';
import { DownloadSchema } from './download';
import { LogEntrySchema, MetricRowsSchema, RunSchema } from './run';
import { QualitySchema } from './quality';
import { FigureSchema } from './figure';

/** Told to every client, at most a few times a second for each run. The row is always written before its event. */
export const WorkbenchEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('run'), run: RunSchema }),
  z.object({ type: z.literal('run-removed'), runId: z.int() }),
  z.object({ type: z.literal('figure'), figure: FigureSchema }),
  /** A run's checkpoints are others than before. */
  z.object({ type: z.literal('checkpoints'), runId: z.int() }),
  z.object({ type: z.literal('quality'), quality: QualitySchema }),
  /** Of a run that is being evaluated, from 0 to 1. */
  z.object({ type: z.literal('quality-progress'), runId: z.int(), fraction: z.number() }),
  z.object({ type: z.literal('log'), runId: z.int(), entry: LogEntrySchema }),
  z.object({ type: z.literal('dataset'), dataset: DatasetSchema }),
  z.object({ type: z.literal('dataset-removed'), datasetId: z.string() }),
  z.object({ type: z.literal('download'), download: DownloadSchema }),
  /** Of files that are being taken in, from 0 to 1. */
  z.object({ type: z.literal('import-progress'), inspectionId: z.string(), fraction: z.number() }),
]);
export type WorkbenchEvent = z.infer<typeof WorkbenchEventSchema>;

/**
 * Told to those who watch a run: every metric row after the step they named, in order, about ten batches a second.
 * A run resumed from an earlier checkpoint measures its steps from there on again: they come again, and take the place
 * of those that came before.
 */
export const MetricBatchSchema = z.object({ runId: z.int(), rows: z.array(MetricRowsSchema) });
export type MetricBatch = z.infer<typeof MetricBatchSchema>;
