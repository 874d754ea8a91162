import { localeOf, setLocaleSource, type Locale, type LocaleChoice } from '../../src-main/contract/locale';
import type { Settings } from '../../src-main/contract/settings';
import { attempt } from './actions';
import type { Workbench } from './workbench.svelte';

/** The language of the window: the system's until the settings are known. */
class Language {
  choice = $state.raw<LocaleChoice>('system');
  /** Derived, because every text of a screen asks for it. */
  readonly locale: Locale = $derived(localeOf(this.choice, navigator.languages));

  take(settings: Settings): void {
    this.choice = settings.language;
  }

  async choose(workbench: Workbench, choice: LocaleChoice): Promise<void> {
    this.choice = choice;
    await attempt(() => workbench.changeSettings({ language: choice }));
  }
}

export const language = new Language();
setLocaleSource(() => language.locale);
