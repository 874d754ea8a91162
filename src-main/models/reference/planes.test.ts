import { describe, expect, it } from 'vitest';
import { POINT_SHAPE } from '../../contract/dataset';
import { defaultsOf } from '../../contract/hyperparameters';
import { loadTensorflow } from '../../engine/backend';
import { tf, type Tensor1D } from '../../engine/tensorflow';
import type { BuiltModel } from '../model';
import { modelById } from '../registry';
import { stream, streamRandom } from './stream';

/**
 * A second implementation, in plain loops, of what models of points compute outside of training: decision fields,
 * generators and evaluations.
 */
await loadTensorflow();

const CLASSES = 3;
const COUNT = 14;
const SIZES = { hiddenUnits: '5, 5' };
type Row = readonly number[];

const TRAINING = stream('training', 2 * COUNT).map((value) => 6 * value - 1);
const LABELS = Uint8Array.from({ length: COUNT }, (_, i) => i % CLASSES);
const POINTS: Row[] = pairs(stream('points', 2 * COUNT).map((value) => 8 * value - 3));

function pairs(values: Float32Array): Row[] {
  return Array.from({ length: values.length / 2 }, (_, i) => [
    values[2 * i] ?? NaN,
    values[2 * i + 1] ?? NaN,
  ]);
}

/** Standardisation: mean about zero, and a standard deviation of one averaged over both axes. */
function standard(): { to: (p: Row) => Row; from: (p: Row) => Row } {
  const all = pairs(TRAINING);
  const mean = [0, 1].map((axis) => all.reduce((sum, p) => sum + (p[axis] ?? NaN), 0) / all.length);
  const squares = all.reduce(
    (sum, p) => sum + p.reduce((s, v, axis) => s + (v - (mean[axis] ?? NaN)) ** 2, 0),
    0,
  );
  const deviation = Math.sqrt(squares / (2 * all.length));
  return {
    to: (p) => p.map((value, axis) => (value - (mean[axis] ?? NaN)) / deviation),
    from: (p) => p.map((value, axis) => value * deviation + (mean[axis] ?? NaN)),
  };
}
const { to, from } = standard();

function build(id: string): BuiltModel {
  const { info, build: make } = modelById(id);
  const training = { items: TRAINING, labels: LABELS };
  const sizes = { ...SIZES, ...('labelled' in info.fields ? { labelled: 6 } : {}) };
  const built = make(
    { ...POINT_SHAPE, pixels: 2, classes: CLASSES, training, random: streamRandom, totalSteps: 1, seed: 0 },
    { ...defaultsOf(info.fields), ...sizes },
  );
  // Biases of zero would hide a bias that is left out.
  for (const { name, variables } of built.networks)
    for (const [key, variable] of variables)
      if (key.endsWith('/biases'))
        tf.tidy(() => variable.assign(streamRandom.uniform(`${name}/${key}`, variable.shape, -0.5, 0.5)));
  return built;
}

/** The layer's outputs for a row of inputs. */
function dense(built: BuiltModel, network: string, layer: string, x: Row): number[] {
  const of = (key: string) => {
    const variable = built.networks.find(({ name }) => name === network)?.variables.get(`${layer}/${key}`);
    if (variable === undefined) throw new Error(`There is no ${network}/${layer}/${key}.`);
    return variable;
  };
  const [w, b] = [of('weights').dataSync(), of('biases').dataSync()];
  return Array.from(b, (bias, unit) =>
    x.reduce((sum, value, i) => sum + value * (w[i * b.length + unit] ?? NaN), bias),
  );
}
const relu = (x: Row) => x.map((value) => Math.max(0, value));
const leaky = (x: Row) => x.map((value) => (value > 0 ? value : 0.2 * value));
const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));

/** Outputs of the last layer after the hidden layers. */
function through(
  built: BuiltModel,
  network: string,
  activation: (x: Row) => Row,
  x: Row,
  last = 'output',
): number[] {
  const hidden = ['hidden_1', 'hidden_2'].reduce<Row>(
    (value, layer) => activation(dense(built, network, layer, value)),
    x,
  );
  return dense(built, network, last, hidden);
}
const oneHot = (label: number): Row => Array.from({ length: CLASSES }, (_, i) => Number(i === label));

function expectClose(actual: ArrayLike<number>, expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, i) => {
    expect(Math.abs((actual[i] ?? NaN) - value), String(i)).toBeLessThan(2e-5 * (1 + Math.abs(value)));
  });
}

const points = tf.tensor2d(POINTS.flat(), [COUNT, 2]);
const fieldOf = (built: BuiltModel) =>
  Array.from(tf.tidy(() => built.discriminator?.at(points, null))?.dataSync() ?? []);

describe('decision fields', () => {
  it.each<[string, (built: BuiltModel, p: Row) => number]>([
    ['gan-mlp-2d', (built, p) => sigmoid(through(built, 'discriminator', leaky, to(p))[0] ?? NaN)],
    ['lsgan-2d', (built, p) => through(built, 'discriminator', leaky, to(p))[0] ?? NaN],
    ['wgan-2d', (built, p) => through(built, 'critic', leaky, to(p))[0] ?? NaN],
    [
      // The highest output over the classes for a point.
      'cgan-2d',
      (built, p) =>
        Math.max(
          ...[0, 1, 2].map((label) =>
            sigmoid(through(built, 'discriminator', leaky, [...to(p), ...oneHot(label)])[0] ?? NaN),
          ),
        ),
    ],
    [
      // D(x) = Z / (Z + 1), where Z is the sum of the exponentials of the classes' logits.
      'sgan-2d',
      (built, p) => {
        const z = through(built, 'discriminator', leaky, to(p)).reduce(
          (sum, logit) => sum + Math.exp(logit),
          0,
        );
        return z / (z + 1);
      },
    ],
  ])('%s', (id, expected) => {
    const built = build(id);
    expectClose(
      fieldOf(built),
      POINTS.map((p) => expected(built, p)),
    );
  });
});

describe('generators', () => {
  const z = pairs(stream('z', 2 * COUNT).map((value) => 4 * value - 2));
  const decoded = (built: BuiltModel) => {
    const labels = built.generator?.classes == null ? null : tf.tensor1d(Int32Array.from(LABELS), 'int32');
    const latents = tf.tensor2d(z.flat(), [COUNT, 2]);
    return Array.from(tf.tidy(() => built.generator?.decode(latents, labels))?.dataSync() ?? []);
  };

  it.each([
    ['gan-mlp-2d', 'generator'],
    ['lsgan-2d', 'generator'],
    ['wgan-2d', 'generator'],
    ['sgan-2d', 'generator'],
    ['vae-mlp-2d', 'decoder'],
  ])('%s', (id, network) => {
    const built = build(id);
    expectClose(
      decoded(built),
      z.flatMap((latent) => from(through(built, network, relu, latent))),
    );
  });

  it('cgan-2d, for the requested class', () => {
    const built = build('cgan-2d');
    expectClose(
      decoded(built),
      z.flatMap((latent, i) =>
        from(through(built, 'generator', relu, [...latent, ...oneHot(LABELS[i] ?? -1)])),
      ),
    );
  });
});

describe('evaluations', () => {
  const labels = tf.tensor1d(Int32Array.from(LABELS), 'int32');
  const measured = (built: BuiltModel, given: Tensor1D | null = labels) =>
    tf.tidy(() => {
      const values = built.evaluate?.({ x: points, labels: given }, streamRandom) ?? {};
      return Object.fromEntries(
        Object.entries(values).map(([name, ofItems]) => [name, Array.from(ofItems.dataSync())]),
      );
    });

  it('sgan-2d: 1 where the logit of the label is the largest, and nothing without labels', () => {
    const built = build('sgan-2d');
    const expected = POINTS.map((p, i) => {
      const logits = through(built, 'discriminator', leaky, to(p));
      return Number(logits[LABELS[i] ?? -1] === Math.max(...logits));
    });
    // Some predictions are right and some are not.
    expect(new Set(expected).size).toBe(2);
    expect(measured(built)).toEqual({ accuracy: expected });
    expect(measured(built, null)).toEqual({});
  });

  it('vae-mlp-2d: both terms of the negative ELBO of standardised points', () => {
    const built = build('vae-mlp-2d');
    const { decoderDeviation: deviation } = defaultsOf(modelById('vae-mlp-2d').info.fields) as Record<
      string,
      number
    >;
    const epsilon = pairs(Float32Array.from(streamRandom.normal('epsilon', [COUNT, 2]).dataSync()));
    const terms = POINTS.map((p, i) => {
      const mean = through(built, 'encoder', relu, to(p), 'mean');
      const logVariance = through(built, 'encoder', relu, to(p), 'log_variance');
      const latent = mean.map(
        (mu, j) => mu + Math.exp((logVariance[j] ?? NaN) / 2) * (epsilon[i]?.[j] ?? NaN),
      );
      const restored = through(built, 'decoder', relu, latent);
      const reconstruction = to(p).reduce((sum, value, axis) => {
        const error = (value - (restored[axis] ?? NaN)) / (deviation ?? NaN);
        return sum + error ** 2 / 2 + Math.log((deviation ?? NaN) * Math.sqrt(2 * Math.PI));
      }, 0);
      const kl = mean.reduce((sum, mu, j) => {
        const v = logVariance[j] ?? NaN;
        return sum + (mu ** 2 + Math.exp(v) - v - 1) / 2;
      }, 0);
      return { reconstruction, kl, mean };
    });
    const found = measured(built);
    expectClose(
      found.reconstruction_loss ?? [],
      terms.map(({ reconstruction }) => reconstruction),
    );
    expectClose(
      found.kl_divergence ?? [],
      terms.map(({ kl }) => kl),
    );
    expectClose(
      found.loss ?? [],
      terms.map(({ reconstruction, kl }) => reconstruction + kl),
    );
    expectClose(
      tf.tidy(() => built.encode?.(points))?.dataSync() ?? [],
      terms.flatMap(({ mean }) => mean),
    );
  });
});
