import * as z from 'zod';

/** A slot of a machine that trains runs of other machines. */
export const WorkerSchema = z.object({
  /** Name of the machine, and number of its slot. */
  name: z.string(),
  pool: z.string(),
  device: z.string(),
  state: z.enum(['idle', 'training', 'waiting-for-server']),
  /** The job that it trains, if it is one of this person. */
  job: z.string().nullable(),
  step: z.int().nullable(),
  stepsPerSecond: z.number().nullable(),
  seenAt: z.number(),
});
export type Worker = z.infer<typeof WorkerSchema>;
