import { describe, expect, it } from 'vitest';
import { loadTensorflow } from './backend';
import {
  batchNormalization,
  convolution,
  dense,
  dropout,
  flatten,
  leakyRelu,
  reshape,
  sigmoid,
  tanh,
  transposedConvolution,
  type Layer,
  type TrainingPass,
} from './layers';
import { glorotInitializer, network, normalInitializer, type NetworkBuilder, type Stack } from './network';
import { statelessRandom } from './random';
import { tf, type Tensor } from './tensorflow';

const backend = await loadTensorflow();
const random = statelessRandom(3, tf.tensor1d([0], 'int32'), backend.native);
const training = (pass = 'step'): TrainingPass => ({ random, pass });

/** A network of one stack, with the same weights each time. */
function stackOf(shape: readonly number[], ...layers: Layer[]): { apply: Stack; N: NetworkBuilder } {
  const N = network('N', (stream, size) => random.uniform(stream, size, -1, 1), 0.25);
  return { apply: N.stack('stack', { name: 'x', shape }, layers), N };
}
const values = (tensor: Tensor): number[] => Array.from(tensor.dataSync());
const numbers = (length: number, from = 0) =>
  Array.from({ length }, (_, i) => Math.sin(1.7 * (i + from)) * 2 + (i % 3));
function expectClose(actual: readonly number[], expected: readonly number[], digits = 5): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, i) => {
    expect(value, String(i)).toBeCloseTo(expected[i] ?? NaN, digits);
  });
}

describe('batch normalisation', () => {
  const CHANNELS = 3;
  const EPSILON = 1e-3;
  const options = { momentum: 0.8, epsilon: EPSILON };
  const build = () => {
    const built = stackOf([CHANNELS], batchNormalization('norm', options));
    const of = (key: string) => {
      const variable = built.N.variables.get(`norm/${key}`) ?? built.N.averages.get(`norm/${key}`);
      if (variable === undefined) throw new Error(`There is no ${key}.`);
      return variable;
    };
    of('scale').assign(tf.tensor1d([2, -1, 0.5]));
    of('offset').assign(tf.tensor1d([0.1, 0.2, -0.3]));
    return { ...built, of };
  };
  const rows = Array.from({ length: 5 }, (_, row) => numbers(CHANNELS, 10 * row));
  const x = tf.tensor2d(rows);
  const column = (channel: number) => rows.map((row) => row[channel] ?? NaN);
  const mean = (of: readonly number[]) => of.reduce((sum, value) => sum + value, 0) / of.length;
  const [scale, offset] = [
    [2, -1, 0.5],
    [0.1, 0.2, -0.3],
  ];
  const normalized = (by: (channel: number) => { mean: number; variance: number }) =>
    rows.flatMap((row) =>
      row.map((value, channel) => {
        const moments = by(channel);
        const unit = (value - moments.mean) / Math.sqrt(moments.variance + EPSILON);
        return unit * (scale[channel] ?? NaN) + (offset[channel] ?? NaN);
      }),
    );

  it('uses the moments of the batch in training', () => {
    const { apply } = build();
    const batch = (channel: number) => {
      const of = column(channel);
      const middle = mean(of);
      return { mean: middle, variance: mean(of.map((value) => (value - middle) ** 2)) };
    };
    expectClose(values(tf.tidy(() => apply(x, training()))), normalized(batch), 4);
  });

  it('uses its moving averages otherwise, whatever else is in the batch', () => {
    const { apply, of } = build();
    of('moving_mean').assign(tf.tensor1d([1, -2, 0.5]));
    of('moving_variance').assign(tf.tensor1d([4, 0.25, 9]));
    const averages = (channel: number) => ({
      mean: [1, -2, 0.5][channel] ?? NaN,
      variance: [4, 0.25, 9][channel] ?? NaN,
    });
    const all = values(tf.tidy(() => apply(x)));
    expectClose(all, normalized(averages), 4);
    expectClose(values(tf.tidy(() => apply(tf.slice(x, [2, 0], [1, CHANNELS])))), all.slice(6, 9));
    expectClose(values(of('moving_mean')), [1, -2, 0.5]);
  });

  it('updates its moving averages in training, with the unbiased variance', () => {
    const { apply, of } = build();
    of('moving_mean').assign(tf.tensor1d([1, 1, 1]));
    tf.tidy(() => apply(x, training()));
    const channels = [0, 1, 2].map(column);
    expectClose(
      values(of('moving_mean')),
      channels.map((of) => 0.8 + 0.2 * mean(of)),
      4,
    );
    const unbiased = channels.map((of) => (mean(of.map((value) => (value - mean(of)) ** 2)) * 5) / 4);
    expectClose(
      values(of('moving_variance')),
      unbiased.map((variance) => 0.8 + 0.2 * variance),
      4,
    );
  });
});

describe('dropout', () => {
  const RATE = 0.3;
  const { apply } = stackOf([1000], dropout('drop', RATE));
  const ones = tf.ones([4, 1000]);

  it('drops nothing outside of training', () => {
    expect(values(apply(ones))).toEqual(values(ones));
  });

  it('drops the given fraction in training, and scales the rest to preserve the mean', () => {
    const kept = values(apply(ones, training()));
    expect(new Set(kept.map((value) => value.toFixed(5)))).toEqual(
      new Set(['0.00000', (1 / 0.7).toFixed(5)]),
    );
    const dropped = kept.filter((value) => value === 0).length / kept.length;
    expect(Math.abs(dropped - RATE)).toBeLessThan(0.03);
  });

  it('drops different values in different passes, and the same in the same pass', () => {
    const first = values(apply(ones, training('a')));
    expect(values(apply(ones, training('a')))).toEqual(first);
    expect(values(apply(ones, training('b')))).not.toEqual(first);
  });

  it('drops nothing at a rate of zero', () => {
    expect(values(stackOf([1000], dropout('drop', 0)).apply(ones, training()))).toEqual(values(ones));
  });
});

describe('linear layers', () => {
  it('dense is x W + b, or x W without a bias', () => {
    const { apply, N } = stackOf([3], dense('d', 2));
    const w = values(N.variables.get('d/weights') ?? tf.zeros([0]));
    const x = numbers(6);
    const expected = [0, 1].flatMap((row) =>
      [0, 1].map((unit) =>
        [0, 1, 2].reduce((sum, i) => sum + (x[3 * row + i] ?? NaN) * (w[2 * i + unit] ?? NaN), 0.25),
      ),
    );
    expectClose(values(apply(tf.tensor2d(x, [2, 3]))), expected);
    expect([...stackOf([3], dense('d', 2, { bias: false })).N.variables.keys()]).toEqual(['d/weights']);
  });

  /** Convolution by loops; `same` padding puts an odd cell at the end. */
  function convolved(
    x: number[],
    size: number,
    w: number[],
    kernel: number,
    stride: number,
    filters: number,
  ) {
    const out = Math.ceil(size / stride);
    const before = Math.floor(Math.max(0, (out - 1) * stride + kernel - size) / 2);
    return Array.from({ length: out * out * filters }, (_, i) => {
      const [f, column, row] = [i % filters, Math.floor(i / filters) % out, Math.floor(i / filters / out)];
      let sum = 0.25;
      for (let a = 0; a < kernel; a++)
        for (let b = 0; b < kernel; b++) {
          const [y, z] = [row * stride + a - before, column * stride + b - before];
          if (y < 0 || z < 0 || y >= size || z >= size) continue;
          sum += (x[y * size + z] ?? NaN) * (w[(a * kernel + b) * filters + f] ?? NaN);
        }
      return sum;
    });
  }

  it.each([
    [5, 3, 1],
    [6, 5, 2],
    [7, 4, 2],
  ])('a convolution of %i × %i pixels by a kernel of %i, stride %i', (size, kernel, stride) => {
    const { apply, N } = stackOf([size, size, 1], convolution('c', 2, { kernel, stride }), flatten());
    const w = values(N.variables.get('c/weights') ?? tf.zeros([0]));
    const x = numbers(size * size);
    expectClose(
      values(apply(tf.tensor4d(x, [1, size, size, 1]))),
      convolved(x, size, w, kernel, stride, 2),
      4,
    );
  });

  it('a transposed convolution is the transpose of the convolution with its kernel', () => {
    const [size, stride, kernel] = [3, 2, 5];
    const { apply, N } = stackOf(
      [size, size, 1],
      transposedConvolution('t', 1, { kernel, stride, bias: false }),
      flatten(),
    );
    const w = values(N.variables.get('t/weights') ?? tf.zeros([0]));
    const [x, y] = [numbers(size * size), numbers(4 * size * size, 5)];
    const forward = values(apply(tf.tensor4d(x, [1, size, size, 1])));
    expect(forward).toHaveLength(4 * size * size);
    const back = convolved(y, 2 * size, w, kernel, stride, 1).map((value) => value - 0.25);
    const dot = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * (b[i] ?? NaN), 0);
    expect(dot(forward, y)).toBeCloseTo(dot(x, back), 3);
  });
});

it('activations compute the functions they are named after, and shapes are as declared', () => {
  const x = tf.tensor2d([[-2, -0.5, 0, 3]]);
  const of = (...layers: Layer[]) => values(stackOf([4], ...layers).apply(x));
  expectClose(of(leakyRelu(0.3)), [-0.6, -0.15, 0, 3]);
  expectClose(
    of(sigmoid()),
    [-2, -0.5, 0, 3].map((value) => 1 / (1 + Math.exp(-value))),
  );
  expectClose(of(tanh()), [-2, -0.5, 0, 3].map(Math.tanh));
  const { apply } = stackOf([4], reshape([2, 2, 1]));
  expect(apply(x).shape).toEqual([1, 2, 2, 1]);
  expect(apply.output).toEqual([2, 2, 1]);
});

describe('initial weights', () => {
  const drawn = (shape: readonly number[]) => values(glorotInitializer(random)('w', shape));
  const largest = (of: readonly number[]) => of.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

  it.each([
    ['of a dense layer count its inputs and outputs', [300, 200], 500],
    ['of a convolution count its kernel, too', [5, 5, 16, 32], 25 * 48],
  ])("of Glorot's %s", (_, shape, fans) => {
    const limit = Math.sqrt(6 / fans);
    const all = drawn(shape);
    expect(largest(all)).toBeLessThanOrEqual(limit);
    expect(largest(all)).toBeGreaterThan(0.98 * limit);
    expect(Math.abs(all.reduce((sum, value) => sum + value, 0) / all.length)).toBeLessThan(0.02 * limit);
  });

  it('of a normal distribution have its standard deviation', () => {
    const all = values(normalInitializer(random, 0.02)('w', [200, 200]));
    const standardDeviation = Math.sqrt(all.reduce((sum, value) => sum + value ** 2, 0) / all.length);
    expect(standardDeviation).toBeGreaterThan(0.0195);
    expect(standardDeviation).toBeLessThan(0.0205);
  });
});
