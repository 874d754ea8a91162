import * as z from 'zod';
import { FleetWorkerSchema } from '../contract/fleet';

/** What a slot of a machine reports of itself every few seconds. */
export const WorkerSchema = FleetWorkerSchema.omit({ runId: true, isOnline: true }).extend({
  /** The job that it trains, if it is one of this person. */
  job: z.string().nullable(),
  temperature: z.number().nullable().default(null),
});
export type Worker = z.infer<typeof WorkerSchema>;

export const BEAT_EVERY_MS = 5_000;
/** A worker that has missed three reports is out of sight. */
const OUT_OF_SIGHT_MS = 3 * BEAT_EVERY_MS + 1_000;

export const isOnline = ({ seenAt }: Pick<Worker, 'seenAt'>, now: number): boolean =>
  now - seenAt < OUT_OF_SIGHT_MS;
