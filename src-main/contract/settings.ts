import * as z from 'zod';
import { AutomaticEvaluationSchema, DEFAULT_AUTOMATIC_EVALUATION } from './automatic-evaluation';
import { DEFAULT_RETENTION, RetentionSchema } from './checkpoint';
import { DEFAULT_RUN_VIEW, RunViewSchema, SavedViewsSchema } from './run-view';
import { SavedComparisonsSchema } from './saved-comparison';
import { wholeNumber } from './validation';

export const RUNS_PER_DEVICE = { min: 1, max: 4 } as const;
/** How many runs may train on one device at the same time. */
const RunsPerDeviceSchema = wholeNumber('runs-per-device', RUNS_PER_DEVICE);

/** What holds for a whole data folder. A part that was never set, or cannot be read, has its default. */
export const SettingsSchema = z.object({
  retention: RetentionSchema.catch(DEFAULT_RETENTION).default(DEFAULT_RETENTION),
  runsPerDevice: RunsPerDeviceSchema.catch(RUNS_PER_DEVICE.min).default(RUNS_PER_DEVICE.min),
  evaluation: AutomaticEvaluationSchema.catch(DEFAULT_AUTOMATIC_EVALUATION).default(
    DEFAULT_AUTOMATIC_EVALUATION,
  ),
  /** How the list of runs was last looked at. */
  runView: RunViewSchema.catch(DEFAULT_RUN_VIEW).default(DEFAULT_RUN_VIEW),
  savedViews: SavedViewsSchema.catch([]).default([]),
  savedComparisons: SavedComparisonsSchema.catch([]).default([]),
});
export type Settings = z.infer<typeof SettingsSchema>;

/** What is set of them; the others stay. */
export const ChangedSettingsSchema = z.object({
  retention: RetentionSchema.optional(),
  runsPerDevice: RunsPerDeviceSchema.optional(),
  evaluation: AutomaticEvaluationSchema.optional(),
  runView: RunViewSchema.optional(),
  savedViews: SavedViewsSchema.optional(),
  savedComparisons: SavedComparisonsSchema.optional(),
});
export type ChangedSettings = z.infer<typeof ChangedSettingsSchema>;
