import * as z from 'zod';
import { DEFAULT_RETENTION, RetentionSchema } from './checkpoint';

/** What holds for a whole data folder. A part that was never set, or cannot be read, has its default. */
export const SettingsSchema = z.object({
  retention: RetentionSchema.catch(DEFAULT_RETENTION).default(DEFAULT_RETENTION),
});
export type Settings = z.infer<typeof SettingsSchema>;

/** What is set of them; the others stay. */
export const ChangedSettingsSchema = z.object({ retention: RetentionSchema.optional() });
export type ChangedSettings = z.infer<typeof ChangedSettingsSchema>;
