import * as z from 'zod';
import { because, lineOfText, listOf, wholeNumberFrom } from './validation';

export const MAX_COMPARISON_NAME = 80;
export const MAX_COMPARISON_NOTE = 2000;
const MAX_COMPARISONS = 100;
const MAX_COMPARED = 500;

const NOTE = because({ code: 'note', most: MAX_COMPARISON_NOTE });

/** A comparison that a person wants to find again. */
export const SavedComparisonSchema = z.object({
  name: lineOfText('comparison-name', MAX_COMPARISON_NAME),
  note: z.string(NOTE).max(MAX_COMPARISON_NOTE, NOTE),
  /** In the order in which they are shown. */
  runs: listOf(wholeNumberFrom('run-number', 1), 'runs', MAX_COMPARED),
});
export type SavedComparison = z.infer<typeof SavedComparisonSchema>;

/** Listed by their names. */
export const SavedComparisonsSchema = z
  .array(SavedComparisonSchema, because('comparisons'))
  .max(MAX_COMPARISONS, because({ code: 'too-many-comparisons', most: MAX_COMPARISONS }));
