import type { ItemShape } from '../contract/dataset';
import type { ModelInfo } from '../contract/model';
import type { NetworkRole } from '../contract/network-role';
import { tf, type Tensor, type Tensor1D, type Tensor2D } from '../engine/tensorflow';
import type { Traceable, TracedInput } from '../engine/trace';
import type { BuiltModel } from './model';

/** What a network computes from items in the dataset's scale, latents and labels, with everything before and after it. */
export interface NetworkFunction {
  readonly inputs: readonly TracedInput[];
  readonly run: Traceable;
}

/**
 * The functions of a model's networks by their roles. Images are [n, height, width, channels] from 0 to 1, points
 * [n, 2], latents [n, latentSize], labels [n].
 */
export function networkFunctions(
  { generator, discriminator, encode, likelihood, classify }: BuiltModel,
  { family, data }: Pick<ModelInfo, 'family' | 'data'>,
  { height, width, channels }: ItemShape,
): Map<NetworkRole, NetworkFunction> {
  const functions = new Map<NetworkRole, NetworkFunction>();
  const shape = data === 'points' ? [width] : [height, width, channels];
  const items: TracedInput = { name: data, dtype: 'float32', shape };
  const flat = (x: Tensor): Tensor2D => tf.reshape(x, [-1, height * width * channels]);
  const label: TracedInput = { name: 'labels', dtype: 'int32', shape: [] };
  const isConditional = generator?.classes != null;
  const labels = isConditional ? [label] : [];

  if (generator !== null) {
    const z: TracedInput = { name: 'z', dtype: 'float32', shape: [generator.latentSize] };
    functions.set(family === 'GAN' ? 'generator' : 'decoder', {
      inputs: [z, ...labels],
      run: (latents, classes) => ({
        [`generated_${data}`]: tf.reshape(
          generator.decode(latents as Tensor2D, (classes as Tensor1D | undefined) ?? null),
          [-1, ...shape],
        ),
      }),
    });
  }
  if (likelihood !== undefined)
    functions.set('encoder', {
      inputs: [items],
      run(x) {
        const { mean, logVariance } = likelihood.posterior(flat(x));
        return { mean, log_variance: logVariance };
      },
    });
  else if (encode !== undefined)
    functions.set('encoder', { inputs: [items], run: (x) => ({ code: encode(flat(x)) }) });
  if (discriminator !== undefined)
    functions.set('discriminator', {
      inputs: [items, ...labels],
      run: (x, classes) => ({
        [discriminator.output]: discriminator.at(flat(x), (classes as Tensor1D | undefined) ?? null),
      }),
    });
  if (classify !== undefined)
    functions.set('classifier', { inputs: [items], run: (x) => ({ probabilities: classify(flat(x)) }) });
  return functions;
}
