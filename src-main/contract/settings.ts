import * as z from 'zod';
import { AutomaticEvaluationSchema, DEFAULT_AUTOMATIC_EVALUATION } from './automatic-evaluation';
import { DEFAULT_RETENTION, RetentionSchema } from './checkpoint';
import { LOCALE_CHOICES } from './locale';
import { RUN_DEFAULTS, RunDefaultsSchema } from './run-defaults';
import { DEFAULT_RUN_VIEW, RunViewSchema, SavedViewsSchema } from './run-view';
import { SavedComparisonsSchema } from './saved-comparison';
import { because, oneOf, wholeNumber } from './validation';

export const RUNS_PER_DEVICE = { min: 1, max: 4 } as const;
/** How many runs may train on one device at the same time. */
const RunsPerDeviceSchema = wholeNumber('runs-per-device', RUNS_PER_DEVICE);

const LanguageSchema = oneOf('language', LOCALE_CHOICES);

/** What happens to runs that train when the window is closed. */
export const WhenClosedSchema = oneOf('when-closed', ['ask', 'background', 'stop']);
export type WhenClosed = z.infer<typeof WhenClosedSchema>;

const UpdatesSchema = z.boolean(because({ code: 'yes-or-no', what: 'updates' }));
const NotificationsSchema = z.boolean(because({ code: 'yes-or-no', what: 'notifications' }));

/** Settings of a whole data folder. A section that was never set, or cannot be read, has its default. */
export const SettingsSchema = z.object({
  language: LanguageSchema.catch('system').default('system'),
  retention: RetentionSchema.catch(DEFAULT_RETENTION).default(DEFAULT_RETENTION),
  runsPerDevice: RunsPerDeviceSchema.catch(RUNS_PER_DEVICE.min).default(RUNS_PER_DEVICE.min),
  evaluation: AutomaticEvaluationSchema.catch(DEFAULT_AUTOMATIC_EVALUATION).default(
    DEFAULT_AUTOMATIC_EVALUATION,
  ),
  /** The last view of the list of runs. */
  runView: RunViewSchema.catch(DEFAULT_RUN_VIEW).default(DEFAULT_RUN_VIEW),
  savedViews: SavedViewsSchema.catch([]).default([]),
  savedComparisons: SavedComparisonsSchema.catch([]).default([]),
  defaults: RunDefaultsSchema.catch(RUN_DEFAULTS).default(RUN_DEFAULTS),
  /** Whether the desktop notifies when a run ends. */
  notifications: NotificationsSchema.catch(true).default(true),
  whenClosed: WhenClosedSchema.catch('ask').default('ask'),
  /** Whether the publisher is asked for newer versions at the start and once a day. */
  updates: UpdatesSchema.catch(false).default(false),
});
export type Settings = z.infer<typeof SettingsSchema>;

/** The settings to change; others stay unchanged. */
export const ChangedSettingsSchema = z.object({
  language: LanguageSchema.optional(),
  retention: RetentionSchema.optional(),
  runsPerDevice: RunsPerDeviceSchema.optional(),
  evaluation: AutomaticEvaluationSchema.optional(),
  runView: RunViewSchema.optional(),
  savedViews: SavedViewsSchema.optional(),
  savedComparisons: SavedComparisonsSchema.optional(),
  defaults: RunDefaultsSchema.optional(),
  notifications: NotificationsSchema.optional(),
  whenClosed: WhenClosedSchema.optional(),
  updates: UpdatesSchema.optional(),
});
export type ChangedSettings = z.infer<typeof ChangedSettingsSchema>;
