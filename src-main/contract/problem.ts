import * as z from 'zod';
import type { FieldReason } from './problems/en/fields';
import { isPhrase } from './problems/phrases';

/** What went wrong: a code with its parameters, and its English text for the window. */
export const ProblemSchema = z.object({
  /** Stable and machine-readable, e.g. `dataset.truncated`. */
  code: z.string(),
  /** The parameters of the catalogue's text; absent if another version of the workbench recorded only the text. */
  params: z.record(z.string(), z.json()).optional(),
  /** What happened and why. */
  message: z.string(),
  /** What to do next. */
  advice: z.string(),
  /** Reasons by form field, if the input was a form. */
  fields: z.record(z.string(), z.custom<FieldReason>(isPhrase)).optional(),
});
export type Problem = z.infer<typeof ProblemSchema>;
