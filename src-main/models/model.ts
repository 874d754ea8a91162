import type { Fields, ValuesOf } from '../contract/hyperparameters';
import type { FigureKind } from '../contract/sample';
import type { ModelInfo } from '../contract/model';
import type { Network } from '../engine/network';
import type { Optimizer } from '../engine/optimizers';
import type { Random } from '../engine/random';
import type { TrainStep } from '../engine/training-step';
import type { Scalar, Tensor2D, Variable } from '../engine/tensorflow';

/** What a model is built for. */
export interface BuildContext {
  /** Pixels of an image: height · width · channels. */
  readonly pixels: number;
  /** For the initial weights. */
  readonly random: Random;
}

/** A model with its weights. Images are [n, pixels] from 0 to 1, latents [n, latentSize]. */
export interface BuiltModel {
  readonly networks: readonly Network[];
  readonly optimizers: readonly Optimizer[];
  readonly step: TrainStep;
  readonly latentSize: number;
  /** `n` draws from the prior over latents. */
  readonly drawLatents: (random: Random, stream: string, n: number) => Tensor2D;
  /** Images generated from latents. */
  readonly decode: (latents: Tensor2D) => Tensor2D;
  /** Where images lie in latent space: the posterior's mean. */
  readonly encode?: (images: Tensor2D) => Tensor2D;
  /** Sums over a batch of held-out images, by metric; the trainer divides by the number of images. */
  readonly validate?: (images: Tensor2D, random: Random) => Readonly<Record<string, Scalar>>;
}

/** Everything that training changes, by name: weights and averages of all networks, slots of all optimisers. */
export function trainedVariables({
  networks,
  optimizers,
}: Pick<BuiltModel, 'networks' | 'optimizers'>): Map<string, Variable> {
  return new Map([
    ...networks.flatMap(({ name, variables, averages }) =>
      [...variables, ...averages].map(([key, v]) => [`${name}/${key}`, v] as const),
    ),
    ...optimizers.flatMap(({ slots }) => [...slots]),
  ]);
}

/** One model of the workbench: what it is, its hyperparameters, and how it is built. */
export interface Model<F extends Fields = Fields> {
  readonly info: ModelInfo;
  readonly build: (context: BuildContext, hyperparameters: ValuesOf<F>) => BuiltModel;
}

export interface ModelDescription<F extends Fields> extends Omit<
  ModelInfo,
  'fields' | 'figures' | 'metrics'
> {
  readonly fields: F & { readonly batchSize: Fields[string] };
  readonly metrics: readonly ModelInfo['metrics'][number][];
  readonly figures: readonly FigureKind[];
  readonly build: (context: BuildContext, hyperparameters: ValuesOf<F>) => BuiltModel;
}

export function defineModel<F extends Fields>(description: ModelDescription<F>): Model {
  const { build, ...info } = description;
  return {
    info: info as unknown as ModelInfo,
    // Values reach a model only after `resolveHyperparameters` checked them against its fields.
    build: build as unknown as Model['build'],
  };
}
