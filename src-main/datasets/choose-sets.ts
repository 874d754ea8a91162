import type { LeftOut } from '../contract/dataset';
import { refusal } from '../contract/error';
import { splitHint } from './file-names';

export interface Items {
  readonly name: string;
  readonly count: number;
  /** What must be the same in both splits, e.g. `images of 28×28 pixels`. */
  readonly shape: string;
}
export interface Labels {
  readonly name: string;
  readonly count: number;
}
/** Sets that are taken in, and those that are not. */
export interface Sets<I, L> {
  readonly items: readonly I[];
  readonly labels: readonly L[];
  readonly leftOut: LeftOut[];
}

/**
 * Of sets of several shapes those that are alike: the ones for training, or else the most items. A set of another shape
 * that alone bears the name of its split stays, and is refused later.
 */
export function ofOneShape<I extends Items, L extends Labels>(sets: Sets<I, L>): Sets<I, L> {
  const shapes = [...new Set(sets.items.map(({ shape }) => shape))];
  if (shapes.length < 2) return sets;
  const size = (shape: string) => {
    const alike = sets.items.filter((set) => set.shape === shape);
    const hasTrain = alike.some(({ name }) => splitHint(name) === 'train');
    return (hasTrain ? Number.MAX_SAFE_INTEGER / 2 : 0) + alike.reduce((sum, { count }) => sum + count, 0);
  };
  const [chosen] = shapes.sort((a, b) => size(b) - size(a));
  const alike = sets.items.filter(({ shape }) => shape === chosen);
  const belongs = (set: I) => {
    if (set.shape === chosen) return true;
    const hint = splitHint(set.name);
    return hint !== null && !alike.some(({ name }) => splitHint(name) === hint);
  };
  return without(
    sets,
    (set) => !belongs(set),
    ({ shape }) => `holds ${shape}, where ${alike[0]?.name ?? ''} holds ${chosen ?? ''}`,
  );
}

/**
 * Where some sets have labels, those that have none are left out, as the test files of competitions.
 * @throws WorkbenchError `dataset.mismatch` where the train set is the one without
 */
export function withLabels<I extends Items, L extends Labels>(sets: Sets<I, L>): Sets<I, L> {
  const { items, labels } = sets;
  if (labels.length === 0 || labels.length >= items.length) return sets;
  const isLabelled = (set: I) => labels.some((one) => belongTogether(set, one));
  const labelled = items.find(isLabelled);
  if (labelled === undefined || items.every(isLabelled)) return sets;
  const unlabelledTrain = items.find((set) => splitHint(set.name) === 'train' && !isLabelled(set));
  if (unlabelledTrain !== undefined) {
    throw refusal('dataset.mismatch.labels', { labelled: labelled.name, unlabelled: unlabelledTrain.name });
  }
  return without(
    sets,
    (set) => !isLabelled(set),
    () => `has no labels, where ${labelled.name} has them`,
  );
}

/** Labels are called as their items are, or for the same split, or are as many where no name says anything. */
function belongTogether(items: Items, labels: Labels): boolean {
  if (items.name === labels.name) return true;
  const [own, other] = [splitHint(items.name), splitHint(labels.name)];
  return own !== null && other !== null ? own === other : items.count === labels.count;
}

/**
 * Where there is a train and a test split, what is for validation is left out: a dataset here has two splits, and the
 * test split is the one that results are given for.
 * @param isStrict keeps sets whose names say nothing, which are refused later
 */
export function withoutSpare<I extends Items, L extends Labels>(
  sets: Sets<I, L>,
  isStrict: boolean,
): Sets<I, L> {
  const hints = sets.items.map(({ name }) => splitHint(name));
  const isComplete = ['train', 'test'].every((split) => hints.filter((hint) => hint === split).length === 1);
  if (!isComplete) return sets;
  const isSpare = ({ name }: I) => {
    const hint = splitHint(name);
    return hint === 'validation' || (hint === null && !isStrict);
  };
  return without(sets, isSpare, ({ name }) =>
    splitHint(name) === null
      ? 'is neither called train nor test, as others are'
      : 'is for validation, and there is a test split, too',
  );
}

/** @returns `sets` without some items, and without labels of their name or, where no others remain, of their split */
function without<I extends Items, L extends Labels>(
  { items, labels, leftOut }: Sets<I, L>,
  isOut: (set: I) => boolean,
  why: (set: I) => string,
): Sets<I, L> {
  const out = items.filter(isOut);
  const kept = items.filter((set) => !out.includes(set));
  const isSpare = (one: L) =>
    out.some(({ name }) => name === one.name) ||
    (out.some((set) => belongTogether(set, one)) && !kept.some((set) => belongTogether(set, one)));
  return {
    items: kept,
    labels: labels.filter((one) => !isSpare(one)),
    leftOut: [
      ...leftOut,
      ...out.map((set) => ({ name: set.name, why: why(set) })),
      ...labels
        .filter((one) => isSpare(one) && !out.some(({ name }) => name === one.name))
        .map(({ name }) => ({ name, why: 'holds labels of what is left out' })),
    ],
  };
}
