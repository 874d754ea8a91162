import * as z from 'zod';
import { SheetSchema } from './figure';
import { ClassChoiceSchema, LatentPlaceSchema, WeightsSchema } from './latent';
import { MAX_RUN_NAME } from './run';
import { because, finiteNumber, lineOfText, listOf, oneOf, wholeNumberFrom } from './validation';

/** A pin is one latent, a walk several in order. */
export const SAVED_LATENT_KINDS = ['pin', 'walk'] as const;
/** How the latents of a walk were found. */
export const WALK_PATHS = ['spherical', 'linear', 'drawn'] as const;
const MAX_WALK = 120;
const MAX_LATENT_SIZE = 1024;
/** Far beyond every prior. */
const VALUES = { min: -1e6, max: 1e6 };

const nameSchema = lineOfText('latents-name', MAX_RUN_NAME);
export const SavedLatentsIdSchema = wholeNumberFrom('latents-number', 1);

/** Latents to save with a run. Their decoded items are recorded with them. */
export const NewSavedLatentsSchema = z.object({
  place: LatentPlaceSchema,
  kind: oneOf('latents-kind', SAVED_LATENT_KINDS),
  name: nameSchema,
  /** [count, latentSize], in 32-bit floats. */
  latents: listOf(
    listOf(finiteNumber('latent-value', VALUES), 'latent', MAX_LATENT_SIZE),
    'latents',
    MAX_WALK,
  ),
  ...ClassChoiceSchema.shape,
  path: oneOf('walk-path', WALK_PATHS).nullable().default(null),
});
export type NewSavedLatents = z.infer<typeof NewSavedLatentsSchema>;

export const SavedLatentsSchema = z.object({
  ...NewSavedLatentsSchema.omit({ place: true }).shape,
  id: z.int(),
  runId: z.int(),
  /** The checkpoint whose weights decoded the recorded items. */
  step: z.int(),
  weights: WeightsSchema,
  /** Whether the report shows them. */
  inReport: z.boolean(),
  /** The layout of the recorded images; null for points. */
  sheet: SheetSchema.nullable(),
  /** Milliseconds since 1970. */
  createdAt: z.number(),
});
export type SavedLatents = z.infer<typeof SavedLatentsSchema>;

export const SavedLatentsChangeSchema = z.object({
  name: nameSchema.optional(),
  inReport: z.boolean(because({ code: 'yes-or-no', what: 'in-report' })).optional(),
});
export type SavedLatentsChange = z.infer<typeof SavedLatentsChangeSchema>;
