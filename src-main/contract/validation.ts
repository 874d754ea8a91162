import * as z from 'zod';
import type { FieldReason, Subject } from './problems/en/fields';
import { isPhrase } from './problems/phrases';

/**
 * Schemas for input from users and clients. Each schema has one reason for anything that is wrong, which includes the
 * limits; the catalogue renders it for the form and the command line.
 */

/** The error of a schema: zod reports texts only, so a reason is encoded as JSON. */
export const because = (reason: FieldReason): { error: string } => ({ error: JSON.stringify(reason) });

export interface Range {
  readonly min: number;
  readonly max: number;
}

export function wholeNumber(what: Subject, { min, max }: Range) {
  const error = because({ code: 'whole-number', what, min, max });
  return z.int(error).min(min, error).max(max, error);
}

/** Without an upper limit. */
export function wholeNumberFrom(what: Subject, min: number) {
  const error = because({ code: 'whole-number-from', what, min });
  return z.int(error).min(min, error);
}

/** A number that may be a fraction. */
export function finiteNumber(what: Subject, { min, max }: Range) {
  const error = because({ code: 'number', what, min, max });
  return z.number(error).min(min, error).max(max, error);
}

/** A line of text, without blanks at its ends. */
export function lineOfText(what: Subject, maxLength: number) {
  const error = because({ code: 'line', what, most: maxLength });
  return z.string(error).trim().min(1, error).max(maxLength, error);
}

/** Text that is only compared, such as an id; it may be empty. */
export function identifier(what: Subject, maxLength: number) {
  const error = because({ code: 'text', what, most: maxLength });
  return z.string(error).max(maxLength, error);
}

export function oneOf<const T extends readonly [string, ...string[]]>(what: Subject, values: T) {
  return z.enum(values, because({ code: 'choice', what, values }));
}

export function matching(pattern: RegExp, reason: FieldReason) {
  return z.string(because(reason)).regex(pattern, because(reason));
}

export function listOf<T extends z.ZodType>(element: T, what: Subject, maxLength: number) {
  const error = because({ code: 'list', what, most: maxLength });
  return z.array(element, error).min(1, error).max(maxLength, error);
}

/** The default error of schemas without a specific reason. */
z.config({
  customError: ({ path = [] }) => because({ code: 'missing', place: path.map(String).join('.') }).error,
});

interface Issue {
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly message: string;
}

/**
 * Returns the first reason for each field, named as in forms: hyperparameters by their own names.
 * @throws TypeError for a schema without a reason
 */
export function fieldProblems(issues: readonly Issue[]): Record<string, FieldReason> {
  const fields: Record<string, FieldReason> = {};
  for (const { path = [], message } of issues) {
    const keys = path.map((key) => String(typeof key === 'object' ? key.key : key));
    fields[keys.filter((key) => key !== 'hyperparameters').join('.')] ??= reasonIn(message);
  }
  return fields;
}

function reasonIn(message: string): FieldReason {
  const reason: unknown = JSON.parse(message);
  if (!isPhrase(reason)) throw new TypeError(`A schema has no reason of its own: ${message}`);
  return reason as FieldReason;
}
