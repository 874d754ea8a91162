import type { Doubt, LeftOut, ReadOptions } from '../../contract/dataset';
import { refusal } from '../../contract/error';
import type { FileReason } from '../../contract/problems/catalogue';
import type { LabelSet } from '../assemble';
import type { ClassCollector } from '../classes';
import { splitHint } from '../file-names';
import { checkCount } from '../limits';
import { valuesOf } from './npy-blocks';
import { checkLength, unitsOf, type NpyArray } from './npy-file';

/** Patterns for the names of label arrays, and for names of arrays that number or describe items. */
const LABEL_NAME = /label|target|class|(^|[-_. ])y([-_. \d]|$)/i;
const INDEX_NAME =
  /(^|[-_. ])(ids?|idx|index|indices|indexes|keys?|names?|files?|filenames?|paths?|weights?)$/i;
/** Labels are bytes. */
const MOST_CLASSES = 256;

export const isLabelName = ({ ownName }: NpyArray): boolean => LABEL_NAME.test(ownName);

/**
 * Number of items that an array has labels for: [n], [n, 1], [1, n], or [n, k] if its name is that of labels; null for
 * other arrays.
 */
export function labelCount(array: NpyArray): number | null {
  const { shape, element } = array;
  const [n = 0, k = 1, ...more] = shape;
  if (element.kind === 'unread' || shape.length === 0) return null;
  if (more.length > 0 && !(isLabelName(array) && more.every((size) => size === 1))) return null;
  if (k === 1) return n;
  if (n === 1) return k;
  return isLabelName(array) ? n : null;
}

interface Items {
  readonly name: string;
  readonly count: number;
}

/** The labels of each set of items, and why other candidates are left out. */
export interface ChosenLabels {
  readonly labels: readonly NpyArray[];
  readonly leftOut: readonly LeftOut[];
  readonly doubts: readonly Doubt[];
}

/**
 * Chooses the labels for each set of items, with the same count and split: those that the user named, else those with a
 * label's name, else the only candidate.
 * @throws WorkbenchError `dataset.label` where no array has the chosen name
 */
export async function chooseLabels(
  items: readonly Items[],
  candidates: readonly NpyArray[],
  { label }: Pick<ReadOptions, 'label'>,
): Promise<ChosenLabels> {
  const wanted = label?.toLowerCase() ?? null;
  const isWanted = (array: NpyArray) => wanted !== null && array.ownName.toLowerCase().includes(wanted);
  if (wanted !== null && !candidates.some(isWanted)) throw noSuchArray(label ?? '', candidates);
  const labels = new Set<NpyArray>();
  const leftOut = new Map<NpyArray, FileReason>();
  const doubts: Doubt[] = [];
  for (const set of items) {
    const own = candidates.filter((array) => labelCount(array) === set.count && fits(set, array));
    const named = wanted === null ? own.filter(isLabelName) : own.filter(isWanted);
    const [first, ...rivals] = named;
    if (first !== undefined) {
      labels.add(first);
      for (const array of own)
        if (array !== first) leftOut.set(array, { code: 'not-needed', beside: first.name });
      if (wanted === null && rivals.length > 0 && doubts.length === 0) doubts.push(doubtOf(named));
      continue;
    }
    const unnamed = wanted === null ? own.filter(({ ownName }) => !INDEX_NAME.test(ownName)) : [];
    const possible = [];
    for (const array of unnamed) if (await looksLikeClasses(array)) possible.push(array);
    const [only] = possible;
    if (only === undefined) continue;
    labels.add(only);
    if (possible.length > 1 && doubts.length === 0) doubts.push(doubtOf(possible));
  }
  for (const array of candidates) {
    if (labels.has(array) || leftOut.has(array)) continue;
    const isMismatch = isLabelName(array) && array.element.kind === 'numbers' && labels.size === 0;
    // Labels with a different count are refused later, with both counts.
    if (isMismatch && (wanted === null || isWanted(array))) labels.add(array);
    else leftOut.set(array, 'neither-items-nor-classes');
  }
  for (const array of labels) leftOut.delete(array);
  return {
    labels: candidates.filter((array) => labels.has(array)),
    leftOut: [...leftOut].map(([{ name }, why]) => ({ name, why })),
    doubts,
  };
}

/** Whether the names do not show two different splits. */
function fits({ name }: Items, array: NpyArray): boolean {
  const [own, other] = [splitHint(name), splitHint(array.name)];
  return own === null || other === null || own === other;
}

function doubtOf(candidates: readonly NpyArray[]): Doubt {
  const [guess] = candidates;
  return {
    why: {
      code: 'label-array',
      name: guess?.name ?? '',
      others: candidates.slice(1).map(({ name }) => name),
    },
    option: 'label',
    choices: candidates.map(({ ownName: name }) => ({ value: name, label: { code: 'array', name } })),
  };
}

function noSuchArray(label: string, candidates: readonly NpyArray[]): Error {
  return refusal('dataset.label.no-array', { label, arrays: candidates.map(({ ownName }) => ownName) });
}

/** Whether the values are whole numbers or words, few and repeated. */
async function looksLikeClasses(array: NpyArray): Promise<boolean> {
  const seen = new Set<number | string>();
  let count = 0;
  for await (const values of labelValues(array)) {
    for (const value of values) {
      seen.add(value);
      count++;
      if (seen.size > MOST_CLASSES || (typeof value === 'number' && !Number.isInteger(value))) return false;
    }
  }
  return count < 11 || seen.size <= count / 2;
}

export function labelSet(array: NpyArray): LabelSet {
  const { name } = array;
  const count = labelCount(array) ?? 0;
  return {
    name,
    count,
    source: { code: 'array', name },
    async read(collector) {
      checkCount(count, name);
      checkLength(array);
      const numbers = new Uint8Array(count);
      let at = 0;
      for await (const values of labelValues(array)) {
        for (const value of values) numbers[at++] = numberOf(value, collector, name);
      }
      return numbers;
    },
  };
}

function numberOf(value: number | string, collector: ClassCollector, name: string): number {
  if (typeof value === 'string') {
    if (value.trim() !== '') return collector.numberOf(value.trim());
    throw refusal('dataset.labels.empty', { name });
  }
  if (Number.isInteger(value)) return collector.numberOf(String(value + 0));
  throw refusal('dataset.labels.fraction', { name, value: String(value) });
}

/** Yields a label for each item; for one-hot rows, the index of the one. */
async function* labelValues(array: NpyArray): AsyncGenerator<Iterable<number | string>, void, void> {
  const { element, shape } = array;
  if (element.kind === 'texts') {
    if (element.bytes === 0) return;
    for await (const bytes of unitsOf(array, element.bytes)) yield element.decode(bytes);
    return;
  }
  const [n = 0, k = 1] = shape;
  if (k === 1 || n === 1) yield* valuesOf(array);
  else yield* oneHotPlaces(array, n, k);
}

async function* oneHotPlaces(array: NpyArray, n: number, k: number): AsyncGenerator<Uint32Array, void, void> {
  const places = new Uint32Array(n);
  const ones = new Uint8Array(n);
  let at = 0;
  for await (const values of valuesOf(array)) {
    for (const value of values) {
      const [item, place] = array.isFirstFastest
        ? [at % n, Math.floor(at / n)]
        : [Math.floor(at / k), at % k];
      at++;
      if (value === 0) continue;
      if (value !== 1 || ones[item] === 1) throw notOneHot(array.name, k);
      ones[item] = 1;
      places[item] = place;
    }
  }
  if (ones.includes(0)) throw notOneHot(array.name, k);
  yield places;
}

function notOneHot(name: string, k: number): Error {
  return refusal('dataset.labels.several', { name, values: k });
}
