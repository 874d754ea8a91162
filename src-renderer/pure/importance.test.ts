import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../../src-main/contract/pseudo-random';
import { importance, type Feature } from './importance';

const COUNT = 40;
const random = mulberry32(7);
const draw = () => Array.from({ length: COUNT }, random);
const [strong, weak, none] = [draw(), draw(), draw()];
const numeric = (key: string, column: readonly number[]): Feature => ({ key, columns: [column] });

describe('the importance of hyperparameters', () => {
  it('is large for one that a metric depends on, in any form, and small for one that it does not', () => {
    const values = strong.map((x, i) => Math.abs(x - 0.5) * 10 + (weak[i] ?? 0));
    const found = importance(
      [numeric('none', none), numeric('strong', strong), numeric('weak', weak)],
      values,
    );
    const [ofNone = 1, ofStrong = 0, ofWeak = 0] = found.shares;
    expect(ofStrong).toBeGreaterThan(0.75);
    expect(ofWeak).toBeLessThan(ofStrong);
    expect(ofNone).toBeLessThan(0.1);
    expect(ofNone + ofStrong + ofWeak).toBeCloseTo(1, 12);
    expect(found.explained).toBeGreaterThan(0.7);
  });

  it('shuffles the columns of a category together', () => {
    const kinds = strong.map((x) => Math.floor(x * 3));
    const category = {
      key: 'kind',
      columns: [0, 1, 2].map((kind) => kinds.map((one) => (one === kind ? 1 : 0))),
    };
    const values = kinds.map((kind) => [3, -1, 8][kind] ?? 0);
    expect(importance([category, numeric('none', none)], values).shares[0]).toBeGreaterThan(0.9);
  });

  it('is the same every time, and zero if nothing changes the metric', () => {
    const values = strong.map((x) => x * 2);
    const features = [numeric('strong', strong), numeric('none', none)];
    expect(importance(features, values)).toEqual(importance(features, values));
    expect(importance([numeric('none', none)], values).explained).toBeLessThan(0.3);
  });
});
