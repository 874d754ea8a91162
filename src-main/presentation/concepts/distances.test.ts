import { describe, expect, it } from 'vitest';
import {
  CELL,
  distanceCurves,
  distancesAt,
  explanation,
  gradientAt,
  masses,
  REACH,
  transportPlan,
  validShift,
  type DistanceId,
  type ShapePair,
} from './distances';

const LINES: ShapePair = { real: { kind: 'line' }, generated: { kind: 'line' } };
const normals = (real: number, generated: number): ShapePair => ({
  real: { kind: 'normal', deviation: real },
  generated: { kind: 'normal', deviation: generated },
});
const histograms: ShapePair = {
  real: { kind: 'histogram', shares: [1, 0, 0, 1] },
  generated: { kind: 'histogram', shares: [1] },
};

describe('distances', () => {
  it.each([-4, -0.05, 0.05, 3])('of two parallel lines %f apart are those in the WGAN paper', (shift) => {
    const found = distancesAt(LINES, shift);
    expect(found.totalVariation).toBe(1);
    expect(found.kullbackLeibler).toBe(Infinity);
    expect(found.jensenShannon).toBeCloseTo(Math.LN2, 12);
    expect(found.earthMover).toBeCloseTo(Math.abs(shift), 9);
  });

  it('of two normal distributions agree with numerical integration', () => {
    // Computed with NumPy on 2 000 001 points from -30 to 40.
    const found = distancesAt(normals(1, 1), 2);
    expect(found.totalVariation).toBeCloseTo(0.682689, 3);
    expect(found.jensenShannon).toBeCloseTo(0.336831, 4);
    expect(found.kullbackLeibler).toBeCloseTo(2, 12);
    expect(found.earthMover).toBeCloseTo(2, 6);
    const unequal = distancesAt(normals(0.5, 1), 1);
    expect(unequal.totalVariation).toBeCloseTo(0.546612, 3);
    expect(unequal.earthMover).toBeCloseTo(1.008491, 4);
    expect(unequal.kullbackLeibler).toBeCloseTo(2.806853, 6);
  });

  it.each([LINES, normals(1, 1), { ...histograms, generated: histograms.real }])(
    'are 0 between equal distributions',
    (pair) => {
      for (const value of Object.values(distancesAt(pair, 0))) expect(value).toBeCloseTo(0, 12);
    },
  );

  it('are largest for a bump between two bumps, except the earth mover’s, which grows only outside of them', () => {
    const middle = distancesAt(histograms, 0);
    expect(middle.totalVariation).toBeCloseTo(1, 12);
    expect(middle.kullbackLeibler).toBe(Infinity);
    expect(middle.earthMover).toBeCloseTo(0.625, 9);
    const on = distancesAt(histograms, 0.75);
    expect(on.totalVariation).toBeCloseTo(0.5, 12);
    expect(on.kullbackLeibler).toBeCloseTo(Math.LN2, 12);
    expect(on.earthMover).toBeCloseTo(0.75, 9);
    expect(distancesAt(histograms, 1.5).earthMover).toBeCloseTo(1.5, 9);
  });
});

describe('gradients', () => {
  const gradient = (pair: ShapePair, id: DistanceId, shift: number) =>
    gradientAt(pair, distanceCurves(pair), id, shift);

  it('between lines are 0 or do not exist, except that of the earth mover’s distance', () => {
    for (const shift of [-4, -0.05, 0.05, 4]) {
      expect(gradient(LINES, 'totalVariation', shift)).toBe(0);
      expect(gradient(LINES, 'jensenShannon', shift)).toBe(0);
      expect(gradient(LINES, 'kullbackLeibler', shift)).toBeNull();
      expect(gradient(LINES, 'earthMover', shift)).toBe(Math.sign(shift));
    }
    expect(gradient(LINES, 'jensenShannon', 0)).toBeNull();
    expect(gradient(LINES, 'earthMover', 0)).toBeNull();
  });

  it('between normal distributions agree with the formulas', () => {
    expect(gradient(normals(1, 1), 'kullbackLeibler', 2)).toBeCloseTo(2, 6);
    expect(gradient(normals(1, 1), 'kullbackLeibler', 0)).toBeCloseTo(0, 6);
    expect(gradient(normals(0.4, 0.4), 'kullbackLeibler', 0)).toBeCloseTo(0, 6);
    expect(gradient(normals(1, 1), 'earthMover', -1)).toBeCloseTo(-1, 6);
    // 2 φ(1) = 2 · 0.24197 / 2
    expect(gradient(normals(1, 1), 'totalVariation', 2)).toBeCloseTo(0.24197, 3);
    expect(gradient(normals(1, 1), 'totalVariation', 0)).toBeNull();
    expect(gradient(normals(1, 1), 'jensenShannon', 0)).toBeCloseTo(0, 9);
    expect(gradient(normals(1, 1), 'kullbackLeibler', REACH)).toBeCloseTo(REACH, 1);
  });

  it('are defined only at shifts of the curve', () => {
    expect(() => gradient(LINES, 'earthMover', 99)).toThrow(RangeError);
  });
});

describe('the transport plan', () => {
  it('moves each part of a line by the distance to the other line', () => {
    for (const { from, to } of transportPlan(LINES, 1.5, 4)) expect(from - to).toBeCloseTo(1.5, 9);
  });

  it('has the earth mover’s distance as its mean cost', () => {
    for (const [pair, shift] of [
      [normals(0.5, 1), 1],
      [histograms, 0.3],
      [histograms, -2],
    ] as const) {
      const plan = transportPlan(pair, shift, 2000);
      const cost = plan.reduce((sum, { from, to }) => sum + Math.abs(from - to), 0) / plan.length;
      expect(cost).toBeCloseTo(distancesAt(pair, shift).earthMover, 2);
    }
  });

  it('has no crossing moves', () => {
    const plan = transportPlan(histograms, 1, 20);
    for (const ends of ['from', 'to'] as const) {
      const places = plan.map((part) => part[ends]);
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }
  });
});

describe('the sentence', () => {
  const sentence = (pair: ShapePair, shift: number) => explanation(pair, distanceCurves(pair), shift);

  it('says which distances have a gradient that a generator can follow', () => {
    expect(sentence(LINES, 0)).toBe('The generated distribution is the real one: every distance is 0.');
    expect(sentence(LINES, 2)).toBe(
      'The two do not meet. As long as that is so, total variation is 1, Jensen–Shannon log 2 and KL infinite: their gradients are 0 or do not exist, and a generator that follows them does not learn where to go. The earth mover’s distance is 2, and its gradient of 1 says: to the left.',
    );
    expect(sentence(normals(0.4, 0.4), -3)).toMatch(
      /^The two hardly meet\. Total variation is 0\.9998 with a gradient of .*to the right\.$/,
    );
    expect(sentence(normals(1, 1), 1)).toMatch(
      /^The two overlap, so that no distance is at its limit: total variation 0\.38\d*, KL 0\.5000, /,
    );
    expect(sentence(histograms, 0.75)).toMatch(/^The two overlap, /);
    expect(sentence(histograms, 0.45)).toMatch(/^The two overlap in part\. KL is infinite/);
    expect(sentence(histograms, 0)).toMatch(/ as much mass has to go one way as the other\.$/);
  });
});

it('masses sum to 1 and move by whole cells', () => {
  for (const shape of [LINES.real, { kind: 'normal', deviation: 0.4 }, histograms.real] as const) {
    const [still, moved] = [masses(shape), masses(shape, 3 * CELL)];
    expect(still.reduce((sum, mass) => sum + mass, 0)).toBeCloseTo(1, 12);
    expect(moved[203]).toBeCloseTo(still[200]!, 12);
  }
});

it.each([
  [0.074, 0.05],
  [0.076, 0.1],
  [9, REACH],
  [-9, -REACH],
  [NaN, 0],
])('takes %f for a shift of %f', (typed, shift) => {
  expect(validShift(typed)).toBe(shift);
});
