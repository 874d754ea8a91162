import * as z from 'zod';
import { RunSchema } from './run';

/** Days after which a removed run is deleted permanently. */
export const TRASH_DAYS = 30;
/** The most removed runs in one list, the last removed first. */
export const MAX_TRASH_LISTED = 500;

export const RemovedRunSchema = z.object({
  run: RunSchema,
  removedAt: z.number(),
  /** Size of its checkpoints and figures. */
  bytes: z.number(),
});
export type RemovedRun = z.infer<typeof RemovedRunSchema>;

/** What was deleted permanently. */
export const PurgedSchema = z.object({
  runs: z.int(),
  /** Number of bytes by which the database has shrunk. */
  bytes: z.number(),
});
export type Purged = z.infer<typeof PurgedSchema>;
