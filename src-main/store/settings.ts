import { SettingsSchema, type ChangedSettings, type Settings } from '../contract/settings';
import type { ReadableDatabase, WritableDatabase } from './database';
import { jsonOf } from '../contract/json';

export function settingsReader(db: ReadableDatabase) {
  const all = db.prepare<[], { name: string; value: string }>('SELECT name, value FROM settings');
  return {
    /** All settings; those that were not set, or cannot be read, have their defaults. */
    get: (): Settings =>
      SettingsSchema.parse(Object.fromEntries(all.all().map(({ name, value }) => [name, jsonOf(value)]))),
  };
}

export function settingsWriter(db: WritableDatabase) {
  const put = db.prepare<[string, string]>('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)');
  return {
    /** Settings that are not given stay unchanged. */
    set: (settings: ChangedSettings): void => {
      for (const [name, value] of Object.entries(settings))
        if (value !== undefined) put.run(name, JSON.stringify(value));
    },
  };
}
