import * as z from 'zod';

/**
 * Which value of a metric stands for a run: the lowest or the highest mean of up to 64 consecutive steps, since a single
 * value may be that of the luckiest batch, or the newest value at a step.
 */
export const MetricPlaceSchema = z.union([z.enum(['lowest', 'highest']), z.coerce.number().int().min(0)]);
export type MetricPlace = z.infer<typeof MetricPlaceSchema>;
