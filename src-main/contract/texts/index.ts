import { currentLocale, type Locale } from '../locale';
import { en } from './en';
import { ko } from './ko';
import type { Texts } from './texts';

const TEXTS: Readonly<Record<Locale, Texts>> = { en, ko };

/** The texts of the current language, e.g. `t.runs.empty`, `t.common.runCount(3)`. */
export const t: Texts = new Proxy(en, {
  get: (_, section) => TEXTS[currentLocale()][section as keyof Texts],
});
