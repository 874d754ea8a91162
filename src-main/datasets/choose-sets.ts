import { at } from '../contract/at';
import type { DataKind, ItemShape, LeftOut } from '../contract/dataset';
import { refusal } from '../contract/error';
import type { FileReason, ProblemParams } from '../contract/problems/catalogue';
import { splitHint } from './file-names';

type ItemsShape = ProblemParams<'dataset.mismatch.splits'>['a']['holds'];

export interface Items extends ItemShape {
  readonly name: string;
  readonly count: number;
  readonly kind: DataKind;
}
/** What must be the same in both splits. */
export const shapeOf = ({ kind, width, height, channels }: Items): ItemsShape =>
  kind === 'points' ? { kind } : { kind, width, height, channels };
const shapeKey = ({ kind, width, height, channels }: Items): string => [kind, width, height, channels].join();
export const areAlike = (a: Items, b: Items): boolean => shapeKey(a) === shapeKey(b);
export interface Labels {
  readonly name: string;
  readonly count: number;
}
/** Sets that are imported, and those that are left out. */
export interface Sets<I, L> {
  readonly items: readonly I[];
  readonly labels: readonly L[];
  readonly leftOut: LeftOut[];
}

/**
 * Selects the sets of one shape: that of the train split, or else the one with the most items. A set of another shape
 * is retained if it is the only one named after its split, and is refused later.
 */
export function ofOneShape<I extends Items, L extends Labels>(sets: Sets<I, L>): Sets<I, L> {
  const shapes = [...new Set(sets.items.map(shapeKey))];
  if (shapes.length < 2) return sets;
  const size = (shape: string) => {
    const alike = sets.items.filter((set) => shapeKey(set) === shape);
    const hasTrain = alike.some(({ name }) => splitHint(name) === 'train');
    return (hasTrain ? Number.MAX_SAFE_INTEGER / 2 : 0) + alike.reduce((sum, { count }) => sum + count, 0);
  };
  const [chosen] = shapes.sort((a, b) => size(b) - size(a));
  const alike = sets.items.filter((set) => shapeKey(set) === chosen);
  const belongs = (set: I) => {
    if (shapeKey(set) === chosen) return true;
    const hint = splitHint(set.name);
    return hint !== null && !alike.some(({ name }) => splitHint(name) === hint);
  };
  const like = at(alike, 0);
  return without(
    sets,
    (set) => !belongs(set),
    (set) => ({ code: 'other-shape', shape: shapeOf(set), other: like.name, otherShape: shapeOf(like) }),
  );
}

/**
 * Leaves out sets without labels if others have them, as with the test files of competitions.
 * @throws WorkbenchError `dataset.mismatch` if the train set is the one without labels
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
    () => ({ code: 'no-labels', unlike: labelled.name }),
  );
}

/** Labels belong to items of the same name or split; if the names show no split, to those of the same count. */
function belongTogether(items: Items, labels: Labels): boolean {
  if (items.name === labels.name) return true;
  const [own, other] = [splitHint(items.name), splitHint(labels.name)];
  return own !== null && other !== null ? own === other : items.count === labels.count;
}

/**
 * Leaves out a validation set if there are train and test splits: a dataset here has two splits, and results are
 * reported on the test split.
 * @param isStrict retains sets whose names show no split, which are refused later
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
    splitHint(name) === null ? 'neither-train-nor-test' : 'validation',
  );
}

/**
 * @returns `sets` without some items, and without the labels of the same name or, if no items of their split remain, of
 * the same split
 */
function without<I extends Items, L extends Labels>(
  { items, labels, leftOut }: Sets<I, L>,
  isOut: (set: I) => boolean,
  why: (set: I) => FileReason,
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
        .map(({ name }): LeftOut => ({ name, why: 'labels-of-left-out' })),
    ],
  };
}
