import * as z from 'zod';

/**
 * What a model can show of itself at a step.
 * - `samples`: decodings of the run's fixed latent batch, a PNG sheet.
 * - `reconstructions`: test images and their reconstructions, in alternating columns or below one another, a PNG sheet.
 * - `manifold`: decodings of a grid over a 2-D latent plane, from −4 to 4 each way, z1 upwards, a PNG sheet.
 * - `latent-scatter`: test images in a 2-D latent plane, `Float32Array` of (z0, z1, label) triples.
 */
export const FigureKindSchema = z.enum(['samples', 'reconstructions', 'latent-scatter', 'manifold']);
export type FigureKind = z.infer<typeof FigureKindSchema>;

/** One recorded figure of a run at a step. Its bytes are had by `filePaths.sample(id)`. */
export const SampleSchema = z.object({
  id: z.int(),
  runId: z.int(),
  step: z.int(),
  kind: FigureKindSchema,
  mediaType: z.string(),
  /** Sheets only: how the picture divides into tiles, in tiles and in pixels. */
  sheet: z.object({ columns: z.int(), rows: z.int(), tileWidth: z.int(), tileHeight: z.int() }).nullable(),
});
export type Sample = z.infer<typeof SampleSchema>;
export type Sheet = NonNullable<Sample['sheet']>;
