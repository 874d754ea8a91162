import type { DataKind, ItemShape } from '../contract/dataset';
import type { ClassCollector } from './classes';
import type { Block, Found, Part } from './formats/format';
import { pairUp } from './pairing';
import { imagesText } from './problem';

/** Images or points with a name that may tell their split: a file, or an array inside one. */
export interface ItemSet extends ItemShape {
  readonly name: string;
  readonly kind: DataKind;
  readonly count: number;
  /** As in `Part`. */
  readonly blocks: () => AsyncIterable<Block>;
}
export interface LabelSet {
  readonly name: string;
  readonly count: number;
  /** [count], as `classes` gave them. */
  readonly numbers: Uint8Array;
}

/**
 * Puts together what one or several files hold: which set is for training, which for testing, whose labels are whose.
 * @throws WorkbenchError as `pairUp` does
 */
export function assemble(
  sets: { readonly items: readonly ItemSet[]; readonly labels: readonly LabelSet[] },
  classes: ClassCollector,
  suggestedName: string,
  notes: readonly string[] = [],
): Found {
  const items = sets.items.map((set) => ({
    ...set,
    shape: set.kind === 'points' ? 'points' : imagesText(set),
  }));
  const kind = items[0]?.kind ?? 'images';
  const paired = pairUp(items, sets.labels, kind);
  const { classNames, ordered } = classes.finish();
  const part = (pair: { items: ItemSet; labels: LabelSet | null }): Part => ({
    count: pair.items.count,
    labels: pair.labels && ordered(pair.labels.numbers),
    blocks: pair.items.blocks,
  });
  const { width, height, channels } = paired.train.items;
  return {
    kind,
    size: { width, height },
    channels,
    train: part(paired.train),
    test: paired.test && part(paired.test),
    classNames,
    suggestedName,
    files: paired.files,
    labelSource: paired.train.labels?.name ?? null,
    doubts: [],
    leftOut: [],
    notes: [...notes, ...paired.notes],
  };
}
