import * as z from 'zod';
import { because, lineOfText, listOf, oneOf, wholeNumberFrom } from './validation';

export const MAX_COMPARISON_NAME = 80;
export const MAX_COMPARISON_NOTE = 2000;
const MAX_COMPARISONS = 100;
const MAX_COMPARED = 500;

const NOTE = because({ code: 'note', most: MAX_COMPARISON_NOTE });

/** The parts of a comparison in the window and in a report, in their default order. */
export const COMPARISON_SECTIONS = [
  'summary',
  'samples',
  'progression',
  'charts',
  'figures',
  'quality',
  'metrics',
  'hyperparameters',
  'configuration',
] as const;
export type ComparisonSection = (typeof COMPARISON_SECTIONS)[number];

const ONCE = because('sections-twice');

/** The sections that are shown, in order. */
export const SectionsSchema = listOf(
  oneOf('comparison-section', COMPARISON_SECTIONS),
  'comparison-sections',
  COMPARISON_SECTIONS.length,
).refine((sections) => new Set(sections).size === sections.length, ONCE);

/** A comparison that the user has saved. */
export const SavedComparisonSchema = z.object({
  name: lineOfText('comparison-name', MAX_COMPARISON_NAME),
  note: z.string(NOTE).max(MAX_COMPARISON_NOTE, NOTE),
  /** In display order. */
  runs: listOf(wholeNumberFrom('run-number', 1), 'runs', MAX_COMPARED),
  sections: SectionsSchema.default([...COMPARISON_SECTIONS]),
  /** The baseline run; null for none. */
  baseline: wholeNumberFrom('run-number', 1).nullable().default(null),
  /** The step of the figures; null for the newest. */
  step: wholeNumberFrom('checkpoint-step', 0).nullable().default(null),
});
export type SavedComparison = z.infer<typeof SavedComparisonSchema>;

/** Identified by name. */
export const SavedComparisonsSchema = z
  .array(SavedComparisonSchema, because('comparisons'))
  .max(MAX_COMPARISONS, because({ code: 'too-many-comparisons', most: MAX_COMPARISONS }));
