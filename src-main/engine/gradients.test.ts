import { describe, expect, it } from 'vitest';
import { loadTensorflow } from './backend';
import { normalizeBatch } from './batch-normalization';
import { clipByGlobalNorm } from './gradients';
import { sigmoidCrossEntropy } from './losses';
import { biasAdd, sumOfSquares } from './native-kernels';
import { statelessRandom } from './random';
import { repeatPixels } from './upsampling';
import { tf, type Scalar, type Tensor, type Tensor1D, type Tensor4D } from './tensorflow';

const backend = await loadTensorflow();
const random = statelessRandom(2, tf.tensor1d([0], 'int32'), backend.native);
/** Values not near zero, where relu has no derivative. */
const input = (shape: number[]): Tensor => {
  const values = random.uniform('input', shape, -2, 2);
  return tf.add(values, tf.mul(tf.sign(values), 0.05));
};
/** A fixed weighted sum of all outputs, so that each has its own gradient. */
const mixed = (output: Tensor): Scalar =>
  tf.sum<Scalar>(tf.mul(output, random.uniform('mix', output.shape, 0.5, 1.5)));

/** Central differences, one component at a time, independent of any implemented derivative. */
function numericGradient(f: (x: Tensor) => Scalar, x: Tensor, delta: number): number[] {
  const at = [...x.dataSync()];
  const value = (i: number, by: number) =>
    tf.tidy(
      () =>
        f(
          tf.tensor(
            at.map((v, j) => (j === i ? v + by : v)),
            x.shape,
          ),
        ).dataSync()[0] ?? NaN,
    );
  return at.map((_, i) => (value(i, delta) - value(i, -delta)) / (2 * delta));
}

function expectClose(actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  expected.forEach((value, i) => {
    expect(Math.abs((actual[i] ?? NaN) - value)).toBeLessThan(tolerance * (1 + Math.abs(value)));
  });
}

const scale = (): Tensor1D => tf.tensor1d([0.7, 1.3]);
const offset = (): Tensor1D => tf.tensor1d([0.2, -0.4]);
const functions: [string, number[], (x: Tensor) => Tensor][] = [
  // The input is squared, otherwise the second derivative would be zero.
  ['relu', [3, 4], (x) => tf.relu(tf.sub(tf.square(x), 1))],
  ['leaky relu', [3, 4], (x) => tf.leakyRelu(tf.sub(tf.square(x), 1), 0.3)],
  ['sigmoid', [3, 4], (x) => tf.sigmoid(x)],
  ['bias, by its input', [3, 4], (x) => tf.square(biasAdd(x, tf.tensor1d([1, 2, 3, 4])))],
  ['bias', [4], (x) => tf.square(biasAdd(tf.ones([3, 4]), x))],
  ['a product of matrices', [3, 4], (x) => tf.square(tf.matMul(x as never, tf.ones([4, 2])))],
  [
    'a product with a transposed matrix',
    [3, 4],
    (x) => tf.square(tf.matMul(tf.ones([2, 4]), x as never, false, true)),
  ],
  ['a sum over columns', [3, 4], (x) => tf.square(tf.sum(x, 1))],
  ['a sum over rows, kept as one', [3, 4], (x) => tf.square(tf.sum(x, 0, true))],
  ['a sum of squares', [3, 4], (x) => tf.square(sumOfSquares(x))],
  ['cross-entropy of logits', [3, 4], (x) => sigmoidCrossEntropy(x, 0.9)],
  ['repeated pixels', [2, 2, 3, 2], (x) => tf.square(repeatPixels(x as Tensor4D, 2))],
];

describe.each(functions)('the gradient of %s', (_, shape, f) => {
  it('equals finite differences', () => {
    tf.tidy(() => {
      const x = input(shape);
      const loss = (value: Tensor) => mixed(f(value));
      expectClose(tf.grad(loss)(x).dataSync(), numericGradient(loss, x, 1e-2), 5e-3);
    });
  });

  it('has a gradient equal to finite differences', () => {
    tf.tidy(() => {
      const x = input(shape);
      // The square makes the second derivative depend on the first, as in a gradient penalty.
      const loss = (value: Tensor) => tf.sum<Scalar>(tf.square(tf.grad((y: Tensor) => mixed(f(y)))(value)));
      expectClose(tf.grad(loss)(x).dataSync(), numericGradient(loss, x, 1e-2), 2e-2);
    });
  });
});

describe('batch normalisation', () => {
  const shape = [4, 2, 2, 2];
  const normalized = (x: Tensor, by = scale(), plus = offset()) =>
    normalizeBatch(x as Tensor4D, by, plus, 1e-3);

  it('gives each channel a mean equal to its offset and a standard deviation equal to its scale', () => {
    tf.tidy(() => {
      const { output, mean, variance } = normalized(input(shape));
      const moments = tf.moments(output, [0, 1, 2]);
      expectClose(moments.mean.dataSync(), [0.2, -0.4], 1e-4);
      expectClose(tf.sqrt(moments.variance).dataSync(), [0.7, 1.3], 1e-2);
      const direct = tf.moments(input(shape), [0, 1, 2]);
      expectClose(mean.dataSync(), [...direct.mean.dataSync()], 1e-5);
      expectClose(variance.dataSync(), [...tf.mul(direct.variance, 16 / 15).dataSync()], 1e-4);
    });
  });

  if (backend.native !== null)
    it('refuses a second derivative instead of computing a wrong one', () => {
      const slope = (x: Tensor) =>
        tf.sum<Scalar>(tf.square(tf.grad((y: Tensor) => mixed(normalized(y).output))(x)));
      expect(() => tf.tidy(() => tf.grad(slope)(input(shape)))).toThrow(/no second derivative/);
    });

  it.each([
    ['its input', () => input(shape), (x: Tensor) => normalized(x).output],
    ['its scale', scale, (x: Tensor) => normalized(input(shape), x as Tensor1D).output],
    ['its offset', offset, (x: Tensor) => tf.square(normalized(input(shape), scale(), x as Tensor1D).output)],
  ] as const)('has gradients with respect to %s equal to finite differences', (_, at, f) => {
    tf.tidy(() => {
      const loss = (x: Tensor) => mixed(f(x));
      expectClose(tf.grad(loss)(at()).dataSync(), numericGradient(loss, at(), 1e-2), 2e-2);
    });
  });
});

it('scales gradients down to a global norm by one factor, and does not change smaller ones', () => {
  const clipped = (limit: number) =>
    tf.tidy(() =>
      clipByGlobalNorm([tf.tensor1d([3, 0]), tf.tensor2d([[-4]])], limit).map((gradient) => ({
        shape: gradient.shape,
        values: [...gradient.dataSync()].map((value) => Math.round(value * 1e6) / 1e6),
      })),
    );
  expect(clipped(1)).toEqual([
    { shape: [2], values: [0.6, 0] },
    { shape: [1, 1], values: [-0.8] },
  ]);
  const asGiven = [
    { shape: [2], values: [3, 0] },
    { shape: [1, 1], values: [-4] },
  ];
  expect(clipped(5)).toEqual(asGiven);
  expect(clipped(80)).toEqual(asGiven);
});
