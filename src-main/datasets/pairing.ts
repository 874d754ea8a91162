import type { DataKind, GivenPart, LeftOut } from '../contract/dataset';
import { refusal } from '../contract/error';
import type { ImportNote } from '../contract/problems/catalogue';
import {
  areAlike,
  ofOneShape,
  shapeOf,
  withLabels,
  withoutSpare,
  type Items,
  type Labels,
} from './choose-sets';
import { splitHint, type SplitName } from './file-names';

interface Pair<I, L> {
  readonly items: I;
  readonly labels: L | null;
}
export interface Pairing<I, L> {
  readonly train: Pair<I, L>;
  /** null where there is only one set of items. */
  readonly test: Pair<I, L> | null;
  readonly files: GivenPart[];
  readonly leftOut: LeftOut[];
  readonly notes: ImportNote[];
}

/**
 * Determines from names and counts which items are for training and which for testing, and which labels belong to them.
 * @param how.noun what the items are: `images` or `points`
 * @param how.isStrict refuses sets of a different shape or name, instead of leaving them out
 * @throws WorkbenchError `dataset.no-items`, `dataset.too-many`, `dataset.two-alike`, `dataset.ambiguous`,
 * `dataset.mismatch`
 */
export function pairUp<I extends Items, L extends Labels>(
  allItems: readonly I[],
  allLabels: readonly L[],
  { noun, isStrict }: { readonly noun: DataKind; readonly isStrict: boolean },
): Pairing<I, L> {
  const all = { items: allItems, labels: allLabels, leftOut: [] };
  const chosen = withLabels(isStrict ? all : ofOneShape(all));
  const { items, labels, leftOut } = withoutSpare(chosen, isStrict);
  const [first, second] = items;
  if (first === undefined) throw noItems(labels);
  if (items.length > 2 || labels.length > items.length) throw tooMany(items, labels, noun);
  const notes: ImportNote[] = [];
  if (second === undefined) {
    const train = { items: first, labels: labels[0] ?? null };
    checkPair(train, noun);
    return { train, test: null, files: rolesOf(train, null), leftOut, notes };
  }
  const bySplit = assignItems([first, second], noun, notes);
  const labelsBySplit = assignLabels(bySplit, labels, noun);
  const train = { items: bySplit.train, labels: labelsBySplit.train };
  const test = { items: bySplit.test, labels: labelsBySplit.test };
  checkPair(train, noun);
  checkPair(test, noun);
  return { train, test, files: [...rolesOf(train, 'train'), ...rolesOf(test, 'test')], leftOut, notes };

  function rolesOf(pair: Pair<I, L>, split: 'train' | 'test' | null): GivenPart[] {
    const { items, labels: own } = pair;
    // One file may hold both.
    const hasLabels = own?.name === items.name;
    const roles: GivenPart[] = [{ name: items.name, role: { code: 'items', of: noun, split, hasLabels } }];
    if (own !== null && !hasLabels) roles.push({ name: own.name, role: { code: 'labels', split } });
    return roles;
  }
}

/** Beside a train set, a validation set is used as the test set. */
function splitOf({ name }: { readonly name: string }): SplitName | null {
  const hint = splitHint(name);
  return hint === 'validation' ? 'test' : hint;
}

function assignItems<I extends Items>(
  [a, b]: readonly [I, I],
  noun: DataKind,
  notes: ImportNote[],
): Record<SplitName, I> {
  if (!areAlike(a, b)) {
    throw refusal('dataset.mismatch.splits', {
      a: { name: a.name, holds: shapeOf(a) },
      b: { name: b.name, holds: shapeOf(b) },
    });
  }
  const [hintA, hintB] = [splitOf(a), splitOf(b)];
  if (hintA !== null && hintA === hintB) {
    throw refusal('dataset.two-alike', { a: a.name, b: b.name, split: hintA, noun });
  }
  if (hintA !== null || hintB !== null) {
    return hintA === 'train' || hintB === 'test' ? { train: a, test: b } : { train: b, test: a };
  }
  if (a.count === b.count) {
    throw refusal('dataset.ambiguous', { a: a.name, b: b.name, noun });
  }
  const [larger, smaller] = a.count > b.count ? [a, b] : [b, a];
  notes.push({ code: 'larger-is-train', name: larger.name, of: noun });
  return { train: larger, test: smaller };
}

function assignLabels<L extends Labels>(
  items: Record<SplitName, Items>,
  labels: readonly L[],
  noun: DataKind,
): Record<SplitName, L | null> {
  const [a, b] = labels;
  if (a === undefined) return { train: null, test: null };
  if (b === undefined) {
    throw refusal('dataset.mismatch.one-split', { name: a.name, noun });
  }
  const [hintA, hintB] = [splitOf(a), splitOf(b)];
  if (hintA !== null && hintA === hintB) {
    throw refusal('dataset.two-alike', { a: a.name, b: b.name, split: hintA, noun: 'labels' });
  }
  const aIsTrain =
    hintA !== null || hintB !== null ? hintA === 'train' || hintB === 'test' : a.count === items.train.count;
  return aIsTrain ? { train: a, test: b } : { train: b, test: a };
}

function checkPair({ items, labels }: Pair<Items, Labels>, noun: DataKind): void {
  if (labels === null || labels.count === items.count) return;
  throw refusal('dataset.mismatch.counts', {
    items: { name: items.name, count: items.count },
    labels: { name: labels.name, count: labels.count },
    noun,
  });
}

function noItems(labels: readonly Labels[]): Error {
  const [only] = labels;
  return only === undefined
    ? refusal('dataset.no-items.nothing', {})
    : refusal('dataset.no-items.labels', { name: only.name, are: 'idx' });
}

function tooMany(items: readonly Items[], labels: readonly Labels[], noun: DataKind): Error {
  const namesOf = (those: readonly { readonly name: string }[]) => those.map(({ name }) => name);
  return items.length > 2
    ? refusal('dataset.too-many.sets', { names: namesOf(items), noun })
    : refusal('dataset.too-many.labels', { names: namesOf(labels), noun });
}
