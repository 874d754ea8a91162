import * as z from 'zod';
import type { Evidence } from './problems/en/evidence';
import { isPhrase } from './problems/phrases';

export const AlertKindSchema = z.enum([
  'collapse',
  'discriminator-wins',
  'posterior-collapse',
  'memorisation',
  'divergence-ahead',
]);
export type AlertKind = z.infer<typeof AlertKindSchema>;

/** A known failure of generative models that a run shows signs of. */
export const AlertSchema = z.object({
  kind: AlertKindSchema,
  /** Where it was first seen. */
  step: z.int(),
  /** What was measured; a sentence in rows of earlier versions. */
  evidence: z.custom<Evidence>(isPhrase),
});
export type Alert = z.infer<typeof AlertSchema>;
