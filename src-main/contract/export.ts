import * as z from 'zod';
import { DatasetIdSchema } from './dataset';
import { FieldSchema } from './hyperparameters';
import { ProblemSchema } from './problem';
import { MAX_REPORT_RUNS } from './files';
import { LOCALES } from './locale';
import { identifier, listOf, oneOf, wholeNumberFrom } from './validation';

/** Files that can be written about runs, and of datasets: see `src-main/exports`. */

const OPTION_NAME_LENGTH = 64;

export const ExportRunsSchema = listOf(wholeNumberFrom('run-number', 1), 'runs', MAX_REPORT_RUNS);

/** A format, as it can be written about some runs or of a dataset. */
export const ExportFormatSchema = z.object({
  /** For the command line, e.g. `metrics-csv`. */
  id: z.string(),
  /** E.g. `Metrics (CSV)`. */
  name: z.string(),
  /** What the file contains, in a sentence or two. */
  help: z.string(),
  /** Whether a file is about one run only, about one or several, or of a dataset. */
  of: z.enum(['run', 'runs', 'dataset']),
  mediaType: z.string(),
  /** How a file can be shown before it is saved; null if it cannot. */
  preview: z.enum(['picture', 'film', 'text']).nullable(),
  /** Whether it takes so long that nobody wants it written unasked, for a preview. */
  isSlow: z.boolean(),
  /** Whether it sends the runs to a server, and the file only says what was sent. */
  isUpload: z.boolean(),
  /** Options by name; their defaults and limits depend on the runs or the dataset. */
  fields: z.record(z.string(), FieldSchema),
  /** Why there is nothing to write about them; null if there is. */
  problem: ProblemSchema.nullable(),
});
export type ExportFormat = z.infer<typeof ExportFormatSchema>;

const RequestSchema = z.object({
  format: identifier('export-format', OPTION_NAME_LENGTH),
  /** Options that differ from their defaults, which are checked against the format's fields. */
  options: z.record(z.string().max(OPTION_NAME_LENGTH), z.unknown()).default({}),
  /** The language of reports. */
  locale: oneOf('language', LOCALES).default('en'),
  /** Names the export in events about its progress. */
  key: identifier('export-key', OPTION_NAME_LENGTH).default(''),
});

export const ExportRequestSchema = RequestSchema.extend({ runs: ExportRunsSchema });
export type ExportRequest = z.input<typeof ExportRequestSchema>;

/** The same of a dataset. */
export const DatasetExportRequestSchema = RequestSchema.extend({ dataset: DatasetIdSchema });
export type DatasetExportRequest = z.input<typeof DatasetExportRequestSchema>;

/** A written file, available at `filePaths.exported(id)` while it is among the newest. */
export const ExportedSchema = z.object({
  id: z.string(),
  fileName: z.string(),
  mediaType: z.string(),
  bytes: z.int(),
});
export type Exported = z.infer<typeof ExportedSchema>;
