import { columnAtStep } from './run-columns';
import {
  runField,
  type DescribedModel,
  type DescribedRun,
  type FieldValue,
} from '../../src-main/presentation/run-fields';
import { t } from '../../src-main/contract/texts';

/** The predicate of a filter, or why the filter cannot be parsed. */
export type RunQuery =
  | { readonly matches: (one: DescribedRun) => boolean; readonly problem: null }
  | { readonly matches: null; readonly problem: string };

type Test = (one: DescribedRun) => boolean;

/** `-`, a name, an operator and a value, such as `model:wgan`, `lr>0.001`, `-state:failed`. */
const CONDITION = /^([A-Za-z_][\w-]*(?:@\d+)?)(:|<=|>=|=|<|>)(.*)$/;

/**
 * Parses a filter: words and conditions, all of which must hold. `"…"` quotes words, `-` negates a condition, `:`
 * matches a part of a text, `=` the whole, and `a,b` either of several.
 */
export function parseQuery(text: string, models: readonly DescribedModel[]): RunQuery {
  const tests: Test[] = [];
  for (const term of termsOf(text)) {
    const not = term.text.startsWith('-') && term.text.length > 1;
    const test = testOf(not ? term.text.slice(1) : term.text, models);
    if (typeof test === 'string') return { matches: null, problem: test };
    tests.push(not ? (one) => !test(one) : test);
  }
  return { matches: (one) => tests.every((test) => test(one)), problem: null };
}

export interface Term {
  /** Text without quotation marks. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export function termsOf(text: string): Term[] {
  return [...text.matchAll(/(?:[^\s"]|"[^"]*"?)+/g)].map((match) => ({
    text: match[0].replaceAll('"', ''),
    from: match.index,
    to: match.index + match[0].length,
  }));
}

/** The names of the fields that a filter has conditions on. */
export function fieldsIn(text: string): string[] {
  return termsOf(text).flatMap(({ text: term }) => CONDITION.exec(term.replace(/^-/, ''))?.[1] ?? []);
}

function testOf(term: string, models: readonly DescribedModel[]): Test | string {
  const [, name, operator, value] = CONDITION.exec(term) ?? [];
  if (name === undefined || operator === undefined || value === undefined) return anywhere(term);
  const field = runField(name, models);
  if (field === null) return t.runs.noField(name);
  // An incomplete condition excludes nothing.
  if (value === '') return () => true;
  if (operator === ':' || operator === '=') {
    const wanted = value
      .toLowerCase()
      .split(',')
      .filter((one) => one !== '');
    const isSame = operator === ':' ? holds : equals;
    return (one) => field.values(one).some((own) => wanted.some((part) => isSame(own, part)));
  }
  const limit = Number(value);
  if (Number.isNaN(limit)) return t.runs.noNumber(value, field.label);
  return (one) => field.values(one).some((own) => typeof own === 'number' && compare(own, operator, limit));
}

/** A number matches by its value, a text by any part of it. */
function holds(own: FieldValue, wanted: string): boolean {
  return typeof own === 'string' ? own.toLowerCase().includes(wanted) : equals(own, wanted);
}

function equals(own: FieldValue, wanted: string): boolean {
  if (typeof own === 'number') return wanted.trim() !== '' && own === Number(wanted);
  return typeof own === 'boolean'
    ? own === ['yes', 'true', 'on'].includes(wanted)
    : own.toLowerCase() === wanted;
}

function compare(own: number, operator: string, limit: number): boolean {
  switch (operator) {
    case '<':
      return own < limit;
    case '<=':
      return own <= limit;
    case '>':
      return own > limit;
    default:
      return own >= limit;
  }
}

function anywhere(word: string): Test {
  const wanted = word.toLowerCase();
  return ({ run, model }) =>
    [
      run.name,
      run.datasetName,
      run.config.model,
      model?.title ?? '',
      run.state,
      `#${String(run.id)}`,
      ...run.tags,
    ].some((text) => text.toLowerCase().includes(wanted));
}

export interface Completion {
  /** The text shown, which replaces the term. */
  readonly text: string;
  readonly note: string;
}

const MAX_COMPLETIONS = 8;
/** Fields with several values per run. */
const LISTS: readonly string[] = ['tag', 'is'];

/**
 * Completions of the term at `caret`: names of fields, or the values that runs have.
 * @param names as returned by `fieldNames`
 */
export function completions(
  text: string,
  caret: number,
  runs: readonly DescribedRun[],
  names: readonly { key: string; label: string }[],
  models: readonly DescribedModel[],
): { readonly from: number; readonly to: number; readonly options: readonly Completion[] } {
  const term = termsOf(text).find(({ from, to }) => from < caret && caret <= to);
  const nothing = { from: caret, to: caret, options: [] };
  if (term === undefined) return nothing;
  const sign = term.text.startsWith('-') ? '-' : '';
  const word = term.text.slice(sign.length);
  const [, name, operator, value] = CONDITION.exec(word) ?? [];
  const atStep = columnAtStep(word, models);
  const options =
    name === undefined
      ? [...names, ...(atStep === null ? [] : [atStep])]
          .filter(({ key, label }) =>
            [key, label].some((one) => one.toLowerCase().startsWith(word.toLowerCase())),
          )
          .map(({ key, label }) => ({ text: `${sign}${key}:`, note: label }))
      : valuesOf(name, runs, models)
          .filter((own) => own.toLowerCase().includes((value ?? '').toLowerCase()) && own !== value)
          .map((own) => ({
            text: `${sign}${name}${operator ?? ':'}${/\s/.test(own) ? `"${own}"` : own}`,
            note: '',
          }));
  return { from: term.from, to: term.to, options: options.slice(0, MAX_COMPLETIONS) };
}

function valuesOf(name: string, runs: readonly DescribedRun[], models: readonly DescribedModel[]): string[] {
  const field = runField(name, models);
  if (field === null) return [];
  const all = new Set<string>();
  for (const one of runs) {
    const own = field.values(one);
    // The further values of other fields are synonyms.
    for (const value of LISTS.includes(field.key) ? own : own.slice(0, 1))
      all.add(typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value));
  }
  return [...all].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}
