import * as z from 'zod';

/** What a run takes on the disk. */
export const RunStorageSchema = z.object({
  id: z.int(),
  name: z.string(),
  /** Number of its checkpoints. */
  checkpoints: z.int(),
  /** Of its checkpoints and figures. */
  bytes: z.int(),
});

/** What a data folder takes on the disk, in bytes. */
export const StorageSchema = z.object({
  /** Where the data folder lies, also where a link leads there. */
  place: z.string(),
  /** The database, which contains checkpoints, figures, metrics and all else but the datasets. */
  databaseBytes: z.int(),
  checkpointBytes: z.int(),
  figureBytes: z.int(),
  /** Of runs in the trash. */
  trashBytes: z.int(),
  /** Runs that are not in the trash, the largest first. */
  runs: z.array(RunStorageSchema),
});
export type Storage = z.infer<typeof StorageSchema>;
