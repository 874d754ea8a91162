import * as z from 'zod';
import { RunSchema } from './run';

/** Days after which a removed run is deleted permanently. */
export const TRASH_DAYS = 30;
/** Removed runs in one list: those removed last. */
export const MAX_TRASH_LISTED = 500;

export const RemovedRunSchema = z.object({
  run: RunSchema,
  removedAt: z.number(),
  /** Of its checkpoints and figures. */
  bytes: z.number(),
});
export type RemovedRun = z.infer<typeof RemovedRunSchema>;

/** What was deleted permanently. */
export const PurgedSchema = z.object({
  runs: z.int(),
  /** By how much what is stored has shrunk. */
  bytes: z.number(),
});
export type Purged = z.infer<typeof PurgedSchema>;
