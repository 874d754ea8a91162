import * as z from 'zod';
import { DatasetPreviewSchema, MAX_PREVIEW } from './dataset';
import { because, listOf, wholeNumberFrom } from './validation';

/** A request for the training images nearest to samples of a recorded sheet. */
export const NearestRequestSchema = z.object({
  figureId: wholeNumberFrom('figure-number', 1),
  /** Indices on the sheet, row by row. */
  tiles: listOf(wholeNumberFrom('sample-place', 0), 'samples', MAX_PREVIEW.images).min(
    1,
    because('some-samples'),
  ),
});
export type NearestRequest = z.infer<typeof NearestRequestSchema>;

export const NearestSchema = z.object({
  /** The space of the distances: features of the dataset's encoder or, if it has none yet, pixels from 0 to 1. */
  space: z.enum(['features', 'pixels']),
  /** Euclidean distances, one for each requested sample. */
  distances: z.array(z.number()),
  /** The nearest training images, in the same order. */
  preview: DatasetPreviewSchema.options[0],
});
export type Nearest = z.infer<typeof NearestSchema>;
