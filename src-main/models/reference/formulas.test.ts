import { describe, expect, it } from 'vitest';
import { loadTensorflow } from '../../engine/backend';
import { statelessRandom } from '../../engine/random';
import { tf, type Tensor, type Tensor1D, type Tensor2D } from '../../engine/tensorflow';
import { buildSmall, SMALL } from '../../testing/small-models';
import type { BuiltModel } from '../model';
import { modelById } from '../registry';
import { expectClose, expectMetrics, normOf, observeStep, type Observed } from './observe';

/**
 * A second implementation of the losses of the dense models: from the papers' formulas, in double precision and plain
 * loops, with gradients by central differences. It uses nothing of the engine but the random numbers of the step. The
 * convolutional and 2D models are in pytorch.test.ts.
 */
const backend = await loadTensorflow();
const random = statelessRandom(11, tf.tensor1d([0], 'int32'), backend.native);

type Matrix = number[][];
/** All weights of a model by name, in double precision. */
type Weights = Map<string, { shape: number[]; values: Float64Array }>;

const matrix = (tensor: Tensor): Matrix => {
  const [rows = 0, columns = 0] = tensor.shape;
  const values = tensor.dataSync();
  return Array.from({ length: rows }, (_, i) => Array.from(values.slice(i * columns, (i + 1) * columns)));
};
const weightsOf = (built: BuiltModel): Weights =>
  new Map(
    built.networks.flatMap(({ name, variables }) =>
      [...variables].map(([key, variable]) => [
        `${name}/${key}`,
        { shape: variable.shape, values: Float64Array.from(variable.dataSync()) },
      ]),
    ),
  );

const map = (x: Matrix, f: (value: number) => number): Matrix => x.map((row) => row.map(f));
const relu = (x: Matrix): Matrix => map(x, (value) => Math.max(value, 0));
const sigmoid = (x: Matrix): Matrix => map(x, (value) => 1 / (1 + Math.exp(-value)));
const total = (x: Matrix): number => x.reduce((sum, row) => row.reduce((s, value) => s + value, sum), 0);
const meanOf = (x: Matrix): number => total(x) / (x.length * (x[0]?.length ?? 1));

function dense(weights: Weights, layer: string, x: Matrix): Matrix {
  const w = weights.get(`${layer}/weights`);
  const b = weights.get(`${layer}/biases`);
  if (w === undefined || b === undefined) throw new Error(`There is no layer ${layer}.`);
  const units = w.shape[1] ?? 0;
  return x.map((row) =>
    Array.from({ length: units }, (_, unit) =>
      row.reduce((sum, value, i) => sum + value * (w.values[i * units + unit] ?? NaN), b.values[unit] ?? NaN),
    ),
  );
}

/** 1 where the logit of the label is the largest, else 0. */
const isLargest = (logits: readonly number[], label = -1): number =>
  Number(logits[label] === Math.max(...logits));

/** −log σ(l) for a target of one, −log(1 − σ(l)) for zero, linear in the target between. */
const crossEntropy = (logit: number, target: number): number =>
  -target * Math.log(1 / (1 + Math.exp(-logit))) - (1 - target) * Math.log(1 / (1 + Math.exp(logit)));

/** ∂ loss / ∂ weights by name, for the weights whose names begin with one of `networks`. */
function gradientsOf(
  weights: Weights,
  networks: readonly string[],
  loss: () => number,
): Map<string, Float64Array> {
  const delta = 1e-5;
  const own = [...weights].filter(([name]) => networks.some((network) => name.startsWith(`${network}/`)));
  return new Map(
    own.map(([name, { values }]) => {
      const derivatives = values.map((at, i) => {
        values[i] = at + delta;
        const above = loss();
        values[i] = at - delta;
        const below = loss();
        values[i] = at;
        return (above - below) / (2 * delta);
      });
      return [name, derivatives];
    }),
  );
}

/** The results of a step, and the reference's copies of the same weights, images and labels. */
function setting(id: string, given: Record<string, unknown>) {
  const built = buildSmall(modelById(id), backend, given);
  // The loss is not differentiable at a unit that is exactly zero, as after dead units without a bias.
  for (const { name, variables } of built.networks)
    for (const [key, variable] of variables)
      if (key.endsWith('/biases'))
        variable.assign(random.uniform(`${name}/${key}`, variable.shape, -0.2, 0.2));
  const weights = weightsOf(built);
  const images = random.uniform('images', [SMALL.batchSize, SMALL.pixels], 0, 1) as Tensor2D;
  const labels: Tensor1D = tf.tensor1d(
    Array.from({ length: SMALL.batchSize }, (_, i) => i % SMALL.classes),
    'int32',
  );
  // Evaluated before the step, which changes the weights, with the same draws as the step.
  const evaluated = tf.tidy(() =>
    Object.fromEntries(
      Object.entries(built.evaluate?.({ x: images, labels }, random) ?? {}).map(([name, ofItems]) => {
        expect(ofItems.shape).toEqual([SMALL.batchSize]);
        return [name, Array.from(ofItems.dataSync())];
      }),
    ),
  );
  const shown = tf.tidy(() => ({
    reconstructed: built.reconstruct?.(images, random).map(matrix) ?? [],
    encoded: built.encode === undefined ? [] : matrix(built.encode(images)),
  }));
  const observed = observeStep(built, () => ({ x: images, labels, step: tf.tensor1d([0], 'int32'), random }));
  return { weights, x: matrix(images), labels: Array.from(labels.dataSync()), evaluated, ...shown, observed };
}

/** Expects the evaluation's values for each item, and that their mean is what the step reported before any update. */
function expectEvaluation(
  { evaluated, observed }: Pick<ReturnType<typeof setting>, 'evaluated' | 'observed'>,
  expected: Readonly<Record<string, readonly number[]>>,
): void {
  expect(Object.keys(evaluated).sort()).toEqual(Object.keys(expected).sort());
  for (const [name, ofItems] of Object.entries(expected)) {
    const largest = Math.max(...ofItems.map(Math.abs));
    ofItems.forEach((value, i) => {
      expectClose(`${name} of item ${String(i)}`, evaluated[name]?.[i], value, 1e-5, largest);
    });
    const mean = ofItems.reduce((sum, value) => sum + value, 0) / ofItems.length;
    expectClose(name, observed.metrics[name], mean, 1e-5, largest);
  }
}

function expectMatrix(what: string, actual: Matrix | undefined, expected: Matrix): void {
  expect(actual, what).toHaveLength(expected.length);
  expected.forEach((row, i) => {
    row.forEach((value, j) => {
      expectClose(`${what} ${String(i)}, ${String(j)}`, actual?.[i]?.[j], value, 1e-5, 1);
    });
  });
}

/**
 * Expects every component of every gradient, with errors relative to the norm of its gradient, and the norm of all
 * gradients, which is a metric.
 */
function expectGradients(
  observed: Observed,
  normMetric: string,
  expected: ReadonlyMap<string, Float64Array>,
): void {
  for (const [name, values] of expected) {
    const error = normOf(values.map((value, i) => value - (observed.gradients.get(name)?.[i] ?? NaN)));
    expectClose(name, error, 0, 1e-4, normOf(values));
  }
  expectMetrics(observed, { [normMetric]: normOf([...expected.values()].map(normOf)) });
}

describe('gan-mlp', () => {
  it.each([
    { jointBatch: false, realLabel: 1, freshLatents: false },
    { jointBatch: true, realLabel: 0.9, freshLatents: true },
  ])('has the losses and gradients of its formulas, with %j', (rules) => {
    const { jointBatch, realLabel, freshLatents } = rules;
    const given = { ...rules, latentSize: 6, hiddenUnits: '5', updates: 'simultaneous' };
    const { weights, x, observed } = setting('gan-mlp', given);
    const latents = (stream: string) => matrix(random.uniform(stream, [SMALL.batchSize, 6], -1, 1));
    const [dLatents, gLatents] = (freshLatents ? ['z/d/fake', 'z/g'] : ['z', 'z']).map(latents);
    const generate = (z: Matrix = []) =>
      sigmoid(dense(weights, 'generator/output', relu(dense(weights, 'generator/hidden', z))));
    const discriminate = (images: Matrix) =>
      dense(weights, 'discriminator/output', relu(dense(weights, 'discriminator/hidden', images)));
    const dLoss = (fakes: Matrix) => {
      const sum =
        meanOf(map(discriminate(x), (logit) => crossEntropy(logit, realLabel))) +
        meanOf(map(discriminate(fakes), (logit) => crossEntropy(logit, 0)));
      return jointBatch ? sum / 2 : sum;
    };
    const gLoss = () => meanOf(map(discriminate(generate(gLatents)), (logit) => crossEntropy(logit, 1)));

    const fakes = generate(dLatents);
    expectMetrics(observed, {
      d_loss: dLoss(fakes),
      g_loss: gLoss(),
      d_real: meanOf(sigmoid(discriminate(x))),
      d_fake: meanOf(sigmoid(discriminate(fakes))),
      g_accuracy: meanOf(map(discriminate(generate(gLatents)), (logit) => Number(logit > 0))),
    });
    expectGradients(
      observed,
      'd_gradient_norm',
      gradientsOf(weights, ['discriminator'], () => dLoss(fakes)),
    );
    expectGradients(observed, 'g_gradient_norm', gradientsOf(weights, ['generator'], gLoss));
  });
});

describe('lsgan', () => {
  it.each([
    { coding: 'binary', a: 0, b: 1, c: 1, jointBatch: false },
    { coding: 'pearson', a: -1, b: 1, c: 0, jointBatch: true },
  ])('has the losses and gradients of its formulas, with %j', ({ a, b, c, ...options }) => {
    const given = { ...options, latentSize: 6, hiddenUnits: '5', updates: 'simultaneous' };
    const { weights, x, observed } = setting('lsgan', given);
    const z = matrix(random.normal('z', [SMALL.batchSize, 6]));
    const generate = () =>
      sigmoid(dense(weights, 'generator/output', relu(dense(weights, 'generator/hidden', z))));
    const leaky = (values: Matrix) => map(values, (value) => (value > 0 ? value : 0.2 * value));
    const discriminate = (images: Matrix) =>
      dense(weights, 'discriminator/output', leaky(dense(weights, 'discriminator/hidden', images)));
    const error = (output: Matrix, target: number) =>
      meanOf(map(output, (value) => (value - target) ** 2 / 2));
    const dLoss = (fakes: Matrix) =>
      (error(discriminate(x), b) + error(discriminate(fakes), a)) / (options.jointBatch ? 2 : 1);
    const gLoss = () => error(discriminate(generate()), c);

    const fakes = generate();
    const boundary = (a + b) / 2;
    const above = meanOf(map(discriminate(x), (value) => Number(value > boundary)));
    const below = meanOf(map(discriminate(fakes), (value) => Number(value < boundary)));
    expectMetrics(observed, {
      d_loss: dLoss(fakes),
      g_loss: gLoss(),
      d_real: meanOf(discriminate(x)),
      d_fake: meanOf(discriminate(fakes)),
      d_accuracy: (above + below) / 2,
      g_accuracy: 1 - below,
    });
    expectGradients(
      observed,
      'd_gradient_norm',
      gradientsOf(weights, ['discriminator'], () => dLoss(fakes)),
    );
    expectGradients(observed, 'g_gradient_norm', gradientsOf(weights, ['generator'], gLoss));
  });
});

describe('vae-mlp', () => {
  it.each([
    { decoder: 'bernoulli', beta: 1, lossReduction: 'elbo' },
    { decoder: 'gaussian', beta: 2, lossReduction: 'elbo' },
    { decoder: 'bernoulli', beta: 1, lossReduction: 'document' },
  ])('has the loss and the gradient of its formulas, with %j', ({ decoder, beta, lossReduction }) => {
    const deviation = 0.4;
    const given = { decoder, beta, lossReduction, decoderDeviation: deviation, hiddenUnits: '5, 4' };
    const found = setting('vae-mlp', given);
    const { weights, x, observed } = found;
    const epsilon = matrix(random.normal('epsilon', [SMALL.batchSize, 2]));
    const hidden = (network: string, input: Matrix) =>
      relu(dense(weights, `${network}/hidden_2`, relu(dense(weights, `${network}/hidden_1`, input))));
    const [pixelScale, latentScale] = lossReduction === 'elbo' ? [1, 1] : [1 / SMALL.pixels, 1 / 2];
    const meansOf = () => dense(weights, 'encoder/mean', hidden('encoder', x));
    const terms = () => {
      const body = hidden('encoder', x);
      const mean = meansOf();
      const logVariance = dense(weights, 'encoder/log_variance', body);
      const z = mean.map((row, i) =>
        row.map((mu, j) => mu + Math.exp((logVariance[i]?.[j] ?? NaN) / 2) * (epsilon[i]?.[j] ?? NaN)),
      );
      const logits = dense(weights, 'decoder/output', hidden('decoder', z));
      const reconstruction = logits.map((row, i) =>
        row.map((logit, p) => {
          const pixel = x[i]?.[p] ?? NaN;
          if (decoder === 'bernoulli') return crossEntropy(logit, pixel);
          const error = (pixel - 1 / (1 + Math.exp(-logit))) / deviation;
          return error ** 2 / 2 + Math.log(deviation * Math.sqrt(2 * Math.PI));
        }),
      );
      const kl = mean.map((row, i) =>
        row.map((mu, j) => {
          const v = logVariance[i]?.[j] ?? NaN;
          return -0.5 * (1 + v - mu ** 2 - Math.exp(v));
        }),
      );
      return {
        ofItems: {
          reconstruction: reconstruction.map((row) => pixelScale * total([row])),
          kl: kl.map((row) => latentScale * total([row])),
        },
        reconstruction: (pixelScale * total(reconstruction)) / SMALL.batchSize,
        kl: (latentScale * total(kl)) / SMALL.batchSize,
      };
    };
    const loss = () => {
      const { reconstruction, kl } = terms();
      return reconstruction + beta * kl;
    };
    expectMetrics(observed, { loss: loss(), reconstruction_loss: terms().reconstruction });
    const { ofItems } = terms();
    expectEvaluation(found, {
      loss: ofItems.reconstruction.map((value, i) => value + beta * (ofItems.kl[i] ?? NaN)),
      reconstruction_loss: ofItems.reconstruction,
      kl_divergence: ofItems.kl,
    });
    // The decoder takes the means here, not draws.
    expectMatrix('latents', found.encoded, meansOf());
    const decoded = sigmoid(dense(weights, 'decoder/output', hidden('decoder', meansOf())));
    expectMatrix('originals', found.reconstructed[0], x);
    expectMatrix('reconstructions', found.reconstructed[1], decoded);
    // Lower precision, because the terms 1 + log σ² − σ² nearly cancel where σ is about one.
    expectClose('kl_divergence', observed.metrics['kl_divergence'], terms().kl, 1e-4);
    expectGradients(observed, 'gradient_norm', gradientsOf(weights, ['encoder', 'decoder'], loss));
  });
});

describe('autoencoders and classifier', () => {
  it.each([
    ['autoencoder', { hiddenUnits: '' }],
    ['denoising-autoencoder', { hiddenUnits: '' }],
    ['autoencoder', { hiddenUnits: '5, 3', criterion: 'cross-entropy' }],
  ])('%s has the error of its formula, with %j', (id, options) => {
    const found = setting(id, { latentSize: 4, ...options });
    const { weights, x, observed } = found;
    const noise = matrix(random.normal('noise', [SMALL.batchSize, SMALL.pixels]));
    const input = x.map((row, i) =>
      row.map((value, p) => (id === 'autoencoder' ? value : value + 0.55 * (noise[i]?.[p] ?? NaN))),
    );
    const hidden = (network: string, values: Matrix) =>
      ['hidden_1', 'hidden_2']
        .filter((layer) => weights.has(`${network}/${layer}/weights`))
        .reduce((below, layer) => relu(dense(weights, `${network}/${layer}`, below)), values);
    const code = () => relu(dense(weights, 'encoder/code', hidden('encoder', input)));
    const logits = () => dense(weights, 'decoder/output', hidden('decoder', code()));
    const restored = () => sigmoid(logits());
    const error = (logit: number, pixel: number) =>
      'criterion' in options ? crossEntropy(logit, pixel) : (1 / (1 + Math.exp(-logit)) - pixel) ** 2;
    const errors = () => logits().map((row, i) => row.map((logit, p) => error(logit, x[i]?.[p] ?? NaN)));
    const loss = () => meanOf(errors());
    expectMetrics(observed, { loss: loss() });
    expectEvaluation(found, { loss: errors().map((row) => meanOf([row])) });
    expectMatrix('input', found.reconstructed[0], input);
    expectMatrix('reconstructions', found.reconstructed[1], restored());
    if (id === 'autoencoder') expect(found.reconstructed).toHaveLength(2);
    else expectMatrix('originals', found.reconstructed[2], x);
    expectGradients(observed, 'gradient_norm', gradientsOf(weights, ['encoder', 'decoder'], loss));
  });

  it('classifier-mlp has the cross-entropy of its formula', () => {
    const found = setting('classifier-mlp', { hiddenUnits: '5, 4' });
    const { weights, x, labels, observed } = found;
    const logits = () => {
      const first = relu(dense(weights, 'classifier/hidden_1', x));
      return dense(weights, 'classifier/output', relu(dense(weights, 'classifier/hidden_2', first)));
    };
    const losses = () =>
      logits().map((row, i) => {
        const z = row.reduce((sum, logit) => sum + Math.exp(logit), 0);
        return Math.log(z) - (row[labels[i] ?? 0] ?? NaN);
      });
    const loss = () => meanOf([losses()]);
    expectMetrics(observed, { loss: loss() });
    expectEvaluation(found, {
      loss: losses(),
      accuracy: logits().map((row, i) => isLargest(row, labels[i])),
    });
    expectGradients(observed, 'gradient_norm', gradientsOf(weights, ['classifier'], loss));
  });
});
