import * as z from 'zod';

export const QualityValueSchema = z.object({
  value: z.number(),
  /** The 95 % confidence interval over other samples of the same model; null if there is none. */
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
  /** The same metric for training items instead of samples: a better value than this has no meaning. */
  floor: z.object({ mean: z.number(), standardDeviation: z.number().nullable() }).nullable(),
});
export type QualityValue = z.infer<typeof QualityValueSchema>;

/** The metrics of quality that lists of runs show, which are the ones to look at first. */
export const HEADLINE_QUALITIES = [
  'clipped_density',
  'clipped_coverage',
  'kernel_distance',
  'classes_covered',
  'recognised',
  'modes_covered',
  'high_quality',
  'wasserstein',
] as const;
export type HeadlineQuality = (typeof HEADLINE_QUALITIES)[number];

/** The newest full evaluation of a run, with its number of samples and its encoder. */
export const RunQualitySchema = z.object({
  step: z.int(),
  samples: z.int(),
  /** The hash of the encoder's weights; null for points. */
  encoder: z.string().nullable(),
  metrics: z.partialRecord(z.enum(HEADLINE_QUALITIES), QualityValueSchema),
});
export type RunQuality = z.infer<typeof RunQualitySchema>;
