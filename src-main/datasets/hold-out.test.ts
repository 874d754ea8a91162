import { describe, expect, it } from 'vitest';
import { importNoteText } from '../contract/problems/catalogue';
import { isMissing } from './formats/format';
import { holdOut } from './hold-out';

/** A part whose items are their own indices, one byte each. */
function partOf(labels: readonly number[] | number) {
  const count = typeof labels === 'number' ? labels : labels.length;
  return {
    count,
    labels: typeof labels === 'number' ? null : Uint8Array.from(labels),
    async *blocks() {
      const data = Uint8Array.from({ length: count }, (_, i) => i % 256);
      for (let at = 0; at < count; at += 100) {
        const own = data.slice(at, at + 100);
        yield await Promise.resolve({
          width: 1,
          height: 1,
          channels: 1,
          count: own.length,
          data: own,
        } as const);
      }
    },
  };
}
/** The labels of both splits, or their counts for data without labels. */
function divided(labels: readonly number[] | number) {
  const { train, test, note } = holdOut(partOf(labels), 'images');
  const shown = (part: typeof train) => (part.labels === null ? part.count : [...part.labels]);
  return { train: shown(train), test: shown(test), note: importNoteText(note) };
}
async function itemsOf(part: ReturnType<typeof holdOut>['test']): Promise<number[]> {
  const items: number[] = [];
  for await (const piece of part.blocks()) items.push(...(isMissing(piece) ? [-1] : piece.data));
  return items;
}
const ofEach = (...sizes: number[]) => sizes.flatMap((size, label) => Array<number>(size).fill(label));

describe('holdOut', () => {
  it('takes a seventh of each class, at least one', () => {
    const { train, test, note } = divided(ofEach(7, 8, 2, 6, 15, 70));
    expect(train).toEqual(ofEach(6, 7, 1, 5, 13, 60));
    expect(test).toEqual(ofEach(1, 1, 1, 1, 2, 10));
    expect(note).toBe(
      'No test split was given: a seventh of each class, drawn at random with seed 131, is held apart for testing (16 of 108 images).',
    );
  });

  it('takes a seventh of data without labels', () => {
    expect(divided(15)).toMatchObject({ train: 13, test: 2 });
    expect(divided(2)).toMatchObject({ train: 1, test: 1 });
    expect(divided(70).note).toMatch(/: a seventh, drawn at random with seed 131, .* \(10 of 70 images\)/);
  });

  it('leaves at least one item of each class to train on', () => {
    expect(divided([...ofEach(12), 1, 1])).toMatchObject({ train: ofEach(10, 1), test: ofEach(2, 1) });
    expect(divided(ofEach(3, 1, 1))).toMatchObject({ train: ofEach(2, 1, 1), test: [0] });
    expect((divided([0, 1, 2]).train as number[]).length).toBe(2);
  });

  it('represents data that is sorted, with labels and without', async () => {
    for (const labels of [256, ofEach(128, 128)]) {
      const test = await itemsOf(holdOut(partOf(labels), 'images').test);
      const mean = test.reduce((sum, item) => sum + item, 0) / test.length;
      // For items 0 to 255, the mean of the last seventh would be 237; the mean of a sample of one in seven has a
      // standard deviation of 12.
      expect(Math.abs(mean - 127.5)).toBeLessThan(30);
      expect(test.filter((item) => item < 64).length).toBeGreaterThan(3);
      expect(test.filter((item) => item >= 192).length).toBeGreaterThan(3);
      const steps = new Set(test.slice(1).map((item, i) => item - (test[i] ?? 0)));
      expect(steps.size).toBeGreaterThan(5);
    }
  });

  it('reads only the items of a split if the part supports it, and otherwise skips the others', async () => {
    const labels = ofEach(35, 35);
    const whole = partOf(labels);
    const read: number[] = [];
    const picked = {
      ...whole,
      async *some(indices: readonly number[]) {
        for (const index of indices) {
          read.push(index);
          const data = Uint8Array.of(index);
          yield await Promise.resolve({ width: 1, height: 1, channels: 1, count: 1, data } as const);
        }
      },
    };
    const test = await itemsOf(holdOut(whole, 'images').test);
    expect(await itemsOf(holdOut(picked, 'images').test)).toEqual(test);
    expect(read).toEqual(test);
  });

  it('preserves the positions of missing items', async () => {
    const labels = ofEach(35, 35);
    const gaps = new Set([0, 9, 10, 69]);
    const part = {
      ...partOf(labels),
      async *blocks() {
        for (let index = 0; index < 70; index++) {
          const data = Uint8Array.of(index);
          yield await Promise.resolve(
            gaps.has(index)
              ? { name: String(index), why: 'damaged' as const }
              : ({ width: 1, height: 1, channels: 1, count: 1, data } as const),
          );
        }
      },
    };
    const [gappy, whole] = [holdOut(part, 'images'), holdOut(partOf(labels), 'images')];
    for (const split of ['train', 'test'] as const) {
      const expected = (await itemsOf(whole[split])).map((item) => (gaps.has(item) ? -1 : item));
      expect(await itemsOf(gappy[split])).toEqual(expected);
    }
  });

  it('assigns every item to one split, in order and reproducibly', async () => {
    const [one, other] = [
      holdOut(partOf(ofEach(50, 71)), 'images'),
      holdOut(partOf(ofEach(50, 71)), 'images'),
    ];
    const [train, test] = [await itemsOf(one.train), await itemsOf(one.test)];
    expect([...train, ...test].sort((a, b) => a - b)).toEqual([...Array(121).keys()]);
    for (const items of [train, test]) expect(items).toEqual([...items].sort((a, b) => a - b));
    expect(test).toEqual(await itemsOf(other.test));
    expect([...(one.test.labels ?? [])]).toEqual(test.map((item) => (item < 50 ? 0 : 1)));
  });
});
