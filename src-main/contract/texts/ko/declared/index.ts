import { WORDS } from './words';

/** Korean for the English texts that models, metrics and datasets declare. */
export const DECLARED: Readonly<Record<string, string>> = { ...WORDS };

/** @returns the English text where there is no Korean one, such as for names of functions and papers */
export const koreanOf = (english: string): string =>
  Object.hasOwn(DECLARED, english) ? (DECLARED[english] ?? english) : english;
