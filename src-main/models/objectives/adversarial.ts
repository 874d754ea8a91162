/**
 * Training of a GAN's two networks against each other; Goodfellow et al. 2014, algorithm 1 with one discriminator step.
 * Both minimise the losses of a criterion (`criteria.ts`). With `jointBatch` D takes real and generated examples as one
 * batch, which halves L_D. With `simultaneous` updates both gradients are taken before either network changes.
 */
import { boolean, choice, type Fields, type ValuesOf } from '../../contract/hyperparameters';
import { gradientsOf } from '../../engine/gradients';
import type { TrainingPass } from '../../engine/layers';
import { fractionTrue, globalNorm, mean } from '../../engine/losses';
import type { Network } from '../../engine/network';
import type { Optimizer } from '../../engine/optimizers';
import { tf, type Scalar, type Tensor1D, type Tensor2D } from '../../engine/tensorflow';
import type { StepContext } from '../../engine/training-step';
import type { DiscriminatorOutput } from '../model';
import type { Criterion } from './criteria';
import { adversarialMetrics } from '../metrics';

export interface TrainedNetwork {
  readonly network: Network;
  readonly optimizer: Optimizer;
}

/** Two networks, each with its own optimiser; `trained` holds the properties of a built model that derive from them. */
export function adversaries(G: Network, D: Network, optimizerOf: (network: Network) => Optimizer) {
  const generator: TrainedNetwork = { network: G, optimizer: optimizerOf(G) };
  const discriminator: TrainedNetwork = { network: D, optimizer: optimizerOf(D) };
  const trained = {
    networks: [G, D],
    optimizers: [generator.optimizer, discriminator.optimizer],
    averagedNetworks: [G],
  };
  return { generator, discriminator, trained };
}

export interface Adversaries {
  readonly generator: TrainedNetwork;
  readonly discriminator: TrainedNetwork;
  /**
   * Generates items [batch, values] from the latents of the step or, where the model draws fresh latents, of the pass.
   */
  readonly generate: (training: TrainingPass) => Tensor2D;
  readonly discriminate: Discriminate;
  /**
   * Returns D after some updates that reduce a loss, for G's step; without this function G trains against D as it is.
   */
  readonly discriminateAhead?: (loss: (discriminate: Discriminate) => Scalar) => Discriminate;
}

/** Output of D's last layer for examples, [n, 1]; D may take several examples together as one input. */
export type Discriminate = (examples: Tensor2D, training: TrainingPass) => Tensor2D;

const updateFields = {
  jointBatch: boolean({
    label: 'Joint batch',
    help: 'D sees real and generated items as one batch and takes the mean over both, which halves its loss.',
    group: 'Objective',
    default: false,
  }),
  updates: choice({
    label: 'Updates',
    help: 'Alternating: G learns from the D that has just been updated. Simultaneous: both gradients are taken before either update.',
    group: 'Optimisation',
    default: 'alternating',
    options: [
      { value: 'alternating', label: 'Alternating' },
      { value: 'simultaneous', label: 'Simultaneous' },
    ],
  }),
};

/** Hyperparameters, metrics and step of a GAN that is trained by a criterion. */
export function adversarial<F extends Fields>(criterion: Criterion<F>) {
  return {
    fields: { ...criterion.fields, ...updateFields },
    metrics: adversarialMetrics(criterion),
    /** Trains both networks for one step. Returns the values of `metrics`. */
    step: (
      context: Pick<StepContext, 'x' | 'random'>,
      networks: Adversaries,
      options: ValuesOf<F> & ValuesOf<typeof updateFields>,
    ) => adversarialStep(context, networks, criterion, options),
    /** @param discriminate items [n, values] → output of D's last layer, [n, 1] */
    discriminatorOutput: (discriminate: OfItems) => discriminatorOutput(criterion, discriminate),
  };
}

function adversarialStep<F extends Fields>(
  { x, random }: Pick<StepContext, 'x' | 'random'>,
  { generator, discriminator, generate, discriminate, discriminateAhead }: Adversaries,
  criterion: Criterion<F>,
  options: ValuesOf<F> & ValuesOf<typeof updateFields>,
): Record<string, Scalar> {
  const inPass = (pass: string): TrainingPass => ({ random, pass });
  const boundary = criterion.boundary(options);

  const discriminatorLoss = (real: Tensor2D, fake: Tensor2D) => {
    const sum = criterion.discriminatorLoss(real, fake, options);
    // There are as many real as generated examples, so the mean over the joint batch is half the sum of the two means.
    return options.jointBatch ? tf.mul<Scalar>(sum, 0.5) : sum;
  };

  const discriminatorPass = () => {
    const fakes = generate(inPass('d/fake'));
    return gradientsOf([discriminator.network], () => {
      const [real, fake] = options.jointBatch
        ? (tf.split(discriminate(tf.concat([x, fakes]), inPass('d')), 2) as [Tensor2D, Tensor2D])
        : [discriminate(x, inPass('d/real')), discriminate(fakes, inPass('d/fake'))];
      const loss = discriminatorLoss(real, fake);
      return { loss, ...discriminatorOutputs(criterion, real, fake, boundary) };
    });
  };
  const generatorPass = () =>
    gradientsOf([generator.network], () => {
      const training = inPass('g');
      const fakes = generate(training);
      const lossOf = (D: Discriminate) => discriminatorLoss(D(x, training), D(fakes, training));
      const ahead = discriminateAhead?.(lossOf);
      const output = (ahead ?? discriminate)(fakes, training);
      return {
        // Metz et al. 2016, eq. 8: G maximises D's loss, in which the term for real items now depends on G, too.
        loss: ahead === undefined ? criterion.generatorLoss(output, options) : tf.neg<Scalar>(lossOf(ahead)),
        accuracy: fractionTrue(tf.greater(output, boundary)),
      };
    });

  const d = discriminatorPass();
  let g: ReturnType<typeof generatorPass>;
  if (options.updates === 'simultaneous') {
    g = generatorPass();
    discriminator.optimizer.apply(d);
  } else {
    discriminator.optimizer.apply(d);
    g = generatorPass();
  }
  generator.optimizer.apply(g);

  return {
    g_loss: g.parts.loss,
    d_loss: d.parts.loss,
    d_real: d.parts.d_real,
    d_fake: d.parts.d_fake,
    d_accuracy: d.parts.d_accuracy,
    g_accuracy: g.parts.accuracy,
    g_gradient_norm: globalNorm(g.gradients),
    d_gradient_norm: globalNorm(d.gradients),
  };
}

/** The values that `discriminatorMetrics` describes, for outputs [n, 1] for real and for generated examples. */
export function discriminatorOutputs(
  { activate }: Pick<Criterion, 'activate'>,
  real: Tensor1D | Tensor2D,
  fake: Tensor1D | Tensor2D,
  boundary: number,
) {
  return {
    d_real: mean(activate(real)),
    d_fake: mean(activate(fake)),
    d_accuracy: tf.mul<Scalar>(
      tf.add(fractionTrue(tf.greater(real, boundary)), fractionTrue(tf.less(fake, boundary))),
      0.5,
    ),
  };
}

/** Output of D's last layer for items of a dataset, [n, 1]; a conditional D takes their classes. */
export type OfItems = (items: Tensor2D, labels: Tensor1D | null) => Tensor2D;

/** Applies the criterion's activation to D's output for items. @param discriminate → logits or scores [n, 1] */
export function discriminatorOutput(
  { output, activate }: Pick<Criterion, 'output' | 'activate'>,
  discriminate: OfItems,
): DiscriminatorOutput {
  return { output, at: (items, labels) => tf.squeeze(activate(discriminate(items, labels)), [1]) };
}

/** Output of a conditional discriminator; without labels, the highest output over all classes. */
export function ofClasses(
  classes: number,
  discriminate: (items: Tensor2D, labels: Tensor1D) => Tensor2D,
): OfItems {
  return (items, labels) => {
    if (labels !== null) return discriminate(items, labels);
    const byClass = Array.from({ length: classes }, (_, label) =>
      discriminate(items, tf.fill([items.shape[0]], label, 'int32')),
    );
    return tf.max<Tensor2D>(tf.concat(byClass, 1), 1, true);
  };
}
