import { countText } from '../contract/numbers';
import type { Block, Part } from './formats/format';

/** Without a test split, one item in so many is held apart, as in MNIST. */
const ONE_IN = 7;

/**
 * Divides the only part there is: its last seventh becomes the test split, or, where a split would miss a class that it
 * need not, a seventh of each class, rounded up. The only item of a class is trained on, unless no class has two.
 * @param noun what the items are: `images` or `points`
 */
export function holdOut(part: Part, noun: string): { train: Part; test: Part; note: string } {
  const { count, labels } = part;
  const testCount = Math.max(1, Math.floor(count / ONE_IN));
  const last = new Uint8Array(count).fill(1, count - testCount);
  const ofEach = labels === null ? last : seventhOfEach(labels);
  const isFairer = ([0, 1] as const).some(
    (mark) => classesIn(labels, ofEach, mark) > classesIn(labels, last, mark),
  );
  const held = isFairer && ofEach.includes(1) ? ofEach : last;
  const test = selection(part, held, 1);
  const which =
    held === last
      ? `the last ${countText(test.count)} of ${countText(count)} ${noun}`
      : `a seventh of each class, ${countText(test.count)} of ${countText(count)} ${noun},`;
  const note = `No test split was given: ${which} are held apart for testing.`;
  return { train: selection(part, held, 0), test, note };
}

function classesIn(labels: Uint8Array | null, marks: Uint8Array, mark: 0 | 1): number {
  return new Set(labels?.filter((_, i) => marks[i] === mark)).size;
}

/**
 * A seventh of each class, rounded up, in even steps through it; nothing of a class with a single item.
 * @returns [count], 1 for items held apart
 */
function seventhOfEach(labels: Uint8Array): Uint8Array {
  const sizes = new Uint32Array(256);
  for (const label of labels) sizes[label] = (sizes[label] ?? 0) + 1;
  const seen = new Uint32Array(256);
  return labels.map((label) => {
    const size = sizes[label] ?? 0;
    const nth = (seen[label] ?? 0) + 1;
    seen[label] = nth;
    const share = size > 1 ? Math.ceil(size / ONE_IN) : 0;
    // Where nth · share / size reaches a whole number: share times, the last one at the end.
    return (nth * share) % size < share ? 1 : 0;
  });
}

/** The items whose mark is `mark`, in their order. */
function selection(part: Part, marks: Uint8Array, mark: 0 | 1): Part {
  const count = marks.reduce((sum, one) => sum + Number(one === mark), 0);
  return {
    count,
    labels: part.labels?.filter((_, i) => marks[i] === mark) ?? null,
    async *blocks() {
      let first = 0;
      let left = count;
      for await (const block of part.blocks()) {
        const kept = gather(block, (i) => marks[first + i] === mark);
        if (kept.count > 0) yield kept;
        first += block.count;
        left -= kept.count;
        if (left === 0) return;
      }
    },
  };
}

/** Moves the items to be kept together, in place. */
function gather(block: Block, keeps: (index: number) => boolean): Block {
  const itemBytes = block.data.length / block.count;
  let count = 0;
  for (let i = 0; i < block.count; i++) {
    if (!keeps(i)) continue;
    if (count < i) block.data.copyWithin(count * itemBytes, i * itemBytes, (i + 1) * itemBytes);
    count++;
  }
  return { ...block, count, data: block.data.subarray(0, count * itemBytes) };
}
