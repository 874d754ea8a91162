import * as z from 'zod';
import { EngineInfoSchema } from './engine';
import { SheetSchema } from './figure';
import { QualityValueSchema } from './quality-value';
import { RUN_LIMITS } from './run';
import { wholeNumber, wholeNumberFrom } from './validation';

/** Default number of samples in an evaluation; fewer if the test split has fewer items. */
export const QUALITY_SAMPLES = 10_000;
/**
 * Number of samples in quick evaluations during training: enough to determine clipped coverage and kernel distance to
 * about a hundredth.
 */
export const QUICK_SAMPLES = 2048;
/**
 * Increase this when the encoders' network or its training changes: files with an older number are of other encoders.
 */
export const ENCODER_VERSION = 1;
export const MIN_QUALITY_SAMPLES = 50;
const MAX_QUALITY_SAMPLES = 20_000;

/** The encoder that computes the features for metrics. Values are only comparable for the same `hash`. */
export const EncoderInfoSchema = z.object({
  /** The features are a classifier's last hidden layer or, for data without labels, an autoencoder's bottleneck. */
  kind: z.enum(['classifier', 'autoencoder']),
  /** The first 12 hexadecimal digits of the SHA-256 of its weights. */
  hash: z.string(),
  /** Number of features of an item. */
  dimensions: z.int(),
  /** On the whole test split: a classifier's accuracy, or an autoencoder's mean squared error per pixel. */
  score: z.number(),
  scoredOn: z.int(),
});
export type EncoderInfo = z.infer<typeof EncoderInfoSchema>;

/**
 * All metrics, or only those that take seconds: without extrapolation, exact optimal transport and structural
 * similarity.
 */
export const QualityEffortSchema = z.enum(['full', 'quick']);
export type QualityEffort = z.infer<typeof QualityEffortSchema>;

/**
 * The samples that are closest to training images. Each has a column in the sheet, above its nearest training image.
 */
export const ClosestPairsSchema = z.object({
  sheet: SheetSchema,
  /**
   * Distances in features; `ratio` is relative to the distance of the training image from its own nearest neighbour,
   * and null if that is zero.
   */
  distances: z.array(z.object({ distance: z.number(), ratio: z.number().nullable() })),
  /** Mean distance of held-out images to their nearest training images; null if it was not measured. */
  floorDistance: z.number().nullable(),
});
export type ClosestPairs = z.infer<typeof ClosestPairsSchema>;

/** How long it takes to draw samples, and the hardware of the measurement. */
export const SamplingTimeSchema = z.object({
  /** Milliseconds for 1 000 samples, decoded and read back: the fastest of several measurements. */
  msPer1000: z.number(),
  backend: EngineInfoSchema.shape.backend,
  /** `CPU`, or the GPU's name. */
  device: z.string(),
  /** The processor's name. */
  processor: z.string(),
  /** Number of threads within one operation. */
  threads: z.int(),
});
export type SamplingTime = z.infer<typeof SamplingTimeSchema>;

/** The quality of the samples of one checkpoint, with the settings of the evaluation. */
export const QualitySchema = z.object({
  id: z.int(),
  runId: z.int(),
  step: z.int(),
  /** Number of samples, and of real items from the test split. */
  samples: z.int(),
  seed: z.int(),
  effort: QualityEffortSchema,
  /** null for points. */
  encoder: EncoderInfoSchema.nullable(),
  /** By metric id. */
  metrics: z.record(z.string(), QualityValueSchema),
  /** Recognised samples of each class, or good ones of each mode; null without classes. */
  histogram: z.array(z.int()).nullable(),
  /** Only in full evaluations of images; their picture is at `filePaths.closestPairs(id)`. */
  closest: ClosestPairsSchema.optional(),
  /** Only in full evaluations; absent in those from before it was measured. */
  sampling: SamplingTimeSchema.optional(),
  createdAt: z.number(),
});
export type Quality = z.infer<typeof QualitySchema>;

/**
 * The aspect of a generator that a metric measures, for a summary: how good samples are, how much of the data they
 * cover, both at once, or whether they are copies.
 */
export const QualityAspectSchema = z.enum(['fidelity', 'diversity', 'overall', 'memorisation']);
export type QualityAspect = z.infer<typeof QualityAspectSchema>;

/** The description of a metric of quality, for tables and help. */
export const QualityMetricSchema = z.object({
  id: z.string(),
  name: z.string(),
  unit: z.string().nullable(),
  better: z.enum(['lower', 'higher', 'neither']),
  target: z.number().optional(),
  /** `default` metrics are the ones to look at first; `likelihood` metrics are only for models with a likelihood. */
  panel: z.enum(['default', 'likelihood', 'more']),
  /** Only for metrics in the summary. */
  aspect: QualityAspectSchema.optional(),
  help: z.string(),
  source: z.string(),
});
export type QualityMetricInfo = z.infer<typeof QualityMetricSchema>;

export const QualityRequestSchema = z.object({
  /** The step of a checkpoint; the newest if omitted. */
  step: wholeNumberFrom('checkpoint-step', 0).optional(),
  samples: wholeNumber('sample-count', {
    min: MIN_QUALITY_SAMPLES,
    max: MAX_QUALITY_SAMPLES,
  }).default(QUALITY_SAMPLES),
  seed: wholeNumber('seed', RUN_LIMITS.seed).default(1),
});
export type QualityRequest = z.infer<typeof QualityRequestSchema>;
