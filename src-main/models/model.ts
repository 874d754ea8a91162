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
  /** Number of values of an item: height · width · channels. */
  readonly pixels: number;
  /** How many classes the labels have; null if the dataset has no labels. */
  readonly classes: number | null;
  /** For models that keep some of the training items or compute statistics of them. */
  readonly training: TrainingSet;
  /** For the initial weights. */
  readonly random: Random;
  /** Number of steps in the run's budget. */
  readonly totalSteps: number;
  /** The run's seed, for choices that do not run on the device. */
  readonly seed: number;
}

/** Generates items from latents. Images are [n, pixels] from 0 to 1, points [n, 2], latents [n, latentSize]. */
export interface Generator {
  readonly latentSize: number;
  /** Number of classes of a conditional generator; null where it is not conditional. */
  readonly classes: number | null;
  /** Draws `n` latents from the prior. */
  readonly drawLatents: (random: Random, stream: string, n: number) => Tensor2D;
  /** @param labels int32 [n], where the generator has classes */
  readonly decode: (latents: Tensor2D, labels: Tensor1D | null) => Tensor2D;
  /**
   * Interpolates between classes: takes weights of the classes, [n, classes], in place of labels. Only where there are
   * classes.
   */
  readonly decodeMixed?: (latents: Tensor2D, shares: Tensor2D) => Tensor2D;
}

/** Output of a discriminator or critic for items. */
export interface DiscriminatorOutput {
  /** Probabilities of being real lie between 0 and 1, scores anywhere. */
  readonly output: 'probability' | 'score';
  /**
   * Items [n, values] in the dataset's scale → [n].
   * @param labels int32 [n], where the model is conditional; without them, the output for each item is the highest over
   *   all classes
   */
  readonly at: (items: Tensor2D, labels: Tensor1D | null) => Tensor1D;
}

/** Held-out images [n, pixels] or points [n, 2], and their labels where there are some. */
export interface HeldOut {
  readonly x: Tensor2D;
  readonly labels: Tensor1D | null;
}

/**
 * For models with a bound on the evidence of an item: a Gaussian posterior q(z|x), and p(x|z) with a standard normal
 * prior.
 */
export interface Likelihood {
  /** Items [n, values] → mean and log variance of q(z|x), [n, latents] each. */
  readonly posterior: (items: Tensor2D) => { readonly mean: Tensor2D; readonly logVariance: Tensor2D };
  /** log p(x|z) in nats, [n], summed over the values of an item. */
  readonly logLikelihood: (items: Tensor2D, latents: Tensor2D) => Tensor1D;
}

/** A model with its weights. */
export interface BuiltModel extends Trainable {
  readonly generator: Generator | null;
  /** Of variational autoencoders: for measuring their bound, KL divergence and active units. */
  readonly likelihood?: Likelihood;
  readonly discriminator?: DiscriminatorOutput;
  /** Maps images to latents: the mean of the posterior. */
  readonly encode?: (images: Tensor2D) => Tensor2D;
  /** Items [n, values] in the dataset's scale → probabilities of the classes, [n, classes]. */
  readonly classify?: (items: Tensor2D) => Tensor2D;
  /** Figures to show beside one another: images, their reconstructions, and intermediate results. */
  readonly reconstruct?: (images: Tensor2D, random: Random) => readonly Tensor2D[];
  /** Values of the evaluated metrics for each held-out item, [n], by the metric's name without the split. */
  readonly evaluate?: (batch: HeldOut, random: Random) => Readonly<Record<string, Tensor1D>>;
}

/** One model of the workbench: its description, its hyperparameters, and how it is built. */
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
  /** Values for some of the fields; all others take their defaults. */
  readonly presets: readonly (Omit<Preset, 'hyperparameters'> & {
    hyperparameters: Partial<ValuesOf<F> & TrainingOptions>;
  })[];
  readonly build: (context: BuildContext, hyperparameters: ValuesOf<F>) => BuiltModel;
}

/** Adds the hyperparameters that all models share after the model's own. */
export function defineModel<F extends TrainedFields>(description: ModelDescription<F>): Model {
  const { build, ...info } = description;
  return {
    info: {
      ...info,
      fields: { ...info.fields, ...trainingFields },
      metrics: [...info.metrics, LEARNING_RATE],
    } as unknown as ModelInfo,
    build(context, values) {
      // Values reach a model only after `resolveHyperparameters` has checked them against its fields.
      const hyperparameters = values as ValuesOf<F> & ValuesOf<TrainedFields> & TrainingOptions;
      return withTrainingOptions(build(context, hyperparameters), hyperparameters, context.totalSteps);
    },
  };
}
