/** The languages of the interface. */
export const LOCALES = ['en', 'ko'] as const;
export type Locale = (typeof LOCALES)[number];

export const LOCALE_CHOICES = ['system', ...LOCALES] as const;
/** What a person chose; `system` follows the languages of the system. */
export type LocaleChoice = (typeof LOCALE_CHOICES)[number];

/** @param preferred language tags, e.g. `ko-KR`, the most wanted first */
export function localeOf(choice: LocaleChoice, preferred: readonly string[]): Locale {
  if (choice !== 'system') return choice;
  const languages = preferred.map((tag) => tag.toLowerCase().split(/[-_]/)[0]);
  return LOCALES.find((locale) => locale === languages.find((one) => isLocale(one))) ?? 'en';
}

export const isLocale = (language: string | undefined): language is Locale =>
  LOCALES.some((locale) => locale === language);

let source: () => Locale = () => 'en';

/** The language in which texts, numbers and dates are shown at the moment. */
export const currentLocale = (): Locale => source();

/** @param locale is called for every text, so that a reactive one is followed */
export function setLocaleSource(locale: () => Locale): void {
  source = locale;
}

/**
 * Makes parts in one language, whatever the language of the moment is, which other work between the parts still reads.
 */
export function* inLocale<Part>(locale: Locale, parts: () => Iterable<Part>): Generator<Part> {
  const within = <Result>(work: () => Result): Result => {
    const outside = source;
    source = () => locale;
    try {
      return work();
    } finally {
      source = outside;
    }
  };
  const iterator = within(() => parts()[Symbol.iterator]());
  try {
    for (let next = within(() => iterator.next()); next.done !== true; next = within(() => iterator.next()))
      yield next.value;
  } finally {
    iterator.return?.();
  }
}
