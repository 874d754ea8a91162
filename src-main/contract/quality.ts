import * as z from 'zod';
import { EngineInfoSchema } from './engine';
import { SheetSchema } from './figure';
import { QualityValueSchema } from './quality-value';
import { RUN_LIMITS } from './run';
import { wholeNumber, wholeNumberFrom } from './validation';

/** Samples of an evaluation by default; fewer where the test split has fewer items. */
export const QUALITY_SAMPLES = 10_000;
/** Of the quick evaluations while a run trains: enough for clipped coverage and kernel distance to move by a hundredth. */
export const QUICK_SAMPLES = 2048;
/** Another number where the encoders' network or its training changes: older files are then of other encoders. */
export const ENCODER_VERSION = 1;
export const MIN_QUALITY_SAMPLES = 50;
const MAX_QUALITY_SAMPLES = 20_000;

/** What the features that metrics are measured on are made by: comparable for one `hash` only. */
export const EncoderInfoSchema = z.object({
  /** A classifier's last hidden layer or, of data without labels, an autoencoder's bottleneck. */
  kind: z.enum(['classifier', 'autoencoder']),
  /** Of its weights: the first 12 hexadecimal digits of their SHA-256. */
  hash: z.string(),
  /** Features of an item. */
  dimensions: z.int(),
  /** On the whole test split: a classifier's accuracy, or an autoencoder's mean squared error of a pixel. */
  score: z.number(),
  scoredOn: z.int(),
});
export type EncoderInfo = z.infer<typeof EncoderInfoSchema>;

/** All metrics, or those that take seconds: without extrapolation, exact transport and structural similarity. */
export const QualityEffortSchema = z.enum(['full', 'quick']);
export type QualityEffort = z.infer<typeof QualityEffortSchema>;

/** Samples nearest to training images, for their number: a column each in a sheet, above these. */
export const ClosestPairsSchema = z.object({
  sheet: SheetSchema,
  /** In features; `ratio` to the distance of the training image from its own nearest one, null where that is zero. */
  distances: z.array(z.object({ distance: z.number(), ratio: z.number().nullable() })),
  /** Mean distance of held-out images nearest to training images; null where it was not measured. */
  floorDistance: z.number().nullable(),
});
export type ClosestPairs = z.infer<typeof ClosestPairsSchema>;

/** How long it takes to draw samples, and what it was measured on. */
export const SamplingTimeSchema = z.object({
  /** Of 1 000 samples, decoded and read back, in milliseconds: the fastest of several times. */
  msPer1000: z.number(),
  backend: EngineInfoSchema.shape.backend,
  /** `CPU`, or the GPU's name. */
  device: z.string(),
  /** The processor by its own name. */
  processor: z.string(),
  /** That one operation is divided among. */
  threads: z.int(),
});
export type SamplingTime = z.infer<typeof SamplingTimeSchema>;

/** How good the samples of one checkpoint are, with all that the numbers rest on. */
export const QualitySchema = z.object({
  id: z.int(),
  runId: z.int(),
  step: z.int(),
  /** Samples, and as many real items of the test split. */
  samples: z.int(),
  seed: z.int(),
  effort: QualityEffortSchema,
  /** null for points. */
  encoder: EncoderInfoSchema.nullable(),
  /** By the metrics' ids. */
  metrics: z.record(z.string(), QualityValueSchema),
  /** Recognised samples of each class, or good ones of each mode; null without classes. */
  histogram: z.array(z.int()).nullable(),
  /** Of images, measured in full; their picture is at `filePaths.closestPairs(id)`. */
  closest: ClosestPairsSchema.optional(),
  /** Measured in full; evaluations from before it was measured have none. */
  sampling: SamplingTimeSchema.optional(),
  createdAt: z.number(),
});
export type Quality = z.infer<typeof QualitySchema>;

/** What a metric says of a generator, in a summary: how good samples are, how much of the data they cover, both at once, or whether they are copies. */
export const QualityAspectSchema = z.enum(['fidelity', 'diversity', 'overall', 'memorisation']);
export type QualityAspect = z.infer<typeof QualityAspectSchema>;

/** What a metric of quality is, for tables and help. */
export const QualityMetricSchema = z.object({
  id: z.string(),
  name: z.string(),
  unit: z.string().nullable(),
  better: z.enum(['lower', 'higher', 'neither']),
  target: z.number().optional(),
  /** What to look at first; of models with a likelihood alone; and the others. */
  panel: z.enum(['default', 'likelihood', 'more']),
  /** Of the metrics that stand in a summary. */
  aspect: QualityAspectSchema.optional(),
  help: z.string(),
  source: z.string(),
});
export type QualityMetricInfo = z.infer<typeof QualityMetricSchema>;

export const QualityRequestSchema = z.object({
  /** Of a checkpoint; the newest where it is left out. */
  step: wholeNumberFrom('checkpoint-step', 0).optional(),
  samples: wholeNumber('sample-count', {
    min: MIN_QUALITY_SAMPLES,
    max: MAX_QUALITY_SAMPLES,
  }).default(QUALITY_SAMPLES),
  seed: wholeNumber('seed', RUN_LIMITS.seed).default(1),
});
export type QualityRequest = z.infer<typeof QualityRequestSchema>;
