import type { LeftOut } from '../contract/dataset';
import { countText } from '../contract/numbers';
import type { Role } from './formats/format';
import { ofOneShape, withLabels, withoutSpare, type Items, type Labels } from './choose-sets';
import { splitHint, type SplitName } from './file-names';
import { datasetProblem } from './problem';

interface Pair<I, L> {
  readonly items: I;
  readonly labels: L | null;
}
export interface Pairing<I, L> {
  readonly train: Pair<I, L>;
  /** null where there is only one set of items. */
  readonly test: Pair<I, L> | null;
  readonly files: Role[];
  readonly leftOut: LeftOut[];
  readonly notes: string[];
}

/**
 * Works out from names and counts which items are for training and which for testing, and which labels are theirs.
 * @param how.noun what the items are: `images` or `points`
 * @param how.isStrict refuses sets of another shape or name than the others, where they would be left out
 * @throws WorkbenchError `dataset.no-items`, `dataset.too-many`, `dataset.two-alike`, `dataset.ambiguous`,
 *   `dataset.mismatch`
 */
export function pairUp<I extends Items, L extends Labels>(
  allItems: readonly I[],
  allLabels: readonly L[],
  { noun, isStrict }: { readonly noun: string; readonly isStrict: boolean },
): Pairing<I, L> {
  const all = { items: allItems, labels: allLabels, leftOut: [] };
  const chosen = withLabels(isStrict ? all : ofOneShape(all));
  const { items, labels, leftOut } = withoutSpare(chosen, isStrict);
  const [first, second] = items;
  if (first === undefined) throw noItems(labels);
  if (items.length > 2 || labels.length > items.length) throw tooMany(items, labels, noun);
  const notes: string[] = [];
  if (second === undefined) {
    const train = { items: first, labels: labels[0] ?? null };
    checkPair(train, noun);
    return { train, test: null, files: rolesOf(train, ''), leftOut, notes };
  }
  const bySplit = assignItems([first, second], noun, notes);
  const labelsBySplit = assignLabels(bySplit, labels, noun);
  const train = { items: bySplit.train, labels: labelsBySplit.train };
  const test = { items: bySplit.test, labels: labelsBySplit.test };
  checkPair(train, noun);
  checkPair(test, noun);
  return { train, test, files: [...rolesOf(train, 'train '), ...rolesOf(test, 'test ')], leftOut, notes };

  function rolesOf(pair: Pair<I, L>, split: string): Role[] {
    const { items, labels: own } = pair;
    // One file may hold both.
    if (own?.name === items.name) return [{ name: items.name, role: `${split}${noun} and labels` }];
    const roles = [{ name: items.name, role: `${split}${noun}` }];
    if (own !== null) roles.push({ name: own.name, role: `${split}labels` });
    return roles;
  }
}

/** Beside train, validation is what the others call test. */
function splitOf({ name }: { readonly name: string }): SplitName | null {
  const hint = splitHint(name);
  return hint === 'validation' ? 'test' : hint;
}

function assignItems<I extends Items>(
  [a, b]: readonly [I, I],
  noun: string,
  notes: string[],
): Record<SplitName, I> {
  if (a.shape !== b.shape) {
    throw datasetProblem(
      'mismatch',
      `${a.name} holds ${a.shape}, and ${b.name} ${b.shape}; both splits must be alike.`,
      'Give files of one dataset.',
    );
  }
  const [hintA, hintB] = [splitOf(a), splitOf(b)];
  if (hintA !== null && hintA === hintB) {
    throw datasetProblem(
      'two-alike',
      `${a.name} and ${b.name} both look like ${hintA} ${noun}.`,
      'Give one train and one test file, or only one of the two.',
    );
  }
  if (hintA !== null || hintB !== null) {
    return hintA === 'train' || hintB === 'test' ? { train: a, test: b } : { train: b, test: a };
  }
  if (a.count === b.count) {
    throw datasetProblem(
      'ambiguous',
      `Neither the names nor the counts show which of ${a.name} and ${b.name} holds the train ${noun}.`,
      'Put “train” and “test” into the file names.',
    );
  }
  const [larger, smaller] = a.count > b.count ? [a, b] : [b, a];
  notes.push(
    `The names do not show the splits: ${larger.name} is larger, so it is used as the train ${noun}.`,
  );
  return { train: larger, test: smaller };
}

function assignLabels<L extends Labels>(
  items: Record<SplitName, Items>,
  labels: readonly L[],
  noun: string,
): Record<SplitName, L | null> {
  const [a, b] = labels;
  if (a === undefined) return { train: null, test: null };
  if (b === undefined) {
    throw datasetProblem(
      'mismatch',
      `There are train and test ${noun}, but labels of one split only: ${a.name}.`,
      'Give labels for both splits, or leave them out.',
    );
  }
  const [hintA, hintB] = [splitOf(a), splitOf(b)];
  if (hintA !== null && hintA === hintB) {
    throw datasetProblem(
      'two-alike',
      `${a.name} and ${b.name} both look like ${hintA} labels.`,
      'Give one train and one test file.',
    );
  }
  const aIsTrain =
    hintA !== null || hintB !== null ? hintA === 'train' || hintB === 'test' : a.count === items.train.count;
  return aIsTrain ? { train: a, test: b } : { train: b, test: a };
}

function checkPair({ items, labels }: Pair<Items, Labels>, noun: string): void {
  if (labels === null || labels.count === items.count) return;
  throw datasetProblem(
    'mismatch',
    `${items.name} holds ${countText(items.count)} ${noun}, but ${labels.name} ${countText(labels.count)} labels.`,
    `Give ${noun} and labels that belong together.`,
  );
}

function noItems(labels: readonly Labels[]): Error {
  const [only] = labels;
  const message =
    only === undefined
      ? 'There are neither images nor points in what was given.'
      : `${only.name} holds labels, but the images they belong to are missing.`;
  return datasetProblem('no-items', message, 'Give the images too, e.g. train-images-idx3-ubyte.');
}

function tooMany(items: readonly Items[], labels: readonly Labels[], noun: string): Error {
  const names = (items.length > 2 ? items : labels).map(({ name }) => name).join(', ');
  const message =
    items.length > 2
      ? `There are ${String(items.length)} sets of ${noun} (${names}); a dataset has at most a train and a test split.`
      : `There are more labels (${names}) than ${noun}.`;
  return datasetProblem(
    'too-many',
    message,
    `Give the files of one dataset: ${noun} and labels of train and test.`,
  );
}
