import type { Words } from '../words';
import { withOption } from '../en/options';

/** A sentence with the option in brackets before its full stop, on the command line. */
export const endingWith = (option: string, sentence: string): Words['advice'] =>
  withOption(option, (named) => `${sentence}${named === null ? '' : `(${named})`}.`);
