import * as z from 'zod';
import { ProblemSchema } from './problem';

/** A slot of a machine that trains runs of other machines. */
export const FleetWorkerSchema = z.object({
  /** Name of the machine, its process, and number of its slot. */
  name: z.string(),
  pool: z.string(),
  device: z.string(),
  state: z.enum(['idle', 'training', 'waiting-for-server']),
  /** The run that it trains; null if it trains none, or one of another data folder or person. */
  runId: z.int().nullable(),
  step: z.int().nullable(),
  stepsPerSecond: z.number().nullable(),
  /** Of its device, in degrees Celsius; null where that is not known. */
  temperature: z.number().nullable(),
  /** Whether it has reported within the last seconds. */
  isOnline: z.boolean(),
  seenAt: z.number(),
});
export type FleetWorker = z.infer<typeof FleetWorkerSchema>;

/** The queue of a pool, of this person's runs in all data folders. */
export const FleetPoolSchema = z.object({
  pool: z.string(),
  waiting: z.int(),
  training: z.int(),
});
export type FleetPool = z.infer<typeof FleetPoolSchema>;

/** What a data folder knows of the machines of its fleet. */
export const FleetStatusSchema = z.object({
  server: z.string(),
  person: z.string(),
  isConnected: z.boolean(),
  /** Why the server cannot be used; null while it can, and before the first attempt has ended. */
  problem: ProblemSchema.nullable(),
  /** In alphabetical order, as workers. */
  pools: z.array(FleetPoolSchema),
  /** Those that were seen within a day. */
  workers: z.array(FleetWorkerSchema),
});
export type FleetStatus = z.infer<typeof FleetStatusSchema>;
