import { currentLocale, type Locale } from './locale';

/** Dates are in British English, whose order of day and month does not depend on a machine. */
export const LANGUAGE_TAGS: Readonly<Record<Locale, string>> = { en: 'en-GB', ko: 'ko-KR' };

/** A date and a time of day, in the machine's time zone. @param time milliseconds since 1970 */
export const dateTimeText = (time: number, locale: Locale = currentLocale()): string =>
  new Intl.DateTimeFormat(LANGUAGE_TAGS[locale], { dateStyle: 'medium', timeStyle: 'short' }).format(time);
