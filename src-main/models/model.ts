import type { ItemShape } from '../contract/dataset';
import type { Fields, NumberField, ValuesOf } from '../contract/hyperparameters';
import type { ModelInfo, Preset } from '../contract/model';
import type { FigureKind } from '../contract/figure';
import { trainingFields, type TrainingOptions } from '../contract/training-fields';
import type { TrainingSet } from '../engine/batches';
import type { Random } from '../engine/random';
import type { Tensor1D, Tensor2D } from '../engine/tensorflow';
import type { Trainable } from '../engine/training-step';
import { LEARNING_RATE, withTrainingOptions } from './training-options';

/** What a model is built for. */
export interface BuildContext extends ItemShape {
  /** Values of an item: height · width · channels. */
  readonly pixels: number;
  /** How many classes the labels have; null if the dataset has no labels. */
  readonly classes: number | null;
  /** For models that keep some of it, or go by what it is like. */
  readonly training: TrainingSet;
  /** For the initial weights. */
  readonly random: Random;
  /** Steps of the run's budget. */
  readonly totalSteps: number;
  /** The run's, for choices that never reach the device. */
  readonly seed: number;
}

/** What makes images of latents. Images are [n, pixels] from 0 to 1, points [n, 2], latents [n, latentSize]. */
export interface Generator {
  readonly latentSize: number;
  /** Classes that can be asked for; null where none can. */
  readonly classes: number | null;
  /** `n` draws from the prior over latents. */
  readonly drawLatents: (random: Random, stream: string, n: number) => Tensor2D;
  /** @param labels int32 [n], where the generator has classes */
  readonly decode: (latents: Tensor2D, labels: Tensor1D | null) => Tensor2D;
  /** Between classes: with shares of them, [n, classes], in place of labels. Only where there are classes. */
  readonly decodeMixed?: (latents: Tensor2D, shares: Tensor2D) => Tensor2D;
}

/** What a discriminator or critic gives for items. */
export interface DiscriminatorOutput {
  /** Probabilities of being real lie between 0 and 1, scores anywhere. */
  readonly output: 'probability' | 'score';
  /**
   * Items [n, values] as a dataset has them → [n].
   * @param labels int32 [n], where the model is conditional; without them it is that of the class with which an item looks
   *   most real
   */
  readonly at: (items: Tensor2D, labels: Tensor1D | null) => Tensor1D;
}

/** Held-out images [n, pixels] or points [n, 2], and their labels where there are some. */
export interface HeldOut {
  readonly x: Tensor2D;
  readonly labels: Tensor1D | null;
}

/** Of models that bound the evidence of an item: a Gaussian posterior q(z|x), and p(x|z) with a standard normal prior. */
export interface Likelihood {
  /** Items [n, values] → mean and log variance of q(z|x), [n, latents] each. */
  readonly posterior: (items: Tensor2D) => { readonly mean: Tensor2D; readonly logVariance: Tensor2D };
  /** log p(x|z) in nats, [n], summed over the values of an item. */
  readonly logLikelihood: (items: Tensor2D, latents: Tensor2D) => Tensor1D;
}

/** A model with its weights. */
export interface BuiltModel extends Trainable {
  readonly generator: Generator | null;
  /** Of variational autoencoders: what their bound, KL divergence and active units are measured with. */
  readonly likelihood?: Likelihood;
  readonly discriminator?: DiscriminatorOutput;
  /** Where images lie in latent space: the posterior's mean. */
  readonly encode?: (images: Tensor2D) => Tensor2D;
  /** What to show beside one another: images, what is made of them, and what lies between. */
  readonly reconstruct?: (images: Tensor2D, random: Random) => readonly Tensor2D[];
  /** What a metric is of each item that was not trained on, [n], by its name without the split. */
  readonly evaluate?: (batch: HeldOut, random: Random) => Readonly<Record<string, Tensor1D>>;
}

/** One model of the workbench: what it is, its hyperparameters, and how it is built. */
export interface Model<F extends Fields = Fields> {
  readonly info: ModelInfo;
  readonly build: (context: BuildContext, hyperparameters: ValuesOf<F>) => BuiltModel;
}

/** Fields of a model that trains: schedules change its learning rate. */
type TrainedFields = Fields & { readonly learningRate: NumberField };

export interface ModelDescription<F extends TrainedFields> extends Omit<
  ModelInfo,
  'fields' | 'examplesPerStep' | 'heldOutShare' | 'figures' | 'metrics' | 'presets'
> {
  readonly fields: F;
  readonly examplesPerStep: readonly (keyof F & string)[];
  readonly heldOutShare?: keyof F & string;
  readonly metrics: readonly ModelInfo['metrics'][number][];
  readonly figures: readonly FigureKind[];
  /** Settings of its own for some of the fields; all others take their defaults. */
  readonly presets: readonly (Omit<Preset, 'hyperparameters'> & {
    hyperparameters: Partial<ValuesOf<F> & TrainingOptions>;
  })[];
  readonly build: (context: BuildContext, hyperparameters: ValuesOf<F>) => BuiltModel;
}

/** A model with the hyperparameters that all models have, after its own. */
export function defineModel<F extends TrainedFields>(description: ModelDescription<F>): Model {
  const { build, ...info } = description;
  return {
    info: {
      ...info,
      fields: { ...info.fields, ...trainingFields },
      metrics: [...info.metrics, LEARNING_RATE],
    } as unknown as ModelInfo,
    build(context, values) {
      // Values reach a model only after `resolveHyperparameters` checked them against its fields.
      const hyperparameters = values as ValuesOf<F> & ValuesOf<TrainedFields> & TrainingOptions;
      return withTrainingOptions(build(context, hyperparameters), hyperparameters, context.totalSteps);
    },
  };
}
