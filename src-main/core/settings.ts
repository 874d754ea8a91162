import type { ChangedSettings, Settings } from '../contract/settings';
import type { Store } from '../store/open';
import type { Scheduler } from './scheduler';

export interface SettingsRequests {
  get(): Settings;
  /** Changes some settings. @returns all settings after the change */
  set(changed: ChangedSettings): Settings;
}

/** Settings of the whole data folder. */
export function createSettings(
  { settings }: Pick<Store, 'settings'>,
  scheduler: Pick<Scheduler, 'next'>,
): SettingsRequests {
  return {
    get: settings.get,
    set(changed) {
      settings.set(changed);
      if (changed.runsPerDevice !== undefined) scheduler.next();
      return settings.get();
    },
  };
}
