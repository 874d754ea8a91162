import type { Weights } from '../contract/latent';
import { isOptimizerSlot } from '../engine/optimizers';
import type { TensorData } from '../engine/safetensors';
import { AVERAGES } from '../engine/weight-average';

/**
 * The weights of a run's networks in a checkpoint, by `network/layer/weight`, without the state of optimisers.
 * @param weights `average` takes the moving averages where there are some: a GAN has them of its generator only
 */
export function networkWeights(
  checkpoint: ReadonlyMap<string, TensorData>,
  weights: Weights,
): Map<string, TensorData> {
  const trained = [...checkpoint].filter(([name]) => !name.startsWith(AVERAGES) && !isOptimizerSlot(name));
  if (weights === 'trained') return new Map(trained);
  return new Map(trained.map(([name, tensor]) => [name, checkpoint.get(AVERAGES + name) ?? tensor]));
}
