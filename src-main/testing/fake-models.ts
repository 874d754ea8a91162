/** Models of made-up runs. */
import { BLANK_PAGE } from '../contract/imported-run';
import type { MetricInfo, ModelInfo } from '../contract/model';
import type { LayerSummary, NetworkSummary } from '../contract/network';

function metric(
  name: string,
  label: string,
  group: string,
  help: string,
  better: MetricInfo['better'],
): MetricInfo {
  return {
    name,
    quantity: label,
    label,
    group,
    help,
    better,
    ...(better === 'lower' ? { unit: 'nats' } : {}),
  };
}

const base = { group: 'Architecture', help: '', min: 0, max: 1e6 } as const;
const common: ModelInfo['fields'] = {
  latentSize: { ...base, kind: 'integer', label: 'Latent size', default: 2 },
  hiddenUnits: { ...base, kind: 'integer', label: 'Hidden units', default: 128, unit: 'units' },
  learningRate: { ...base, group: 'Optimisation', kind: 'number', label: 'Learning rate', default: 0.001 },
  batchSize: {
    ...base,
    group: 'Optimisation',
    kind: 'integer',
    label: 'Batch size',
    default: 64,
    unit: 'images',
  },
};

export const GAN: ModelInfo = {
  id: 'gan-mlp',
  title: 'Vanilla GAN (MLP)',
  family: 'GAN',
  summary: 'Generator and discriminator, each a perceptron with one hidden layer, play against each other.',
  paper: 'Goodfellow et al., Generative Adversarial Nets, 2014.',
  page: BLANK_PAGE,
  data: 'images',
  needsLabels: false,
  examplesPerStep: ['batchSize'],
  presets: [],
  fields: {
    ...common,
    jointBatch: { kind: 'boolean', label: 'Joint batch', group: 'Objective', help: '', default: false },
  },
  metrics: [
    metric('g_loss', 'Generator loss', 'Loss', '−E log D(G(z)).', 'neither'),
    metric('d_loss', 'Discriminator loss', 'Loss', '1.386 (2 log 2) when it can only guess.', 'neither'),
    metric('d_real', 'D(x)', 'Discriminator output', 'Mean output on real images.', 'neither'),
    metric('d_fake', 'D(G(z))', 'Discriminator output', 'Mean output on generated images.', 'neither'),
    metric('g_gradient_norm', 'Generator gradient', 'Gradient norm', 'Norm of the loss gradient.', 'neither'),
  ],
  headlineMetric: 'g_loss',
  figures: ['samples'],
  defaultBudget: { unit: 'epochs', count: 30 },
};

export const VAE: ModelInfo = {
  id: 'vae-mlp',
  title: 'Variational autoencoder (MLP)',
  family: 'VAE',
  summary: 'Encodes an image as a normal distribution over a latent plane and decodes draws from it.',
  paper: 'Kingma and Welling, Auto-Encoding Variational Bayes, 2014.',
  page: BLANK_PAGE,
  data: 'images',
  needsLabels: false,
  examplesPerStep: ['batchSize'],
  presets: [],
  fields: {
    ...common,
    reconstruction: {
      kind: 'choice',
      label: 'Reconstruction',
      group: 'Objective',
      help: '',
      default: 'bernoulli',
      options: [
        { value: 'bernoulli', label: 'Cross-entropy' },
        { value: 'gaussian', label: 'Squared error' },
      ],
    },
  },
  metrics: [
    metric('loss', 'Loss', 'Loss', 'Negative ELBO of the batch.', 'lower'),
    {
      ...metric('validation_loss', 'Validation loss', 'Loss', 'Negative ELBO of held-out items.', 'lower'),
      split: 'validation',
    },
    metric(
      'kl_divergence',
      'KL divergence',
      'KL divergence',
      'How far the posterior is from the prior.',
      'neither',
    ),
    metric('gradient_norm', 'Gradient', 'Gradient norm', 'Norm of the loss gradient.', 'neither'),
  ],
  headlineMetric: 'loss',
  figures: ['samples', 'reconstructions', 'latent-scatter', 'manifold'],
  reconstructionLayout: 'columns',
  defaultBudget: { unit: 'epochs', count: 30 },
};

const dense = (inputs: number, units: number): LayerSummary => ({
  name: 'dense',
  kind: 'Dense',
  detail: '',
  output: [units],
  parameters: (inputs + 1) * units,
});
export const GENERATOR: NetworkSummary = {
  name: 'generator',
  stacks: [{ name: 'generator', from: 'z', input: [2], layers: [dense(2, 128), dense(128, 784)] }],
};
export const ENCODER: NetworkSummary = {
  name: 'encoder',
  stacks: [
    { name: 'body', from: 'image', input: [784], layers: [dense(784, 128)] },
    { name: 'mean', from: 'body', input: [128], layers: [dense(128, 2)] },
    { name: 'log variance', from: 'body', input: [128], layers: [dense(128, 2)] },
  ],
};
