import * as z from 'zod';
import { because, identifier, oneOf, wholeNumber } from './validation';

/**
 * Why a checkpoint is stored.
 * - `newest`: where a resume starts.
 * - `best`: of the lowest or highest value of the run's selection metric.
 * - `milestone`: one of a few, spread evenly over the run.
 * - `pinned`: because somebody wants it.
 */
export const CheckpointKindSchema = oneOf('checkpoint-kind', ['newest', 'best', 'milestone', 'pinned']);
export type CheckpointKind = z.infer<typeof CheckpointKindSchema>;

/** The value by which the best checkpoint is chosen. `step` is where it was measured: at the checkpoint or before it. */
export const MeasuredSchema = z.object({ metric: z.string(), value: z.number(), step: z.int() });
export type Measured = z.infer<typeof MeasuredSchema>;

export const CheckpointSchema = z.object({
  step: z.int(),
  /** Empty for one that was unpinned: the next checkpoint of its run takes its place. */
  kinds: z.array(CheckpointKindSchema),
  sizeBytes: z.int(),
  createdAt: z.number(),
  /** Time spent training up to it. */
  elapsedMs: z.number(),
  /** null where the model has no metric with a better direction, or it was not measured yet. */
  measured: MeasuredSchema.nullable(),
});
export type Checkpoint = z.infer<typeof CheckpointSchema>;

export const MAX_MILESTONES = 100;

/** Which checkpoints of a run stay, beside the newest and those that are pinned. */
export const RetentionSchema = z.object({
  /** At most so many, the newest included. */
  milestones: wholeNumber('milestones', { min: 0, max: MAX_MILESTONES }),
  /** Whether the best one stays, too. */
  best: z.boolean(because({ code: 'yes-or-no', what: 'best' })),
  /** By a model's id, the metric that its best is chosen by; the model's own choice where it has none. */
  bestBy: z.record(identifier('model-id', 64), identifier('metric-name', 64)).default({}),
});
export type Retention = z.infer<typeof RetentionSchema>;
export const DEFAULT_RETENTION: Retention = { milestones: 10, best: true, bestBy: {} };

/** Writing, reading or sending one takes about a millisecond. */
const PART_BYTES = 1024 * 1024;

/** A checkpoint's bytes as they are stored and sent, one part after the other; none of an empty one. */
export function checkpointParts(bytes: Uint8Array): Uint8Array[] {
  const count = Math.ceil(bytes.length / PART_BYTES);
  return Array.from({ length: count }, (_, part) =>
    bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES),
  );
}
