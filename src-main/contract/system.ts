import * as z from 'zod';
import type { PartReason } from './problems/en/system';
import { isPhrase } from './problems/phrases';

/** In the data folder. */
export const LOG_FILE = 'workbench.log';

const part = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.object({ ok: z.boolean(), why: z.custom<PartReason>(isPhrase), ...shape });

/** What this machine offers and why; printed by `doctor`, shown in Settings. */
export const SystemInfoSchema = z.object({
  version: z.string(),
  dataDir: z.string(),
  databaseBytes: z.int(),
  /** The part of it that all checkpoints take. */
  checkpointBytes: z.int(),
  engine: part({
    backend: z.enum(['tensorflow', 'cpu']).nullable(),
    device: z.string().nullable(),
    tensorflow: z.string().nullable(),
  }),
  electron: part({ version: z.string().nullable() }),
  node: part({ version: z.string() }),
  sqlite: part({ version: z.string().nullable() }),
});
export type SystemInfo = z.infer<typeof SystemInfoSchema>;
