import type { DataKind, Doubt, ItemShape, LeftOut, ReadOptions } from '../contract/dataset';
import type { ImportNote, LabelSource } from '../contract/problems/catalogue';
import type { ClassCollector } from './classes';
import type { Block, Found, Part } from './formats/format';
import { pairUp } from './pairing';
import { joined, NO_VALUES, scalingFor, type Scaling, type ValueRange } from './pixel-values';

/** Images or points. The name, of a file or of an array inside one, may show their split. */
export interface ItemSet extends ItemShape {
  readonly name: string;
  readonly kind: DataKind;
  readonly count: number;
  /**
   * Reads the whole set, once, and so finds its errors before the import begins.
   * @returns the range of pixel values that are not bytes yet and need scaling; null for bytes and for points
   */
  readonly check?: () => Promise<ValueRange | null>;
  /** As in `Part`. @param scaling common to all imported sets; null where `check` gave no range */
  readonly blocks: (scaling: Scaling | null) => AsyncIterable<Block>;
}
export interface LabelSet {
  readonly name: string;
  readonly count: number;
  /** As in `Found.labelSource`. */
  readonly source: LabelSource;
  /** [count], the numbers that `classes` assigns. Only called for sets that are imported. */
  readonly read: (classes: ClassCollector) => Promise<Uint8Array>;
}

/** What a format knows besides the sets. */
export interface About {
  readonly suggestedName: string;
  /** `none` imports no labels. */
  readonly classes: ReadOptions['classes'];
  /** Whether sets that do not belong to the others are refused, because a person chose each file. */
  readonly isStrict?: boolean;
  readonly notes?: readonly ImportNote[];
  readonly doubts?: readonly Doubt[];
  readonly leftOut?: readonly LeftOut[];
}

/**
 * Combines the sets of one or several files: finds the train and the test split, and the labels of each.
 * @throws WorkbenchError as `pairUp` and `scalingFor`, and what reading the sets throws
 */
export async function assemble(
  sets: { readonly items: readonly ItemSet[]; readonly labels: readonly LabelSet[] },
  collector: ClassCollector,
  { suggestedName, classes, isStrict = false, notes = [], doubts = [], leftOut = [] }: About,
): Promise<Found> {
  const { items } = sets;
  const unwanted = classes === 'none' ? sets.labels : [];
  const paired = pairUp(items, classes === 'none' ? [] : sets.labels, {
    noun: items[0]?.kind ?? 'images',
    isStrict,
  });
  const pairs = [paired.train, ...(paired.test === null ? [] : [paired.test])];
  const ranges: ValueRange[] = [];
  for (const pair of pairs) ranges.push((await pair.items.check?.()) ?? NO_VALUES);
  const range = ranges.reduce(joined, NO_VALUES);
  const scaling = range === NO_VALUES ? null : scalingFor(range, paired.train.items.name);
  const labels: (Uint8Array | null)[] = [];
  for (const pair of pairs) labels.push(pair.labels && (await pair.labels.read(collector)));
  const { classNames, ordered } = collector.finish();
  const [train, test] = pairs.map(({ items: set }, i): Part => {
    const numbers = labels[i] ?? null;
    return { count: set.count, labels: numbers && ordered(numbers), blocks: () => set.blocks(scaling) };
  });
  if (train === undefined) throw new RangeError('A pairing has a train split.');
  const { kind, width, height, channels } = paired.train.items;
  return {
    kind,
    size: { width, height },
    channels,
    train,
    test: test ?? null,
    classNames,
    suggestedName,
    files: paired.files,
    labelSource: paired.train.labels?.source ?? null,
    doubts,
    leftOut: [
      ...leftOut,
      ...unwanted
        .filter(({ name }) => !items.some((set) => set.name === name))
        .map(({ name }): LeftOut => ({ name, why: 'unwanted-labels' })),
      ...paired.leftOut,
    ],
    notes: [...(scaling?.note == null ? [] : [scaling.note]), ...notes, ...paired.notes],
  };
}
