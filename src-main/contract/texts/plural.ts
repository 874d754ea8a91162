const english = new Intl.PluralRules('en');

/** The form of an English word for a number. Korean has one form for all numbers. */
export const plural = (count: number, one: string, other: string): string =>
  english.select(count) === 'one' ? one : other;

const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const ENDINGS: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };

/** `1st`, `2nd`, `11th` … */
export const ordinal = (count: number): string =>
  `${String(count)}${ENDINGS[ordinals.select(count)] ?? 'th'}`;
