import * as z from 'zod';

/** What moving the data folder to a place takes. */
export const DataFolderPlanSchema = z.object({
  /** The full path of the place. */
  to: z.string(),
  /** Bytes of the data folder. */
  bytes: z.int(),
  /** Free bytes there; null where that cannot be known. */
  freeBytes: z.int().nullable(),
  /** Whether it lies on another disk, so that all files are copied and compared. */
  isCopied: z.boolean(),
});
export type DataFolderPlan = z.infer<typeof DataFolderPlanSchema>;

/** How far a move is; when it has ended, the workbench is open in the new place, or starts there. */
export const DataFolderMoveSchema = z.discriminatedUnion('state', [
  /** Runs stop with a checkpoint, and the data folder is closed. */
  z.object({ state: z.literal('closing') }),
  /** Bytes, of which `done` are copied. */
  z.object({ state: z.literal('copying'), done: z.int(), total: z.int() }),
  z.object({ state: z.literal('opening') }),
  /** The program starts again, in the new place. */
  z.object({ state: z.literal('restarting') }),
]);
export type DataFolderMove = z.infer<typeof DataFolderMoveSchema>;
