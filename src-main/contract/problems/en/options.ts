import type { Words } from '../words';

/** Advice that names an option on the command line only; in the window, the control for it is visible. */
export const withOption = (
  option: string,
  sentence: (option: string | null) => string,
): Exclude<Words['advice'], string> => ({ window: sentence(null), 'command-line': sentence(option) });

export const withoutLabels = (sentence: (option: string | null) => string): Words['advice'] =>
  withOption('--classes none', sentence);

/** A sentence that ends with the option in brackets on the command line. */
export const endingWith = (option: string, sentence: string): Words['advice'] =>
  withOption(option, (named) => `${sentence}${named === null ? '' : ` (${named})`}.`);
