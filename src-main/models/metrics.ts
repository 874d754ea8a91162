import { lowerFirst } from '../contract/evaluation';
import type { MetricInfo } from '../contract/model';
import type { Criterion } from './objectives/criteria';

/** Definitions of metrics that several models report. */

/** Metrics of discriminators that separate real from generated items. */
export function discriminatorMetrics({
  output,
  outputQuantity: quantity,
  variesWith,
}: Pick<Criterion, 'output' | 'outputQuantity' | 'variesWith'>): MetricInfo[] {
  const meanOf = (items: string) =>
    output === 'probability'
      ? `Mean probability that the discriminator gives ${items} of being real.`
      : `Mean output of the discriminator for ${items}.`;
  return [
    {
      name: 'd_real',
      quantity,
      label: 'D(x)',
      help: meanOf('real items'),
      group: 'Discriminator output',
      better: 'neither',
      variesWith,
    },
    {
      name: 'd_fake',
      quantity,
      label: 'D(G(z))',
      help: meanOf('generated items'),
      group: 'Discriminator output',
      better: 'neither',
      variesWith,
    },
    {
      name: 'd_accuracy',
      quantity: 'accuracy for real and generated items',
      label: 'Discriminator accuracy',
      help: 'Fraction of real and generated items that the discriminator classifies correctly; 0.5 when it can only guess.',
      group: 'Discriminator accuracy',
      better: 'neither',
    },
  ];
}

/** Metrics of a GAN that is trained by a criterion; see `adversarial.ts`. */
export function adversarialMetrics(
  criterion: Omit<Criterion, 'fields' | 'discriminatorLoss' | 'generatorLoss' | 'activate' | 'boundary'>,
): MetricInfo[] {
  const { variesWith } = criterion;
  // Against an unrolled discriminator, G maximises D's loss instead.
  const ofGenerator = { ...variesWith, unrolledSteps: 0 };
  return [
    { name: 'g_loss', ...criterion.generatorInfo, group: 'Loss', better: 'neither', variesWith: ofGenerator },
    {
      name: 'd_loss',
      ...criterion.discriminatorInfo,
      group: 'Loss',
      better: 'neither',
      variesWith: { ...variesWith, jointBatch: false },
    },
    ...discriminatorMetrics(criterion),
    {
      name: 'g_accuracy',
      quantity: 'fraction of generated items classified as real',
      label: 'Generator accuracy',
      help: 'Fraction of the items of the generator’s step that the discriminator classifies as real.',
      group: 'Discriminator accuracy',
      better: 'neither',
    },
    {
      name: 'g_gradient_norm',
      quantity: gradientOf(criterion.generatorInfo),
      label: 'Generator gradient',
      help: 'Norm of the loss gradient over all generator weights; it vanishes when the discriminator wins.',
      group: 'Gradient norm',
      better: 'neither',
      variesWith: ofGenerator,
    },
    {
      name: 'd_gradient_norm',
      quantity: gradientOf(criterion.discriminatorInfo),
      label: 'Discriminator gradient',
      help: 'Norm of the loss gradient over all discriminator weights.',
      group: 'Gradient norm',
      better: 'neither',
      variesWith: { ...variesWith, jointBatch: false },
    },
  ];
}

/** A gradient scales with its loss, so the quantity of a gradient norm includes that of the loss. */
export const gradientOf = ({ quantity }: Pick<MetricInfo, 'quantity'>): string => `gradient of ${quantity}`;

/** Gradient norm of a model with one loss. */
export function gradientNorm({ quantity, label, variesWith }: MetricInfo): MetricInfo {
  return {
    name: 'gradient_norm',
    quantity: gradientOf({ quantity }),
    label: `${label} gradient`,
    help: 'Norm of the loss gradient over all weights.',
    group: 'Gradient norm',
    better: 'neither',
    ...(variesWith && { variesWith }),
  };
}

const EVALUATED = { validation: 'Validation', test: 'Test' } as const;

/** A metric of training and the same metric of the validation and test splits, in one chart. */
export function withEvaluation(metric: MetricInfo): MetricInfo[] {
  const evaluated = (['validation', 'test'] as const).map((split): MetricInfo => {
    return {
      ...metric,
      name: `${split}_${metric.name}`,
      label: `${EVALUATED[split]} ${lowerFirst(metric.label)}`,
      split,
    };
  });
  return [metric, ...evaluated];
}
