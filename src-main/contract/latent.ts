import * as z from 'zod';
import { RUN_LIMITS } from './run';
import { because, finiteNumber, oneOf, wholeNumber, wholeNumberFrom } from './validation';

/**
 * What the Latent screen requests from a model: first the sizes of its latent space, then bytes outside the API. Values
 * are sent and returned as little-endian 32-bit floats, images as bytes from 0 to 255; see `filePaths.latent`.
 */

/** The exponential moving average of the weights, if the run has one, or the trained weights. */
export const WEIGHTS = ['average', 'trained'] as const;
export const WeightsSchema = oneOf('weights-kind', WEIGHTS);
export type Weights = z.infer<typeof WeightsSchema>;

/** Limit of models that are explored together: each is a process of a few hundred MB. */
export const MAX_LATENT_MODELS = 4;

/** The model of a latent space: a checkpoint of a run, the newest if no step is given. */
export const LatentPlaceSchema = z.object({
  id: wholeNumberFrom('run-number', 1),
  step: wholeNumberFrom('checkpoint-step', 0).optional(),
  weights: WeightsSchema.default('average'),
});
export type LatentPlace = z.infer<typeof LatentPlaceSchema>;

export const LatentFactsSchema = z.object({
  /** The step of the checkpoint. */
  step: z.int(),
  weights: WeightsSchema,
  hasAverage: z.boolean(),
  latentSize: z.int(),
  prior: z.enum(['normal', 'uniform', 'rectified-normal']),
  /** Number of classes of a conditional model; null for other models. */
  classes: z.int().nullable(),
  hasEncoder: z.boolean(),
  /** The decoded items; for points, the square in which they are shown. */
  item: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('images'), width: z.int(), height: z.int(), channels: z.int() }),
    z.object({
      kind: z.literal('points'),
      view: z.object({ x: z.number(), y: z.number(), reach: z.number() }),
    }),
  ]),
  /** Items of the test split. */
  testCount: z.int(),
  /** For variational autoencoders, the mean KL divergence of each latent over test items, in nats; null if not finite. */
  kl: z.array(z.number()).nullable(),
});
export type LatentFacts = z.infer<typeof LatentFactsSchema>;

export const LATENT_LIMITS = {
  /** Number of latents or items per request. */
  count: { min: 1, max: 5000 },
  /** The most 32-bit floats in one request. */
  values: 1_000_000,
} as const;

/** Attributes that are measured on images; see `measured-attributes.ts`. */
export const MEASURED_ATTRIBUTES = ['brightness', 'thickness', 'slant', 'width'] as const;
export type MeasuredAttribute = (typeof MEASURED_ATTRIBUTES)[number];

/**
 * How directions are found.
 * - `encoded`, `generated`, `layer`: principal components of encodings, of generated items, of the activations of the
 *   generator's first layer.
 * - `local`, `classes`: at one latent, the directions of the largest change, and the gradient of each class's logit.
 * - `attributes`: from items without an attribute to those with it, for images the measured ones first, then the classes.
 */
const DIRECTION_METHODS = ['encoded', 'generated', 'layer', 'local', 'classes', 'attributes'] as const;

/** Far beyond the steps after which a search stands still. */
const MAX_SEARCH_STEPS = 1_000_000;

const count = wholeNumber('item-count', LATENT_LIMITS.count);
const label = wholeNumber('class-number', { min: 0, max: 255 });

/** The most classes, and the most picked items, of one group. */
export const MAX_GROUP = 256;
const GROUP = because({ code: 'list', what: 'attribute-group', most: MAX_GROUP });
/** Test items: those of some classes, and items picked one by one, by their indices in the split. */
export const LatentGroupSchema = z.object({
  classes: z.array(label, GROUP).max(MAX_GROUP, GROUP),
  items: z.array(wholeNumberFrom('item-place', 0), GROUP).max(MAX_GROUP, GROUP),
});
export type LatentGroup = z.infer<typeof LatentGroupSchema>;

/** What two groups are balanced over: their classes, an attribute that is measured on images, or nothing. */
export const BALANCES = ['classes', ...MEASURED_ATTRIBUTES, 'nothing'] as const;
export type Balance = (typeof BALANCES)[number];

/** A class of a conditional model or, with `to`, an interpolation of two; null for other models. */
export const ClassChoiceSchema = z.object({
  label: label.nullable().default(null),
  to: z
    .object({ label, share: finiteNumber('class-share', { min: 0, max: 1 }) })
    .nullable()
    .default(null),
});
export type ClassChoice = z.infer<typeof ClassChoiceSchema>;

/**
 * - `decode`: latents [n, latentSize] → images [n, height · width · channels], or points [n, 2]. For a conditional
 *   model, of a class; with `to`, of a mixture of two.
 * - `draw`: `count` latents of the prior → [n, latentSize].
 * - `sheet`: the latents of the run's recorded samples → [n, latentSize].
 * - `encoded`: a seeded choice of test items → [n, latentSize + 2]: posterior means, class (−1 without one), index in
 *   the test split.
 * - `umap`: positions in the plane of the items that `encoded` answers for the same count and seed, by a layout with a
 *   seed of its own; see `umap.ts` →
 *   the fraction done and, once that is 1, the positions: [1] or [1 + 2n]. Requested again until it is done.
 * - `items`: indices in a split [n] → images or points.
 * - `neighbors`: a latent → the training items nearest to what it decodes to; see `latent-neighbors.ts`. Requested again
 *   until all training items are encoded.
 * - `encode`: images from 0 to 1 [n, values], or points → [n, latentSize].
 * - `directions`: no values, or for those at one latent that latent → [1 + directions, 1 + latentSize]: a row for the
 *   origin, then for each direction its fraction of the variance and its values, of length 1. In place of the fraction,
 *   gradients have their slope, attributes their separation (d′).
 * - `groups`: the direction from the encoded test items of group b to those of group a → [3 + 2 (1 + latentSize)]: the
 *   numbers of items of a and of b, that of the strata over which they are balanced (0 if no stratum has items of both:
 *   then they are not), and rows like those of `directions`.
 * - `search`: gradient descent towards the latent of an item: latent, two moments and the item → latent, moments and
 *   the error before each step; see `latent-search.ts`.
 */
export const LatentRequestSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('decode'), ...ClassChoiceSchema.shape }),
  z.object({ kind: z.literal('draw'), count, seed: wholeNumber('seed', RUN_LIMITS.seed) }),
  z.object({ kind: z.literal('sheet') }),
  z.object({ kind: z.literal('encoded'), count, seed: wholeNumber('seed', RUN_LIMITS.seed) }),
  z.object({
    kind: z.literal('umap'),
    count,
    seed: wholeNumber('seed', RUN_LIMITS.seed),
    layoutSeed: wholeNumber('seed', RUN_LIMITS.seed).default(0),
  }),
  z.object({ kind: z.literal('items'), split: oneOf('split', ['test', 'training']).default('test') }),
  z.object({
    kind: z.literal('neighbors'),
    count: wholeNumber('item-count', { min: 1, max: 100 }),
    ...ClassChoiceSchema.shape,
  }),
  z.object({ kind: z.literal('encode') }),
  z.object({
    kind: z.literal('directions'),
    method: oneOf('direction-kind', DIRECTION_METHODS),
    count: wholeNumber('direction-count', { min: 1, max: 100 }),
    label: label.nullable().default(null),
  }),
  z.object({
    kind: z.literal('groups'),
    a: LatentGroupSchema,
    b: LatentGroupSchema,
    balance: oneOf('balance', BALANCES).default('classes'),
  }),
  z.object({
    kind: z.literal('search'),
    steps: wholeNumber('search-steps', { min: 1, max: 100 }),
    taken: wholeNumber('search-steps-taken', { min: 0, max: MAX_SEARCH_STEPS }),
    label: label.nullable().default(null),
  }),
]);
export type LatentRequest = z.infer<typeof LatentRequestSchema>;
/** A request before defaults are filled in. */
export type LatentQuestion = z.input<typeof LatentRequestSchema>;
