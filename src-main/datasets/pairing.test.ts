import { describe, expect, it } from 'vitest';
import type { Items } from './choose-sets';
import { pairUp } from './pairing';
import { refused } from '../testing/import-fixture';

const set = (name: string, count: number, side = 8): Items => ({
  ...{ name, count, kind: 'images', width: side, height: side, channels: 1 },
});
const labels = (name: string, count: number) => ({ name, count });
type Sets = [items: ReturnType<typeof set>[], labels?: ReturnType<typeof labels>[]];

function paired([items, own = []]: Sets, isStrict = false) {
  const { train, test, leftOut } = pairUp(items, own, { noun: 'images', isStrict });
  const names = [train, test].flatMap((pair) => (pair === null ? [] : [pair.items.name, pair.labels?.name]));
  return { names, leftOut };
}
const failure = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

describe('pairUp', () => {
  it('leaves out items without labels if others have labels', () => {
    const kaggle: Sets = [[set('test.csv', 28), set('train.csv', 42)], [labels('train.csv', 42)]];
    expect(paired(kaggle)).toEqual({
      names: ['train.csv', 'train.csv'],
      leftOut: [{ name: 'test.csv', why: { code: 'no-labels', unlike: 'train.csv' } }],
    });
    const arrays: Sets = [[set('x_train', 42), set('x_test', 42)], [labels('y_train', 42)]];
    expect(paired(arrays).names).toEqual(['x_train', 'y_train']);
    const nameless: Sets = [[set('a', 5), set('b', 6)], [labels('c', 6)]];
    expect(paired(nameless).names).toEqual(['b', 'c']);
    const three: Sets = [
      [set('train', 42), set('val', 9), set('test', 28)],
      [labels('train', 42), labels('val', 9)],
    ];
    expect(paired(three).names).toEqual(['train', 'train', 'val', 'val']);
    expect(paired(kaggle, true)).toEqual(paired(kaggle));
    const strangers: Sets = [[set('train', 5), set('test', 6)], [labels('c', 7)]];
    expect(failure(() => paired(strangers, true))).toMatchObject(
      refused('mismatch', /labels of one split only/),
    );
  });

  it('refuses to train without labels if only the test set has them', () => {
    const sets: Sets = [[set('train', 42), set('test', 28)], [labels('test', 28)]];
    expect(failure(() => paired(sets))).toMatchObject(
      refused('mismatch', /^test has labels, but train, which is for training, has none/),
    );
  });

  it('selects sets of one shape, preferably that of the train split', () => {
    const odd = set('thumbnails', 900, 4);
    expect(paired([[odd, set('train', 42), set('test', 28)]])).toEqual({
      names: ['train', undefined, 'test', undefined],
      leftOut: [
        {
          name: 'thumbnails',
          why: {
            code: 'other-shape',
            shape: { kind: 'images', width: 4, height: 4, channels: 1 },
            other: 'train',
            otherShape: { kind: 'images', width: 8, height: 8, channels: 1 },
          },
        },
      ],
    });
    expect(paired([[{ ...set('a', 5), kind: 'points' }, set('b', 6)]]).names).toEqual(['b', undefined]);
    const sizes: Sets = [[set('train', 42), set('test', 28, 9)]];
    expect(failure(() => paired(sizes))).toMatchObject(refused('mismatch', /both splits must be alike/));
    expect(failure(() => paired([[odd, set('a', 5)]], true))).toMatchObject(refused('mismatch', /alike/));
  });

  it('has two splits: other sets are left out if there are train and test sets', () => {
    const own = (...names: string[]) => names.map((name) => labels(name, 42));
    const items = ['extra', 'valid', 'train', 'test'].map((name) => set(name, 42));
    expect(paired([items, own('extra', 'valid', 'train', 'test')])).toEqual({
      names: ['train', 'train', 'test', 'test'],
      leftOut: [
        { name: 'extra', why: 'neither-train-nor-test' },
        { name: 'valid', why: 'validation' },
      ],
    });
    expect(failure(() => paired([items], true))).toMatchObject(refused('too-many', /3 sets of images/));
  });
});
