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

/** A sign, in a run, of a known failure of generative models. */
export const AlertSchema = z.object({
  kind: AlertKindSchema,
  /** The step at which it was first detected. */
  step: z.int(),
  /** What was measured; plain text in rows of earlier versions. */
  evidence: z.custom<Evidence>(isPhrase),
});
export type Alert = z.infer<typeof AlertSchema>;
