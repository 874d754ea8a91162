import * as z from 'zod';
import { ProblemSchema } from './error';

export const DatasetIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);

export const DatasetSchema = z.object({
  id: DatasetIdSchema,
  name: z.string(),
  summary: z.string(),
  source: z.enum(['generated', 'imported']),
  /** `absent`: made here, but not yet; it is made on first use. */
  state: z.enum(['absent', 'preparing', 'ready', 'failed']),
  /** 0 to 1 while `preparing`. */
  progress: z.number().nullable(),
  problem: ProblemSchema.nullable(),
  width: z.int(),
  height: z.int(),
  channels: z.int(),
  classNames: z.array(z.string()),
  trainCount: z.int(),
  testCount: z.int(),
  /** SHA-256 over images and labels of both splits, hex; null until ready. */
  fingerprint: z.string().nullable(),
  sizeBytes: z.int(),
});
export type Dataset = z.infer<typeof DatasetSchema>;

/** Some images of a dataset (or of an upload) as a sheet, with what they are labelled. */
export const DatasetPreviewSchema = z.object({
  /** Path of the PNG sheet, to be fetched from the shell. */
  sheetPath: z.string(),
  columns: z.int(),
  rows: z.int(),
  tileWidth: z.int(),
  tileHeight: z.int(),
  /** Row by row; empty where the dataset has no labels. */
  labels: z.array(z.string()),
});
export type DatasetPreview = z.infer<typeof DatasetPreviewSchema>;

/** Four files make a dataset; a few more are looked at before they are refused. */
export const MAX_IMPORT_FILES = 8;

/** What uploaded files were found to be, before they are taken in. */
export const InspectionSchema = z.object({
  /** Handed back to `datasets.import`. */
  inspectionId: z.string(),
  suggestedName: z.string(),
  width: z.int(),
  height: z.int(),
  trainCount: z.int(),
  testCount: z.int(),
  classNames: z.array(z.string()),
  /** Each file and what it was taken for, e.g. `train images`. */
  files: z.array(z.object({ name: z.string(), role: z.string() })),
  /** E.g. that no test split was given, and what is done instead. */
  notes: z.array(z.string()),
  preview: DatasetPreviewSchema,
});
export type Inspection = z.infer<typeof InspectionSchema>;
