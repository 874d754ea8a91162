import { app } from 'electron';
import { localeOf, setLocaleSource, type LocaleChoice } from '../../contract/locale';
import type { Workbench } from '../../core/workbench';

let choice: LocaleChoice = 'system';

/** The language of the system, until the settings can be read. */
export function useSystemLanguage(): void {
  setLocaleSource(() => localeOf(choice, app.getPreferredSystemLanguages()));
}

/**
 * The language that the settings name, also after a change.
 * @param onChange shows again what does not follow by itself, such as menus
 * @returns a function that ends this
 */
export function followLanguage(
  { settings, events }: Pick<Workbench, 'settings' | 'events'>,
  onChange: () => void,
): () => void {
  choice = settings.get().language;
  return events.subscribe((event) => {
    if (event.type !== 'settings' || event.settings.language === choice) return;
    choice = event.settings.language;
    onChange();
  });
}
