import { lowerFirst } from '../contract/evaluation';
import type { MetricInfo } from '../contract/model';

/** Metrics that several models report, described once. */

/** Of discriminators that tell real from generated. */
export const VERDICT_METRICS: readonly MetricInfo[] = [
  {
    name: 'd_real',
    label: 'D(x)',
    help: 'Mean probability that the discriminator gives real images of being real.',
    group: 'Discriminator output',
    better: 'neither',
  },
  {
    name: 'd_fake',
    label: 'D(G(z))',
    help: 'Mean probability that the discriminator gives generated images of being real.',
    group: 'Discriminator output',
    better: 'neither',
  },
  {
    name: 'd_accuracy',
    label: 'Discriminator accuracy',
    help: 'Share of real and generated images that the discriminator tells apart; 0.5 when it can only guess.',
    group: 'Real or generated',
    better: 'neither',
  },
];

export const GAN_METRICS: readonly MetricInfo[] = [
  {
    name: 'g_loss',
    label: 'Generator loss',
    help: '−E log D(G(z)): small when the discriminator takes generated images for real.',
    group: 'Loss',
    unit: 'nats',
    better: 'neither',
  },
  {
    name: 'd_loss',
    label: 'Discriminator loss',
    help: 'Cross-entropy on real and generated images; 1.386 (2 log 2) when it can only guess, 0.693 with a joint batch.',
    group: 'Loss',
    unit: 'nats',
    better: 'neither',
    variesWith: { jointBatch: false },
  },
  ...VERDICT_METRICS,
  {
    name: 'g_accuracy',
    label: 'Generator accuracy',
    help: 'Share of the images of the generator’s step that the discriminator takes for real.',
    group: 'Real or generated',
    better: 'neither',
  },
  {
    name: 'g_gradient_norm',
    label: 'Generator gradient',
    help: 'Norm of the loss gradient over all generator weights; it vanishes when the discriminator wins.',
    group: 'Gradient norm',
    better: 'neither',
  },
  {
    name: 'd_gradient_norm',
    label: 'Discriminator gradient',
    help: 'Norm of the loss gradient over all discriminator weights.',
    group: 'Gradient norm',
    better: 'neither',
    variesWith: { jointBatch: false },
  },
];

/** Of a model with one loss, whose scale its gradient has. */
export function gradientNorm({ label, variesWith }: MetricInfo): MetricInfo {
  return {
    name: 'gradient_norm',
    label: `${label} gradient`,
    help: 'Norm of the loss gradient over all weights.',
    group: 'Gradient norm',
    better: 'neither',
    ...(variesWith && { variesWith }),
  };
}

const EVALUATED = {
  validation: {
    title: 'Validation',
    help: 'On training items that are held out: on a random part of them after each epoch, the same each time, and on all of them at the end.',
  },
  test: {
    title: 'Test',
    help: 'On the whole test split, at the end; where nothing is held out of training, on a random part of it after each epoch, too.',
  },
} as const;

/** A metric of training and the same of both splits that are not trained on, in one chart. */
export function withEvaluation(metric: MetricInfo): MetricInfo[] {
  const evaluated = (['validation', 'test'] as const).map((split): MetricInfo => {
    const { title, help } = EVALUATED[split];
    const name = `${split}_${metric.name}`;
    return {
      ...metric,
      name,
      label: `${title} ${lowerFirst(metric.label)}`,
      help: `${metric.help} ${help}`,
      split,
    };
  });
  return [metric, ...evaluated];
}
