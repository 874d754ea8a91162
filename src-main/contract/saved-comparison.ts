import * as z from 'zod';
import { lineOfText, listOf, wholeNumberFrom } from './validation';

export const MAX_COMPARISON_NAME = 80;
export const MAX_COMPARISON_NOTE = 2000;
const MAX_COMPARISONS = 100;
const MAX_COMPARED = 500;

/** A comparison that a person wants to find again. */
export const SavedComparisonSchema = z.object({
  name: lineOfText('The name of a comparison', MAX_COMPARISON_NAME),
  note: z
    .string({ error: 'A note is text.' })
    .max(MAX_COMPARISON_NOTE, { error: `A note has at most ${String(MAX_COMPARISON_NOTE)} characters.` }),
  /** In the order in which they are shown. */
  runs: listOf(wholeNumberFrom('The number of a run', 1), 'The list of runs', MAX_COMPARED),
});
export type SavedComparison = z.infer<typeof SavedComparisonSchema>;

/** Listed by their names. */
export const SavedComparisonsSchema = z
  .array(SavedComparisonSchema, { error: 'The comparisons are a list.' })
  .max(MAX_COMPARISONS, {
    error: `There are at most ${String(MAX_COMPARISONS)} saved comparisons: remove one first.`,
  });
