import * as z from 'zod';
import { countText } from './numbers';
import type { FieldReason } from './problems/en/fields';
import { t } from './texts';

/** Headings of fields. `SHARED_GROUP` contains settings that every model has and few runs change. */
export const SHARED_GROUP = 'Schedule, clipping and averages';
/** The heading of options of exports, which are described and checked like hyperparameters. */
export const EXPORT_GROUP = 'Export';
const FIELD_GROUPS = ['Architecture', 'Optimisation', 'Objective', SHARED_GROUP, EXPORT_GROUP] as const;

/**
 * The hyperparameter field kit. A model declares its hyperparameters once, with this; the launch form, the command
 * line's `--set`, validation, reports and documentation are all generated from that declaration.
 */
interface FieldBase {
  /** Short name as shown in the form, e.g. `Learning rate`. */
  readonly label: string;
  /** One sentence of help. If an example differs from the published method, it says so. */
  readonly help: string;
  /** Heading under which the form shows the field. */
  readonly group: (typeof FIELD_GROUPS)[number];
  /** The value of a choice with which this field has a meaning; it always has one if this is omitted. */
  readonly onlyWith?: { readonly field: string; readonly value: string } | undefined;
}

export interface NumberField extends FieldBase {
  readonly kind: 'number' | 'integer';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly unit?: string | undefined;
  /** `log` for values that vary by orders of magnitude. */
  readonly scale?: 'log' | undefined;
  /**
   * How a run that trains takes another value: as an input of its step, or by recording the step again. Without it, the
   * value cannot change. The model reads the value in its step: an input by `stepInput`.
   */
  readonly whileTraining?: 'input' | 'recorded-again' | undefined;
}

export interface ChoiceField<Value extends string = string> extends FieldBase {
  readonly kind: 'choice';
  readonly default: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
}

export interface BooleanField extends FieldBase {
  readonly kind: 'boolean';
  readonly default: boolean;
}

/** Sizes of consecutive layers; a value is text: `512, 256`. */
export interface SizesField extends FieldBase {
  readonly kind: 'sizes';
  readonly default: string;
  /** The limits of each size. */
  readonly min: number;
  readonly max: number;
  readonly maxCount: number;
  /** What an empty value means; absent if there must be at least one size. */
  readonly emptyText?: string | undefined;
}

/** A line of text, such as a name. */
export interface TextField extends FieldBase {
  readonly kind: 'text';
  readonly default: string;
  /** In characters; there is at least one. */
  readonly maxLength: number;
  /** Whether it is the http or https address of a server, without a user name. */
  readonly isAddress?: boolean | undefined;
}

export type Field = NumberField | ChoiceField | BooleanField | SizesField | TextField;
export type Fields = Readonly<Record<string, Field>>;
export type HyperparameterValue = number | string | boolean;

type ValueOf<F extends Field> = F extends NumberField
  ? number
  : F extends BooleanField
    ? boolean
    : F extends SizesField | TextField
      ? string
      : F extends ChoiceField<infer Value>
        ? Value
        : never;
export type ValuesOf<F extends Fields> = { readonly [Name in keyof F]: ValueOf<F[Name]> };

export function integer(field: Omit<NumberField, 'kind'>): NumberField {
  return { kind: 'integer', ...field };
}
export function number(field: Omit<NumberField, 'kind'>): NumberField {
  return { kind: 'number', ...field };
}
export function boolean(field: Omit<BooleanField, 'kind'>): BooleanField {
  return { kind: 'boolean', ...field };
}
export function choice<const Value extends string>(
  field: Omit<ChoiceField<Value>, 'kind'>,
): ChoiceField<Value> {
  return { kind: 'choice', ...field };
}

export function sizes(field: Omit<SizesField, 'kind'>): SizesField {
  return { kind: 'sizes', ...field };
}

export function text(field: Omit<TextField, 'kind'>): TextField {
  return { kind: 'text', ...field };
}

/** The sizes in a value of a `SizesField`; NaN for text that is not a number. */
export function sizesOf(text: string): number[] {
  return text.trim() === '' ? [] : text.split(',').map((size) => (size.trim() === '' ? NaN : Number(size)));
}

export function defaultsOf<F extends Fields>(fields: F): ValuesOf<F> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, field.default]),
  ) as ValuesOf<F>;
}

/** Common short names of hyperparameters. */
const ALIASES: Readonly<Record<string, string>> = {
  lr: 'learningRate',
  batch: 'batchSize',
  latent: 'latentSize',
};

/** The common short name of a hyperparameter if it has one, otherwise its name. */
export function shortNameOf(field: string): string {
  return Object.keys(ALIASES).find((alias) => ALIASES[alias] === field) ?? field;
}

/**
 * Finds the name of a hyperparameter that a person typed, in any case or as a common short name; null if there is none.
 */
export function fieldNamed(fields: Readonly<Record<string, unknown>>, typed: string): string | null {
  const wanted = (ALIASES[typed.toLowerCase()] ?? typed).toLowerCase();
  return Object.keys(fields).find((name) => name.toLowerCase() === wanted) ?? null;
}

/** The first problem with `value`; `null` if it is valid. */
export function problemWith(field: Field, value: unknown): FieldReason | null {
  const { label } = field;
  switch (field.kind) {
    case 'boolean':
      return typeof value === 'boolean' ? null : { code: 'true-or-false', label };
    case 'choice': {
      const values = field.options.map((option) => option.value);
      return values.includes(value as string) ? null : { code: 'one-of', label, values };
    }
    case 'sizes':
      return sizesProblem(field, value);
    case 'text':
      return textProblem(field, value);
    default: {
      const { min, max } = field;
      if (typeof value !== 'number' || !Number.isFinite(value))
        return { code: 'not-a-number', label, min, max };
      if (field.kind === 'integer' && !Number.isInteger(value)) return { code: 'not-whole', label, min, max };
      return value < min || value > max ? { code: 'out-of-range', label, min, max } : null;
    }
  }
}

function textProblem({ label, maxLength, isAddress = false }: TextField, value: unknown): FieldReason | null {
  const isText = typeof value === 'string' && value.trim() !== '' && value.length <= maxLength;
  if (!isText) return { code: 'text-length', label, most: maxLength };
  return isAddress && !isServerAddress(value) ? { code: 'server-address', label } : null;
}

function isServerAddress(text: string): boolean {
  try {
    const { protocol, username, password } = new URL(text.trim());
    return /^https?:$/.test(protocol) && username === '' && password === '';
  } catch {
    return false;
  }
}

function sizesProblem(
  { label, min, max, maxCount, emptyText }: SizesField,
  value: unknown,
): FieldReason | null {
  const found = typeof value === 'string' ? sizesOf(value) : [NaN];
  const areSizes = found.every((size) => Number.isInteger(size) && size >= min && size <= max);
  if (!areSizes || found.length > maxCount) return { code: 'sizes', label, min, max, most: maxCount };
  return found.length === 0 && emptyText === undefined ? { code: 'no-sizes', label } : null;
}

/** The canonical form of a value that can be written in several ways: sizes separated by a comma and a blank. */
function canonical(field: Field, value: unknown): unknown {
  if (field.kind !== 'sizes' || (typeof value !== 'string' && typeof value !== 'number')) return value;
  const found = sizesOf(String(value));
  return found.some(Number.isNaN) ? value : found.join(', ');
}

/**
 * Fills in defaults and checks every value.
 * @returns the values, or the problems by field name; an unknown name is a problem too.
 */
export function resolveHyperparameters<F extends Fields>(
  fields: F,
  given: Readonly<Record<string, unknown>>,
): { values: ValuesOf<F>; problems: null } | { values: null; problems: Record<string, FieldReason> } {
  const problems: Record<string, FieldReason> = {};
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(fields, name)) {
      problems[name] = { code: 'unknown-hyperparameter', name, known: Object.keys(fields) };
    }
  }
  const values: Record<string, unknown> = { ...defaultsOf(fields), ...given };
  for (const [name, field] of Object.entries(fields)) {
    values[name] = canonical(field, values[name]);
    const problem = problemWith(field, values[name]);
    if (problem !== null) problems[name] = problem;
  }
  return Object.keys(problems).length > 0
    ? { values: null, problems }
    : { values: values as ValuesOf<F>, problems: null };
}

/**
 * Parses a value typed as text (`--set name=value`, a form field) as the field's type; returns the text itself if it is
 * invalid.
 */
export function parseFieldText(field: Field, text: string): unknown {
  if (field.kind === 'choice' || field.kind === 'text') return text;
  if (field.kind === 'sizes') return canonical(field, text);
  if (field.kind === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  return text.trim() === '' ? text : Number.isNaN(Number(text)) ? text : Number(text);
}

/** A value for display: a choice by its label, a number with its unit. */
export function valueText(field: Field | undefined, value: unknown): string {
  if (typeof value === 'boolean') return value ? t.common.yes : t.common.no;
  if (field?.kind === 'choice')
    return field.options.find((option) => option.value === value)?.label ?? String(value);
  if (field?.kind === 'sizes' && value === '') return field.emptyText ?? t.common.none;
  const unit = field?.kind === 'number' || field?.kind === 'integer' ? field.unit : undefined;
  return unit === undefined ? String(value) : `${String(value)} ${unit}`;
}

const boundText = (bound: number): string =>
  Math.abs(bound) >= 10_000 ? countText(bound) : String(bound).replaceAll('-', '\u2212');

/** The range of a field, for display. */
export function rangeText(field: Field): string {
  if (field.kind === 'boolean') return t.models.yesOrNo;
  if (field.kind === 'text') return t.models.anyText;
  if (field.kind === 'choice') return field.options.map(({ label }) => label).join(', ');
  if (field.kind === 'sizes')
    return t.models.sizesRange(field.maxCount, [field.min, field.max].map(boundText).join(' – '));
  return [field.min, field.max].map(boundText).join(' – ');
}

const base = {
  label: z.string(),
  help: z.string(),
  group: z.enum(FIELD_GROUPS),
  onlyWith: z.object({ field: z.string(), value: z.string() }).optional(),
};

/** The fields that have a meaning, with what is chosen in the others. @param textOf the value of a field, as text */
export const meaningful = (
  fields: Fields,
  textOf: (name: string, field: Field) => string,
): [string, Field][] =>
  Object.entries(fields).filter(([, { onlyWith }]) => {
    const other = onlyWith && fields[onlyWith.field];
    return other === undefined || textOf(onlyWith?.field ?? '', other) === onlyWith?.value;
  });

export const FieldSchema = z.discriminatedUnion('kind', [
  z.object({
    ...base,
    kind: z.enum(['number', 'integer']),
    default: z.number(),
    min: z.number(),
    max: z.number(),
    unit: z.string().optional(),
    scale: z.literal('log').optional(),
    whileTraining: z.enum(['input', 'recorded-again']).optional(),
  }),
  z.object({
    ...base,
    kind: z.literal('choice'),
    default: z.string(),
    options: z.array(z.object({ value: z.string(), label: z.string() })).readonly(),
  }),
  z.object({ ...base, kind: z.literal('boolean'), default: z.boolean() }),
  z.object({
    ...base,
    kind: z.literal('sizes'),
    default: z.string(),
    min: z.number(),
    max: z.number(),
    maxCount: z.number(),
    emptyText: z.string().optional(),
  }),
  z.object({
    ...base,
    kind: z.literal('text'),
    default: z.string(),
    maxLength: z.number(),
    isAddress: z.boolean().optional(),
  }),
]);
