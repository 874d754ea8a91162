import * as z from 'zod';
import { RUN_LIMITS } from './run';
import { oneOf, wholeNumber, wholeNumberFrom } from './validation';

/**
 * The kinds of figures that a model can record at a step.
 * - `samples`: decodings of the run's fixed latent batch, a PNG sheet.
 * - `reconstructions`: test images and their reconstructions, in alternating columns or below one another, a PNG sheet.
 * - `manifold`: decodings of a grid over a 2-D latent plane, from −4 to 4 each way, z1 upwards, a PNG sheet.
 * - `latent-scatter`: test images in a 2-D latent plane, `Float32Array` of (z0, z1, label) triples, the label −1 where
 *   there is none.
 * - `points`: generated points over those of the test split, and the discriminator's output over the plane; see
 *   `point-cloud.ts`.
 * - `discriminator`: the discriminator's output for test items and for generated ones; see `discriminator-outputs.ts`.
 */
export const FigureKindSchema = oneOf('figure-kind', [
  'samples',
  'points',
  'reconstructions',
  'latent-scatter',
  'manifold',
  'discriminator',
]);
export type FigureKind = z.infer<typeof FigureKindSchema>;

/** Half the side of a manifold, along both latents. */
export const MANIFOLD_REACH = 4;

/**
 * Kinds of figures for a run's thumbnail, in order of preference: an autoencoder has reconstructions, but no samples.
 */
export const THUMBNAIL_KINDS: readonly FigureKind[] = ['samples', 'reconstructions', 'points'];

/** The division of a picture into tiles: their number, and their size in pixels. */
export const SheetSchema = z.object({
  columns: z.int(),
  rows: z.int(),
  tileWidth: z.int(),
  tileHeight: z.int(),
});
export type Sheet = z.infer<typeof SheetSchema>;

/** One recorded figure of a run at a step. Its bytes are served at `filePaths.figure(id)`. */
export const FigureSchema = z.object({
  id: z.int(),
  runId: z.int(),
  step: z.int(),
  kind: FigureKindSchema,
  mediaType: z.string(),
  /** Sheets only. */
  sheet: SheetSchema.nullable(),
});
export type Figure = z.infer<typeof FigureSchema>;

/** The most images or points drawn at once. */
const MAX_DRAWN = 2000;

/** A request for new samples from a checkpoint, besides recorded ones. */
export const DrawRequestSchema = z.object({
  /** The requested class; null for a row of each, or if the model is not conditional. */
  label: wholeNumber('class-number', { min: 0, max: 255 }).nullable(),
  count: wholeNumber('sample-count', { min: 1, max: MAX_DRAWN }),
  /** Equal seeds draw equal latents. */
  seed: wholeNumber('seed', RUN_LIMITS.seed),
  /** The step of the checkpoint; the newest if omitted. */
  step: wholeNumberFrom('checkpoint-step', 0).optional(),
});
export type DrawRequest = z.infer<typeof DrawRequestSchema>;

export const DrawingSchema = z.object({
  /** Its bytes are served at `filePaths.drawing(id)` while it is among the newest. */
  id: z.string(),
  /** The step of the checkpoint. */
  step: z.int(),
  /** null for points, whose bytes are a point cloud. */
  sheet: SheetSchema.nullable(),
});
export type Drawing = z.infer<typeof DrawingSchema>;
