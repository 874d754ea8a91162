import * as z from 'zod';
import { countText, withMinus } from './numbers';

/**
 * Schemas of what people and clients give. Each has one sentence for whatever is wrong with it, which names the limits:
 * it is shown as it is, in the form, on the command line and over the wire.
 */

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** @param what begins the sentence, e.g. `The seed` */
export function wholeNumber(what: string, { min, max }: Range) {
  const error = `${what} is a whole number from ${signed(min)} to ${signed(max)}.`;
  return z.int({ error }).min(min, { error }).max(max, { error });
}

/** Without an upper limit. */
export function wholeNumberFrom(what: string, min: number) {
  const error = `${what} is a whole number, ${signed(min)} or more.`;
  return z.int({ error }).min(min, { error });
}

/** A number that may be a fraction. */
export function finiteNumber(what: string, { min, max }: Range) {
  const error = `${what} is a number from ${signed(min)} to ${signed(max)}.`;
  return z.number({ error }).min(min, { error }).max(max, { error });
}

/** Text of a line, without blanks at its ends. */
export function lineOfText(what: string, maxLength: number) {
  const error = `${what} has 1 to ${String(maxLength)} characters.`;
  return z.string({ error }).trim().min(1, { error }).max(maxLength, { error });
}

/** Text that is only compared, such as an id. */
export function identifier(what: string, maxLength: number) {
  const error = `${what} is text of at most ${String(maxLength)} characters.`;
  return z.string({ error }).max(maxLength, { error });
}

export function oneOf<const T extends readonly [string, ...string[]]>(what: string, values: T) {
  const [last, ...others] = [...values].reverse();
  const list = others.length === 0 ? last : `${others.reverse().join(', ')} or ${String(last)}`;
  return z.enum(values, { error: `${what} is ${String(list)}.` });
}

export function matching(pattern: RegExp, error: string) {
  return z.string({ error }).regex(pattern, { error });
}

export function listOf<T extends z.ZodType>(element: T, what: string, maxLength: number) {
  const error = `${what} has 1 to ${signed(maxLength)} entries.`;
  return z.array(element, { error }).min(1, { error }).max(maxLength, { error });
}

function signed(value: number): string {
  return withMinus(countText(value));
}

/** Of what has no sentence of its own: the structure around the values, which only programs get wrong. */
z.config({
  customError: ({ path = [] }) => {
    const place = path.map(String).join('.');
    return `${place === '' ? 'The input' : `The input “${place}”`} is missing, or not what is asked for.`;
  },
});

interface Issue {
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly message: string;
}

/** A sentence by field, as forms name them: hyperparameters by their own names. */
export function fieldProblems(issues: readonly Issue[]): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const { path = [], message } of issues) {
    const keys = path.map((key) => String(typeof key === 'object' ? key.key : key));
    fields[keys.filter((key) => key !== 'hyperparameters').join('.')] ??= message;
  }
  return fields;
}

/** The sentences of all fields, each once. */
export function fieldSentences(fields: Readonly<Record<string, string>>): string[] {
  return [...new Set(Object.values(fields))];
}
