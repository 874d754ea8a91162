import { describe, expect, it } from 'vitest';
import { defaultsOf, type Fields, type ValuesOf } from '../../contract/hyperparameters';
import { loadTensorflow } from '../../engine/backend';
import { tf, type Scalar, type Tensor } from '../../engine/tensorflow';
import { hinge, leastSquares, nonSaturating, wasserstein, type Criterion } from './criteria';

await loadTensorflow();

const REAL = [-1.7, -0.2, 0.4, 1.6, 2.5];
const FAKE = [-2.4, -1.2, 0.3, 0.9, 1.4];
const meanOf = (outputs: readonly number[], loss: (output: number) => number) =>
  outputs.reduce((sum, output) => sum + loss(output), 0) / outputs.length;
const log1pExp = (x: number) => Math.log(1 + Math.exp(x));

/** The loss for one output of D: for a real and for a generated item in D's loss, for a generated one in G's. */
interface Formula {
  readonly real: (output: number) => number;
  readonly fake: (output: number) => number;
  readonly generator: (output: number) => number;
  readonly boundary: number;
}
const squares = (a: number, b: number, c: number): Formula => ({
  real: (output) => (output - b) ** 2 / 2,
  fake: (output) => (output - a) ** 2 / 2,
  generator: (output) => (output - c) ** 2 / 2,
  boundary: (a + b) / 2,
});

/** A criterion with its hyperparameters. */
function withOptions<F extends Fields>(criterion: Criterion<F>, given: Partial<ValuesOf<F>> = {}) {
  const options = { ...defaultsOf(criterion.fields), ...given };
  return {
    discriminatorLoss: (real: Tensor, fake: Tensor) => criterion.discriminatorLoss(real, fake, options),
    generatorLoss: (fake: Tensor) => criterion.generatorLoss(fake, options),
    boundary: criterion.boundary(options),
    activate: criterion.activate,
    output: criterion.output,
  };
}

describe.each<[string, ReturnType<typeof withOptions>, Formula]>([
  [
    'non-saturating',
    withOptions(nonSaturating),
    { real: (l) => log1pExp(-l), fake: log1pExp, generator: (l) => log1pExp(-l), boundary: 0 },
  ],
  [
    'non-saturating, smoothed',
    withOptions(nonSaturating, { realLabel: 0.9 }),
    {
      real: (l) => 0.9 * log1pExp(-l) + 0.1 * log1pExp(l),
      fake: log1pExp,
      generator: (l) => log1pExp(-l),
      boundary: 0,
    },
  ],
  ['least squares, 0 1 1', withOptions(leastSquares, { coding: 'binary' }), squares(0, 1, 1)],
  ['least squares, −1 1 0', withOptions(leastSquares, { coding: 'pearson' }), squares(-1, 1, 0)],
  [
    'hinge',
    withOptions(hinge),
    {
      real: (l) => Math.max(0, 1 - l),
      fake: (l) => Math.max(0, 1 + l),
      generator: (l) => -l,
      boundary: 0,
    },
  ],
  [
    'Wasserstein',
    withOptions(wasserstein),
    { real: (l) => -l, fake: (l) => l, generator: (l) => -l, boundary: 0 },
  ],
])('%s', (_, criterion, formula) => {
  const column = (outputs: readonly number[]) => tf.tensor2d([...outputs], [outputs.length, 1]);
  const valueOf = (loss: () => Scalar) => tf.tidy(() => loss().dataSync()[0]);
  const slopesOf = (loss: (outputs: Tensor) => Scalar, at: readonly number[]) =>
    tf.tidy(() => [
      ...tf
        .grad((outputs) => loss(outputs))(column(at))
        .dataSync(),
    ]);
  /** Derivative by central differences; no output lies within 1e-4 of the hinge's corners. */
  const slope = (loss: (output: number) => number, at: number) => (loss(at + 1e-4) - loss(at - 1e-4)) / 2e-4;
  const expectSlopes = (found: number[], loss: (output: number) => number, at: readonly number[]) => {
    at.forEach((output, i) => {
      expect(found[i]).toBeCloseTo(slope(loss, output) / at.length, 4);
    });
  };

  it('has the discriminator’s loss and gradient of its formula', () => {
    const loss = criterion.discriminatorLoss;
    const expected = meanOf(REAL, formula.real) + meanOf(FAKE, formula.fake);
    expect(valueOf(() => loss(column(REAL), column(FAKE)))).toBeCloseTo(expected, 5);
    expectSlopes(
      slopesOf((real) => loss(real, column(FAKE)), REAL),
      formula.real,
      REAL,
    );
    expectSlopes(
      slopesOf((fake) => loss(column(REAL), fake), FAKE),
      formula.fake,
      FAKE,
    );
  });

  it('has the generator’s loss and gradient of its formula', () => {
    const loss = criterion.generatorLoss;
    expect(valueOf(() => loss(column(FAKE)))).toBeCloseTo(meanOf(FAKE, formula.generator), 5);
    expectSlopes(slopesOf(loss, FAKE), formula.generator, FAKE);
  });

  it('separates generated from real at its boundary, where a probability is one half', () => {
    const { boundary } = criterion;
    expect(boundary).toBe(formula.boundary);
    const shown = tf.tidy(() => criterion.activate(column([boundary])).dataSync()[0]);
    expect(shown).toBeCloseTo(criterion.output === 'probability' ? 0.5 : boundary, 6);
  });
});
