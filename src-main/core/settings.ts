import type { WorkbenchEvent } from '../contract/events';
import type { ChangedSettings, Settings } from '../contract/settings';
import type { Store } from '../store/open';
import type { Hub } from './events';
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
  events: Hub<WorkbenchEvent>,
): SettingsRequests {
  return {
    get: settings.get,
    set(changed) {
      settings.set(changed);
      if (changed.runsPerDevice !== undefined) scheduler.next();
      const all = settings.get();
      events.publish({ type: 'settings', settings: all });
      return all;
    },
  };
}
