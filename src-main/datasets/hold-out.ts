import { at } from '../contract/at';
import type { DataKind } from '../contract/dataset';
import type { ImportNote } from '../contract/problems/catalogue';
import { isMissing, type Block, type Part } from './formats/format';
import { seededRandom, type SeededRandom } from './seeded-random';

/** Without a test split, one in this many items is held out, as in MNIST. */
const ONE_IN = 7;
/** A fixed seed holds out the same items each time. */
const SEED = 131;

/**
 * Divides a single part into splits: a seventh of each class, drawn at random, becomes the test split, so that both
 * splits are alike in any order of the items. A class with several items has at least one in each split; the only item
 * of a class is in the train split, unless no class has two.
 */
export function holdOut(part: Part, of: DataKind): { train: Part; test: Part; note: ImportNote } {
  const { count, labels } = part;
  const byClass = labels === null ? [] : indicesByClass(labels).filter((own) => own.length > 1);
  const groups = byClass.length > 0 ? byClass : [Uint32Array.from({ length: count }, (_, i) => i)];
  const marks = new Uint8Array(count);
  const random = seededRandom();
  for (const [stream, own] of groups.entries()) {
    random.reset(SEED, stream, own.length);
    for (const index of drawn(own, Math.max(1, Math.round(own.length / ONE_IN)), random)) marks[index] = 1;
  }
  const test = selection(part, marks, 1);
  return {
    train: selection(part, marks, 0),
    test,
    note: { code: 'held-out', of, count: test.count, all: count, seed: SEED, isByClass: byClass.length > 0 },
  };
}

/** Returns the indices of the items of each class. */
function indicesByClass(labels: Uint8Array): Uint32Array[] {
  const sizes = new Uint32Array(256);
  for (const label of labels) sizes[label] = at(sizes, label) + 1;
  const found = Array.from(sizes, (size) => new Uint32Array(size));
  const filled = new Uint32Array(256);
  for (const [index, label] of labels.entries()) {
    const place = at(filled, label);
    at(found, label)[place] = index;
    filled[label] = place + 1;
  }
  return found;
}

/** Draws `count` of `indices` uniformly without replacement: the first steps of a Fisher–Yates shuffle, in place. */
function drawn(indices: Uint32Array, count: number, { uniform }: SeededRandom): Uint32Array {
  for (let i = 0; i < count; i++) {
    const other = i + Math.floor(uniform() * (indices.length - i));
    const swapped = at(indices, i);
    indices[i] = at(indices, other);
    indices[other] = swapped;
  }
  return indices.subarray(0, count);
}

/** The part with the items whose mark is `mark`, in order. */
function selection(part: Part, marks: Uint8Array, mark: 0 | 1): Part {
  const indices = [...marks.keys()].filter((i) => marks[i] === mark);
  const count = indices.length;
  const labels = part.labels?.filter((_, i) => marks[i] === mark) ?? null;
  const { some } = part;
  if (some !== undefined) return { count, labels, blocks: () => some(indices) };
  return {
    count,
    labels,
    async *blocks() {
      let first = 0;
      let left = count;
      for await (const piece of part.blocks()) {
        const kept = isMissing(piece)
          ? { piece, count: Number(marks[first] === mark) }
          : gathered(piece, (i) => marks[first + i] === mark);
        if (kept.count > 0) yield kept.piece;
        first += isMissing(piece) ? 1 : piece.count;
        left -= kept.count;
        if (left === 0) return;
      }
    },
  };
}

/** Moves the selected items together, in place. */
function gathered(
  block: Block,
  keeps: (index: number) => boolean,
): { readonly piece: Block; readonly count: number } {
  const itemBytes = block.data.length / block.count;
  let count = 0;
  for (let i = 0; i < block.count; i++) {
    if (!keeps(i)) continue;
    if (count < i) block.data.copyWithin(count * itemBytes, i * itemBytes, (i + 1) * itemBytes);
    count++;
  }
  return { piece: { ...block, count, data: block.data.subarray(0, count * itemBytes) }, count };
}
