import * as z from 'zod';
import { because, identifier, oneOf, wholeNumber } from './validation';

/**
 * Why a checkpoint is stored.
 * - `newest`: where a resume starts.
 * - `best`: with the lowest or highest value of the run's selection metric.
 * - `milestone`: one of a few, spread evenly over the run.
 * - `pinned`: chosen by the user.
 */
export const CheckpointKindSchema = oneOf('checkpoint-kind', ['newest', 'best', 'milestone', 'pinned']);
export type CheckpointKind = z.infer<typeof CheckpointKindSchema>;

/** The value by which the best checkpoint is chosen. `step` is where it was measured: at the checkpoint or before. */
export const MeasuredSchema = z.object({ metric: z.string(), value: z.number(), step: z.int() });
export type Measured = z.infer<typeof MeasuredSchema>;

export const CheckpointSchema = z.object({
  step: z.int(),
  /** Empty for one that was unpinned: the next checkpoint of its run replaces it. */
  kinds: z.array(CheckpointKindSchema),
  sizeBytes: z.int(),
  createdAt: z.number(),
  /** Training time up to it. */
  elapsedMs: z.number(),
  /** null if the model has no metric that is better when lower or higher, or it was not measured yet. */
  measured: MeasuredSchema.nullable(),
});
export type Checkpoint = z.infer<typeof CheckpointSchema>;

export const MAX_MILESTONES = 100;

/** Which checkpoints of a run are retained, besides the newest and pinned ones. */
export const RetentionSchema = z.object({
  /** The most milestones, including the newest checkpoint. */
  milestones: wholeNumber('milestones', { min: 0, max: MAX_MILESTONES }),
  /** Whether the best one is retained, too. */
  best: z.boolean(because({ code: 'yes-or-no', what: 'best' })),
  /** The metric that chooses the best checkpoint, by model id; the model's own choice if there is none. */
  bestBy: z.record(identifier('model-id', 64), identifier('metric-name', 64)).default({}),
});
export type Retention = z.infer<typeof RetentionSchema>;
export const DEFAULT_RETENTION: Retention = { milestones: 10, best: true, bestBy: {} };

/** Writing, reading or sending one part takes about a millisecond. */
const PART_BYTES = 1024 * 1024;

/** Divides a checkpoint's bytes into parts, as they are stored and sent; none if it is empty. */
export function checkpointParts(bytes: Uint8Array): Uint8Array[] {
  const count = Math.ceil(bytes.length / PART_BYTES);
  return Array.from({ length: count }, (_, part) =>
    bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES),
  );
}
