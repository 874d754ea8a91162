import { describe, expect, it } from 'vitest';
import { copyingHint, duplicates } from './copying';
import { ALGEBRAS } from './reference/algebras';
import { features } from './reference/arrays';
import values from './reference/values.json';
import { complete } from './steps';

describe.each(ALGEBRAS)('copies, with products by $by', ({ algebra }) => {
  const training = features('shifted/real', 200, 8);

  it('are counted like SciPy does', () => {
    const generated = features('shifted/generated', 260, 8, 0.5);
    const hint = complete(copyingHint({ training, generated }, algebra));
    expect(hint.copies.value).toBeCloseTo(values.copying.copies, 12);
    expect(hint.medianRatio).toBeCloseTo(values.copying.medianRatio, 12);
    const { ratio, ...rows } = values.copying.closest;
    expect(hint.closest[0]).toMatchObject(rows);
    expect(hint.closest[0]?.ratio).toBeCloseTo(ratio, 12);
  });

  it('are all samples of a sampler that copies, and few held-out items', () => {
    const { copies, medianRatio, closest } = complete(
      copyingHint({ training, generated: training }, algebra),
    );
    expect(copies.value).toBe(1);
    expect(medianRatio).toBe(0);
    expect(closest).toHaveLength(16);
    expect(
      closest.every(({ generated, training: copied, distance }) => generated === copied && distance === 0),
    ).toBe(true);
    const heldOut = complete(copyingHint({ training, generated: features('held-out', 200, 8) }, algebra));
    expect(heldOut.copies.value).toBeLessThan(0.7);
  });

  it('list each training item once, with its lowest ratio', () => {
    const [rows, columns] = [50, 8];
    const repeated = Float32Array.from({ length: rows * columns }, (_, i) => training.values[i % columns]!);
    const { closest } = complete(
      copyingHint({ training, generated: { values: repeated, rows, columns } }, algebra),
    );
    expect(closest).toEqual([{ generated: 0, training: 0, distance: 0, ratio: 0 }]);
  });
});

describe.each(ALGEBRAS)('duplicates, with products by $by', ({ algebra }) => {
  it('are none among distinct items, and all samples of a collapsed sampler', () => {
    const real = features('real', 300, 8);
    const generated = features('generated', 250, 8);
    const distinct = complete(duplicates({ real, generated }, algebra));
    expect(distinct.exact.value).toBe(0);
    expect(distinct.near.value).toBeLessThan(0.03);
    const pairs = generated.values.slice();
    pairs.copyWithin(8 * 125, 0, 8 * 125);
    const half = { ...generated, values: pairs };
    half.values.set(features('one of its own', 1, 8).values);
    expect(complete(duplicates({ real, generated: half }, algebra)).exact.value).toBe(248 / 250);
    expect(
      complete(duplicates({ real, generated: features('close', 250, 8, 0, 2 ** -6) }, algebra)).near.value,
    ).toBe(1);
  });
});
