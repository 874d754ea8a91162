import * as z from 'zod';
import type { FieldReason } from './problems/en/fields';
import { isPhrase } from './problems/phrases';

/** What went wrong: a code with its parameters, and how that reads in English in the window. */
export const ProblemSchema = z.object({
  /** Stable and machine-readable, e.g. `dataset.truncated`. */
  code: z.string(),
  /** What the catalogue words; none where another version of the workbench gave or recorded it as text alone. */
  params: z.record(z.string(), z.json()).optional(),
  /** What happened and why. */
  message: z.string(),
  /** What to do next. */
  advice: z.string(),
  /** Problems by form field, where the input was a form. */
  fields: z.record(z.string(), z.custom<FieldReason>(isPhrase)).optional(),
});
export type Problem = z.infer<typeof ProblemSchema>;
