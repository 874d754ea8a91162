import { at } from '../../contract/at';
import type { Doubt } from '../../contract/dataset';
import type { ItemSet, LabelSet } from '../assemble';
import { splitHint } from '../file-names';
import { joined, NO_VALUES } from '../pixel-values';

/** Items of several files, one class each. */
export interface ClassFiles {
  readonly items: ItemSet;
  readonly labels: LabelSet;
  readonly doubt: Doubt;
}

/**
 * Reads files of one array each as one class each, as in Quick, Draw!
 * @param sets one of each file
 * @param names of the files, without their extension
 * @returns null where names show splits, or shapes differ
 */
export function classFiles(sets: readonly ItemSet[], names: readonly string[]): ClassFiles | null {
  const [first, ...others] = sets;
  if (first === undefined || others.length === 0 || sets.length !== names.length) return null;
  const { kind, width, height, channels } = first;
  const isAlike = (set: ItemSet) =>
    set.kind === kind && set.width === width && set.height === height && set.channels === channels;
  if (!others.every(isAlike) || sets.some(({ name }) => splitHint(name) !== null)) return null;
  const classes = withoutCommonStart(names);
  if (new Set(classes).size < classes.length) return null;
  const name = sets.map((set) => set.name).join(', ');
  const count = sets.reduce((sum, set) => sum + set.count, 0);
  return {
    items: {
      ...{ name, kind, count, width, height, channels },
      async check() {
        let range = NO_VALUES;
        for (const set of sets) range = joined(range, (await set.check?.()) ?? NO_VALUES);
        return range === NO_VALUES ? null : range;
      },
      async *blocks(scaling) {
        for (const set of sets) yield* set.blocks(scaling);
      },
    },
    labels: {
      ...{ name, count, source: 'file-names' },
      read(collector) {
        const labels = sets.map((set, i) =>
          new Uint8Array(set.count).fill(collector.numberOf(at(classes, i))),
        );
        return Promise.resolve(Buffer.concat(labels));
      },
    },
    doubt: {
      why: { code: 'class-files', classes },
      option: 'classes',
      choices: [
        { value: 'auto', label: 'class-files' },
        { value: 'none', label: 'without-labels' },
      ],
    },
  };
}

/** Removes the common prefix: `full_numpy_bitmap_cat` and `full_numpy_bitmap_dog` become cat and dog. */
function withoutCommonStart(names: readonly string[]): string[] {
  const [first = ''] = names;
  let length = 0;
  while (length < first.length && names.every((name) => name[length] === first[length])) length++;
  const start = Math.max(...['_', '-', ' ', '.'].map((mark) => first.lastIndexOf(mark, length - 1))) + 1;
  return names.map((name) => name.slice(length === 0 ? 0 : start));
}
