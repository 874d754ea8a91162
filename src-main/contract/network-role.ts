import type { ModelInfo } from './model';

/**
 * What a network of a model computes for others: a GAN's generator and a VAE's decoder make items of latents, an encoder
 * latents of items; a discriminator says how real items are, a critic scores them, and a classifier names their class.
 */
export type NetworkRole = 'generator' | 'decoder' | 'encoder' | 'discriminator' | 'classifier';

/** The roles of a model's networks, in the order in which they are offered. */
export function networkRoles({ family, metrics }: Pick<ModelInfo, 'family' | 'metrics'>): NetworkRole[] {
  const classifies = metrics.some(({ name }) => name === 'accuracy');
  const classifier = classifies ? (['classifier'] as const) : [];
  if (family === 'GAN') return ['generator', 'discriminator', ...classifier];
  return family === 'Classifier' ? ['classifier'] : ['decoder', 'encoder'];
}
