import type { ChangedSettings, Settings } from '../contract/settings';
import type { Store } from '../store/open';

export interface SettingsRequests {
  get(): Settings;
  /** @returns all of them, as they are now */
  set(changed: ChangedSettings): Settings;
}

/** What holds for the whole data folder. */
export function createSettings({ settings }: Pick<Store, 'settings'>): SettingsRequests {
  return {
    get: settings.get,
    set({ retention }) {
      if (retention !== undefined) settings.set({ retention });
      return settings.get();
    },
  };
}
