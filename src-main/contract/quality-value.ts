import * as z from 'zod';

export const QualityValueSchema = z.object({
  value: z.number(),
  /** Of 95 %, for other samples of the same model; null where there is none. */
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
  /** The same metric of training items instead of samples: no better value means anything. */
  floor: z.object({ mean: z.number(), standardDeviation: z.number().nullable() }).nullable(),
});
export type QualityValue = z.infer<typeof QualityValueSchema>;

/** What lists show of a run's quality: of all that an evaluation measures, the metrics to look at first. */
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

/** Of the newest evaluation in full of a run, and what its values rest on. */
export const RunQualitySchema = z.object({
  step: z.int(),
  samples: z.int(),
  /** The hash of its weights; null for points. */
  encoder: z.string().nullable(),
  metrics: z.partialRecord(z.enum(HEADLINE_QUALITIES), QualityValueSchema),
});
export type RunQuality = z.infer<typeof RunQualitySchema>;
