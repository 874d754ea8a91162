/**
 * An unrolled discriminator, several updates ahead. Metz et al. 2016, "Unrolled Generative Adversarial Networks", eqs.
 * 7–10:
 *   θ⁰ = θ,  θᵏ⁺¹ = Adam(θᵏ, ∇ L_D(θᵏ)),  and G minimises its loss against D with θᴷ,
 * with gradients through all K updates, so that G sees how D would respond. D itself then continues from θ.
 */
import { at } from '../../contract/at';
import { integer } from '../../contract/hyperparameters';
import type { Layer, Shape } from '../../engine/layers';
import { withWeights, type Network } from '../../engine/network';
import { currentRate, type AdamOptions, type Optimizer } from '../../engine/optimizers';
import { tf, type Scalar, type Tensor } from '../../engine/tensorflow';
import type { Adversaries, TrainedNetwork } from './adversarial';

export const unrolledSteps = integer({
  label: 'Unrolled steps',
  help: 'Updates of D that G foresees and learns through (unrolled GAN): it maximises D’s loss after them. Each makes the step longer.',
  group: 'Objective',
  default: 0,
  min: 0,
  max: 20,
  unit: 'steps',
});

interface AdamSettings extends Pick<AdamOptions, 'learningRate' | 'rateScale'> {
  readonly beta1: number;
  readonly beta2: number;
}

/**
 * D several updates ahead, for G's step; an empty object for zero updates.
 * @param layers all layers of D, none with moving averages
 * @param input sizes of one example
 */
export function unrolled(
  { network, optimizer }: TrainedNetwork,
  layers: readonly Layer[],
  input: Shape,
  adam: AdamSettings,
  steps: number,
): Pick<Adversaries, 'discriminateAhead'> {
  if (steps === 0) return {};
  const withThese = (weights: ReadonlyMap<string, Tensor>) => withWeights(layers, input, weights);
  return {
    discriminateAhead: (loss) =>
      withThese(weightsAhead(network, optimizer, adam, steps, (weights) => loss(withThese(weights)))),
  };
}

/** Added inside the square root, so that its derivative is finite where a weight has had no gradient yet. */
const BENEATH_ROOT = 1e-16;
const EPSILON = 1e-7;

/**
 * Weights of a network after `steps` more updates by its Adam optimiser, by name, as differentiable tensors.
 * @param loss loss as a function of the weights by name
 */
function weightsAhead(
  network: Network,
  { slots }: Pick<Optimizer, 'slots'>,
  adam: AdamSettings,
  steps: number,
  loss: (weights: ReadonlyMap<string, Tensor>) => Scalar,
): ReadonlyMap<string, Tensor> {
  const { beta1, beta2 } = adam;
  const learningRate = currentRate(adam);
  const names = [...network.variables.keys()];
  const slot = (name: string): Tensor => {
    const found = slots.get(`${network.name}/${name}`);
    if (found === undefined) throw new Error(`Adam has no slot ${name}.`);
    return found;
  };
  const byName = (tensors: readonly Tensor[]) =>
    new Map(names.map((name, i) => [name, tensors[i] ?? tf.scalar(NaN)]));
  let weights: Tensor[] = [...network.variables.values()];
  let means = names.map((name) => slot(`${name}/m`));
  let squares = names.map((name) => slot(`${name}/v`));
  let [power1, power2] = [slot('beta1_power'), slot('beta2_power')];
  for (let step = 0; step < steps; step++) {
    const gradients = tf.grads((...given: Tensor[]) => loss(byName(given)))(weights);
    means = mixed(means, gradients, beta1);
    squares = mixed(squares, gradients.map(tf.square), beta2);
    const correction = tf.div(tf.sqrt(tf.sub(1, power2)), tf.sub(1, power1));
    const rate = tf.mul(correction, learningRate);
    weights = weights.map((weight, i) => {
      const [mean, square] = [means[i], squares[i]];
      if (mean === undefined || square === undefined) throw new Error('A weight has no slots.');
      const scale = tf.add(tf.sqrt(tf.add(square, BENEATH_ROOT)), EPSILON);
      return tf.sub(weight, tf.div(tf.mul(rate, mean), scale));
    });
    [power1, power2] = [tf.mul(power1, beta1), tf.mul(power2, beta2)];
  }
  return byName(weights);
}

/** decay · before + (1 − decay) · added, for each tensor. */
function mixed(before: readonly Tensor[], added: readonly Tensor[], decay: number): Tensor[] {
  return before.map((tensor, i) => tf.add(tf.mul(tensor, decay), tf.mul(at(added, i), 1 - decay)));
}
