import { describe, expect, it } from 'vitest';
import { POINT_SHAPE } from '../../contract/dataset';
import { examplesPerStep } from '../../contract/epoch';
import { defaultsOf } from '../../contract/hyperparameters';
import { loadTensorflow } from '../../engine/backend';
import { tf, type Tensor1D, type Tensor2D } from '../../engine/tensorflow';
import { SMALL } from '../../testing/small-models';
import type { BuiltModel, Model } from '../model';
import { modelById } from '../registry';
import { expectClose, expectMetrics, normOf, observeStep } from './observe';
import { stream, streamRandom } from './stream';
import { cases } from './values.json';

/**
 * Compares one step of each convolutional or 2D model with the same step in PyTorch (make.py), which starts from the
 * same weights and draws: metrics, gradients that the optimisers receive, and moving averages. Generators' losses are
 * measured after the update of the other network, so they depend on the optimisers, too.
 *
 * For each tensor one number is compared, its inner product with a stream; see make.py. Gradients are compared to 1e-4
 * of the gradient's norm: they are sums over pixels and images of terms of either sign, in single precision.
 */
await loadTensorflow();

/** The same items as in make.py, with values between `low` and `high`. */
const DATA = {
  images: { ...SMALL, low: 0, high: 1 },
  points: { ...POINT_SHAPE, pixels: 2, low: -3, high: 5 },
};
const { classes } = SMALL;

function build(model: Model, hyperparameters: object): BuiltModel {
  const { low, high, ...shape } = DATA[model.info.data];
  const values = stream('training', classes * shape.pixels);
  // One item of each class, so that the labelled subset of a model is these items, in this order.
  const training = {
    items:
      model.info.data === 'images'
        ? Uint8Array.from(values, (value) => value * 256)
        : values.map((value) => value * (high - low) + low),
    labels: Uint8Array.from({ length: classes }, (_, label) => label),
  };
  const built = model.build(
    { ...shape, classes, training, random: streamRandom, totalSteps: 1, seed: 0 },
    { ...defaultsOf(model.info.fields), ...hyperparameters },
  );
  for (const { name: network, variables } of built.networks) {
    for (const [key, variable] of variables) {
      const name = `${network}/${key}`;
      const centre = name.endsWith('/scale') ? 1 : 0;
      const values = stream(name, variable.size).map((value) => centre + (value - 0.5) / 2);
      tf.tidy(() => variable.assign(tf.tensor(values, variable.shape)));
    }
  }
  return built;
}

function expectProducts(
  tensors: ReadonlyMap<string, Float32Array>,
  expected: Readonly<Record<string, number>>,
  tolerance: number,
): void {
  expect([...tensors.keys()].sort()).toEqual(Object.keys(expected).sort());
  for (const [name, values] of tensors) {
    const factors = stream(`product/${name}`, values.length).map((value) => 2 * value - 1);
    const product = values.reduce((sum, value, i) => sum + value * (factors[i] ?? NaN), 0);
    expectClose(name, product, expected[name] ?? NaN, tolerance, normOf(values));
  }
}

describe.each(cases)('$model, $variant', ({ model: id, hyperparameters, ...expected }) => {
  const model = modelById(id);
  const { pixels, low, high } = DATA[model.info.data];
  const built = build(model, hyperparameters);
  const observed = observeStep(built, () => {
    const n = examplesPerStep(model.info, hyperparameters) ?? NaN;
    return {
      x: streamRandom.uniform('images', [n, pixels], low, high) as Tensor2D,
      labels: tf.cast(streamRandom.uniform('labels', [n], 0, classes), 'int32') as Tensor1D,
      step: tf.tensor1d([0], 'int32'),
      random: streamRandom,
    };
  });

  it('has its metrics', () => {
    expect(Object.keys(observed.metrics).sort()).toEqual(Object.keys(expected.metrics).sort());
    expectMetrics(observed, expected.metrics);
  });

  it('has its gradients', () => {
    expectProducts(observed.gradients, expected.gradients, 1e-4);
  });

  it('has its moving averages', () => {
    const averages = built.networks.flatMap((network) =>
      [...network.averages].map(
        ([key, average]) => [`${network.name}/${key}`, average.dataSync<'float32'>()] as const,
      ),
    );
    expectProducts(new Map(averages), expected.averages, 1e-5);
  });
});
