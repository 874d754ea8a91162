import {
  parseFieldText,
  problemWith,
  type Field,
  type HyperparameterValue,
  type NumberField,
} from './hyperparameters';
import type { FieldReason } from './problems/en/fields';
import { SWEEP_LIMITS, type SweepAxis } from './sweep';

/**
 * The syntax for the values of a hyperparameter in a sweep, in the form and on the command line: `0.0003, 0.001, 0.003`
 * (these values), `0.0001..0.01 x5` (five values, evenly spaced on the field's scale), `0.0001..0.01` (a range to draw
 * from), `normal(0.5, 0.1)` (mean and standard deviation), `lognormal(0.001, 0.5)` (median and standard deviation of
 * the natural logarithm), `relu:3, tanh:1` (the first drawn three times as often), and `all` (every option). A range
 * may end in `log` or `linear` to override the field's scale. Sizes of layers contain commas, so their values are
 * separated by semicolons.
 */

const NUMBER = String.raw`[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?`;
const RANGE = new RegExp(
  String.raw`^(${NUMBER})\s*(?:\.\.|…)\s*(${NUMBER})(?:\s*[x×]\s*(\d+))?(?:\s+(log|linear))?$`,
);

const DISTRIBUTION = new RegExp(String.raw`^(log-?)?normal\s*\(\s*(${NUMBER})\s*,\s*(${NUMBER})\s*\)$`, 'i');
const WEIGHTED = new RegExp(String.raw`^(.+?)\s*:\s*(${NUMBER})$`);

const isNumeric = (field: Field): field is NumberField => field.kind === 'number' || field.kind === 'integer';

type ParsedAxis = { axis: SweepAxis; problem: null } | { axis: null; problem: FieldReason };

/** Whether a text denotes more than one value. */
export function isSeveral(field: Field, text: string): boolean {
  const given = text.trim();
  if (isNumeric(field) && (RANGE.test(given) || DISTRIBUTION.test(given))) return true;
  return separatorOf(field).test(given) || isAll(field, given);
}

/** @returns the values, or what is wrong with them */
export function parseAxis(name: string, field: Field, text: string): ParsedAxis {
  const range = isNumeric(field) ? RANGE.exec(text.trim()) : null;
  if (range !== null && isNumeric(field)) return parseRange(name, field, range);
  const distribution = isNumeric(field) ? DISTRIBUTION.exec(text.trim()) : null;
  if (distribution !== null) return parseDistribution(name, field, distribution);
  const weighted = partsOf(field, text).map((part) => WEIGHTED.exec(part));
  if (weighted.length > 1 && weighted.every((one) => one !== null))
    return parseWeighted(name, field, weighted);
  const values = isAll(field, text.trim())
    ? optionsOf(field)
    : partsOf(field, text).map((part) => parseFieldText(field, part));
  return checked(name, field, values);
}

function partsOf(field: Field, text: string): string[] {
  return text
    .split(separatorOf(field))
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function parseDistribution(name: string, field: Field, [, log, first, second]: RegExpExecArray): ParsedAxis {
  const [center, spread] = [Number(first), Number(second)];
  const isLog = log !== undefined;
  const wrong = problemWith(field, center) ?? (spread > 0 ? null : ('axis-distribution' as const));
  if (wrong !== null) return { axis: null, problem: wrong };
  if (isLog && center <= 0) return { axis: null, problem: { code: 'log-normal-median', label: field.label } };
  const distribution = isLog ? 'log-normal' : 'normal';
  return { axis: { field: name, distribution, center, spread }, problem: null };
}

function parseWeighted(name: string, field: Field, parts: readonly RegExpExecArray[]): ParsedAxis {
  const found = checked(
    name,
    field,
    parts.map(([, value = '']) => parseFieldText(field, value)),
  );
  const weights = parts.map(([, , weight]) => Number(weight));
  if (found.axis === null || !('values' in found.axis)) return found;
  const isWhole = found.axis.values.length === weights.length && weights.every((weight) => weight > 0);
  return isWhole
    ? { axis: { ...found.axis, weights }, problem: null }
    : { axis: null, problem: 'axis-weights' };
}

/** The values of an axis in this syntax. */
export function axisText(axis: SweepAxis): string {
  if ('distribution' in axis)
    return `${axis.distribution.replace('-', '')}(${String(axis.center)}, ${String(axis.spread)})`;
  if (!('values' in axis)) return `${String(axis.from)}..${String(axis.to)} ${axis.scale}`;
  const hasSizes = axis.values.some((value) => typeof value === 'string' && value.includes(','));
  const { values, weights } = axis;
  const texts = values.map((value, i) =>
    weights === undefined ? String(value) : `${String(value)}:${String(weights[i])}`,
  );
  return texts.join(hasSizes ? '; ' : ', ');
}

function parseRange(
  name: string,
  field: NumberField,
  [, first, last, count, given]: RegExpExecArray,
): ParsedAxis {
  const [from, to] = [Number(first), Number(last)];
  const scale = given === 'log' || given === 'linear' ? given : (field.scale ?? 'linear');
  const wrong = problemWith(field, from) ?? problemWith(field, to) ?? rangeProblem(field, from, to, scale);
  if (wrong !== null) return { axis: null, problem: wrong };
  if (count === undefined) return { axis: { field: name, from, to, scale }, problem: null };
  const many = Number(count);
  if (many < 2 || many > SWEEP_LIMITS.values)
    return { axis: null, problem: { code: 'spaced-values', label: field.label, most: SWEEP_LIMITS.values } };
  return checked(name, field, spaced(field, from, to, many, scale));
}

function rangeProblem(
  { label }: NumberField,
  from: number,
  to: number,
  scale: 'linear' | 'log',
): FieldReason | null {
  if (from >= to) return { code: 'range-order', label };
  return scale === 'log' && from <= 0 ? { code: 'range-log', label } : null;
}

/** Evenly spaced values between two numbers, both included; rounded for the field. */
function spaced(field: NumberField, from: number, to: number, count: number, scale: 'linear' | 'log') {
  return Array.from({ length: count }, (_, i) => {
    const share = i / (count - 1);
    const value = scale === 'log' ? from * (to / from) ** share : from + (to - from) * share;
    return roundFor(field, value);
  });
}

/** Rounds to four significant digits, which are enough for a setting and easy to type again, or to whole numbers. */
export function roundFor({ kind, min, max }: NumberField, value: number): number {
  const rounded = kind === 'integer' ? Math.round(value) : Number(value.toPrecision(4));
  return Math.min(max, Math.max(min, rounded));
}

function checked(name: string, field: Field, values: readonly unknown[]): ParsedAxis {
  const problem =
    values.map((value) => problemWith(field, value)).find((one) => one !== null) ??
    countProblem(field, new Set(values).size);
  if (problem !== null) return { axis: null, problem };
  return { axis: { field: name, values: [...new Set(values as HyperparameterValue[])] }, problem: null };
}

function countProblem({ label }: Field, count: number): FieldReason | null {
  if (count === 0) return { code: 'no-value', label };
  return count > SWEEP_LIMITS.values ? { code: 'too-many-values', label, most: SWEEP_LIMITS.values } : null;
}

function separatorOf({ kind }: Field): RegExp {
  return kind === 'sizes' ? /;/ : /[,;]/;
}

function isAll(field: Field, text: string): boolean {
  return text === 'all' && (field.kind === 'choice' || field.kind === 'boolean');
}

function optionsOf(field: Field): readonly HyperparameterValue[] {
  if (field.kind === 'boolean') return [false, true];
  return field.kind === 'choice' ? field.options.map(({ value }) => value) : [];
}
