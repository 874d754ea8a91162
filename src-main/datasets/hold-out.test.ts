import { describe, expect, it } from 'vitest';
import { holdOut } from './hold-out';

/** The labels of both splits. Where there are none, how many items they have. */
function divided(labels: readonly number[] | number) {
  const count = typeof labels === 'number' ? labels : labels.length;
  const own = typeof labels === 'number' ? null : Uint8Array.from(labels);
  const { train, test, note } = holdOut({ count, labels: own, blocks: () => [] as never }, 'images');
  const shown = (part: typeof train) => (part.labels === null ? part.count : [...part.labels]);
  return { train: shown(train), test: shown(test), note };
}
const ofEach = (...sizes: number[]) => sizes.flatMap((size, label) => Array<number>(size).fill(label));

describe('holdOut', () => {
  it('takes the last seventh where no class is missed for that', () => {
    const labels = Array.from({ length: 70 }, (_, i) => i % 10);
    expect(divided(labels)).toMatchObject({ train: labels.slice(10), test: labels.slice(60) });
    expect(divided(15)).toMatchObject({ train: 13, test: 2 });
    expect(divided(2)).toMatchObject({ train: 1, test: 1 });
  });

  it('takes a seventh of each class, rounded up, where they are sorted by class', () => {
    const { train, test, note } = divided(ofEach(7, 8, 2, 6, 15));
    expect(train).toEqual(ofEach(6, 6, 1, 5, 12));
    expect(test).toEqual(ofEach(1, 2, 1, 1, 3));
    expect(note).toContain('a seventh of each class, 8 of 38 images, are held apart');
  });

  it('leaves something of each class to train on, if need be all there is', () => {
    // The last seventh has both of class 1 and would leave none.
    expect(divided([...ofEach(12), 1, 1])).toMatchObject({ train: ofEach(10, 1), test: ofEach(2, 1) });
    expect(divided(ofEach(3, 1, 1))).toMatchObject({ train: ofEach(2, 1, 1), test: [0] });
    expect(divided([0, 1, 2])).toMatchObject({ train: [0, 1], test: [2] });
  });

  it('goes through a class in even steps', async () => {
    const labels = Uint8Array.from([...ofEach(15), 1, 1]);
    const block = {
      width: 1,
      height: 1,
      channels: 1,
      count: 17,
      data: Uint8Array.from(labels.keys()),
    } as const;
    const part = {
      count: 17,
      labels,
      async *blocks() {
        yield await Promise.resolve({ ...block, data: block.data.slice() });
      },
    };
    const items: number[] = [];
    for await (const { data } of holdOut(part, 'images').test.blocks()) items.push(...data);
    expect(items).toEqual([4, 9, 14, 16]);
  });
});
