import type { Words } from '../words';

/** Advice that names an option of the command line there, and nothing in the window, where the choice is in sight. */
export const withOption = (
  option: string,
  sentence: (option: string | null) => string,
): Exclude<Words['advice'], string> => ({ window: sentence(null), 'command-line': sentence(option) });

export const withoutLabels = (sentence: (option: string | null) => string): Words['advice'] =>
  withOption('--classes none', sentence);

/** A sentence that ends with an option in brackets where there are options. */
export const endingWith = (option: string, sentence: string): Words['advice'] =>
  withOption(option, (named) => `${sentence}${named === null ? '' : ` (${named})`}.`);
