import { expect, it } from 'vitest';
import { measuredAttributes } from './measured-attributes';

const SHAPE = { width: 5, height: 5, channels: 1 };
/** A stroke of one pixel in each row, at the given columns. */
const stroke = (columns: readonly number[], value = 1) =>
  columns.flatMap((column) => Array.from({ length: 5 }, (_, x) => (x === column ? value : 0)));

it('measures brightness, thickness, slant to the right, and relative width', () => {
  const upright = stroke([2, 2, 2, 2, 2]);
  const leaning = stroke([4, 3, 2, 1, 0], 2);
  const backwards = stroke([0, 1, 2, 3, 4]);
  const { brightness, thickness, slant, width } = measuredAttributes(
    [...upright, ...leaning, ...backwards],
    SHAPE,
  );
  expect([...brightness]).toEqual([0.2, 0.4, 0.2]);
  // A bar of one pixel has edges on both sides; a diagonal one also above and below.
  expect([...thickness]).toEqual([1, expect.closeTo(5 / 8), expect.closeTo(5 / 8)]);
  expect([...slant]).toEqual([expect.closeTo(0), expect.closeTo(1), expect.closeTo(-1)]);
  expect([...width]).toEqual([0, expect.closeTo(1), expect.closeTo(1)]);
});

it('gives empty images no slant, and uses all colours', () => {
  const empty = measuredAttributes(new Float32Array(25), SHAPE);
  expect([empty.brightness[0], empty.slant[0], empty.width[0]]).toEqual([0, 0, 0]);
  const colored = stroke([4, 3, 2, 1, 0]).flatMap((value) => [value, 0, 0]);
  expect(measuredAttributes(colored, { ...SHAPE, channels: 3 }).slant[0]).toBeCloseTo(1);
});
