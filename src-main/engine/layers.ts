import { at } from '../contract/at';
import { normalizeBatch } from './batch-normalization';
import { biasAdd } from './native-kernels';
import type { Random } from './random';
import { repeatPixels } from './upsampling';
import {
  tf,
  type Rank,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  type Variable,
} from './tensorflow';

/** Draws the initial values of a weight; the name of the stream is that of the weight. */
export type Initializer = (stream: string, shape: readonly number[]) => Tensor;

/** Sizes of one example, without the batch: [units], or [height, width, channels]. */
export type Shape = readonly number[];

/**
 * A forward pass in training. Without one, a network is used for inference: dropout is off, and batch normalisation
 * uses its moving averages.
 */
export interface TrainingPass {
  readonly random: Random;
  /** Distinguishes the passes of one step, so that dropout differs between them. */
  readonly pass: string;
}

/** Creates the weights of a layer when it is placed in a network. */
export interface WeightSource {
  /** Trained; drawn by the network's initialiser if none is given. */
  weights(key: string, shape: Shape, initializer?: Initializer): Tensor;
  /** Trained; starts like the network's biases. @param weights shape of the weights of the same layer */
  biases(key: string, outputs: number, weights: Shape): Tensor;
  /** Trained; starts at one value. */
  filled(key: string, shape: Shape, value: number): Tensor;
  /** Updated in training, but not by the optimiser. */
  average(key: string, shape: Shape, value: number): Variable;
}

export type LayerSettings = Readonly<Record<string, number | boolean | string>>;

/** One layer of a network. Layers are values: `network(…).stack(…)` places them and gives them weights. */
export interface Layer {
  /** Prefix of its weights' names; null if it has none. */
  readonly name: string | null;
  /** Its name in a summary, e.g. `Dense`. */
  readonly kind: string;
  /** Settings shown in a summary, e.g. `5×5, stride 2`. */
  readonly detail?: string;
  /** Settings by name, for programs that build the same layer. */
  readonly settings?: LayerSettings;
  place(source: WeightSource, input: Shape): PlacedLayer;
}

export interface PlacedLayer {
  readonly output: Shape;
  apply(input: Tensor, training: TrainingPass | null): Tensor;
}

/** The bias is omitted before a batch normalisation, which would subtract it again: it would only change rounding. */
export interface Biased {
  readonly bias?: boolean;
}

/** [units] → [units'], x W + b. */
export function dense(name: string, units: number, { bias = true }: Biased = {}): Layer {
  return {
    name,
    kind: 'Dense',
    settings: { bias },
    place(source, [inputs = 1]) {
      const { weights, add } = affine<Tensor2D>(source, name, [inputs, units], units, bias);
      return { output: [units], apply: (x) => add(tf.matMul(x, weights)) };
    },
  };
}

/**
 * [units] → [units'], x W + b with W = θ g / ‖θ‖, column by column: Salimans and Kingma 2016, "Weight Normalization",
 * eq. 2.
 * @param scale g is one, or starts at one and is trained, or is a value that the model sets
 */
export function weightNormalizedDense(
  name: string,
  units: number,
  { scale: kind = 'one' }: { scale?: 'one' | 'trained' | 'set' } = {},
): Layer {
  return {
    name,
    kind: 'Dense',
    detail: 'weight normalisation',
    settings: { weightNormalization: kind },
    place(source, [inputs = 1]) {
      const { weights, add } = affine<Tensor2D>(source, name, [inputs, units], units, true);
      const key = `${name}/scale`;
      const scale =
        kind === 'one'
          ? null
          : kind === 'trained'
            ? source.filled(key, [units], 1)
            : source.average(key, [units], 1);
      const normalized = () => {
        const unit = tf.div<Tensor2D>(weights, tf.sqrt(tf.sum(tf.square(weights), 0, true)));
        return scale === null ? unit : tf.mul<Tensor2D>(unit, scale);
      };
      return { output: [units], apply: (x) => add(tf.matMul(x, normalized())) };
    },
  };
}

/** One-hot [classes] → [units]: a learnt vector for each class. */
export function embedding(name: string, units: number, initializer?: Initializer): Layer {
  return {
    name,
    kind: 'Embedding',
    place(source, [classes = 1]) {
      const table = source.weights(`${name}/weights`, [classes, units], initializer) as Tensor2D;
      return { output: [units], apply: (oneHot) => tf.matMul(oneHot, table) };
    },
  };
}

export interface Kernel extends Biased {
  /** Side of the square kernel. */
  readonly kernel: number;
  readonly stride?: number;
}

/** [height, width, channels] → [⌈height / stride⌉, ⌈width / stride⌉, filters], zero-padded. */
export function convolution(
  name: string,
  filters: number,
  { kernel, stride = 1, bias = true }: Kernel,
): Layer {
  return {
    name,
    kind: 'Convolution',
    detail: kernelText(kernel, stride),
    settings: { kernel, stride, bias },
    place(source, [height = 1, width = 1, channels = 1]) {
      const shape = [kernel, kernel, channels, filters];
      const { weights, add } = affine<Tensor4D>(source, name, shape, filters, bias);
      return {
        output: [Math.ceil(height / stride), Math.ceil(width / stride), filters],
        apply: (x) => add(tf.conv2d(x as Tensor4D, weights, stride, 'same')),
      };
    },
  };
}

/**
 * [height, width, channels] → [height · stride, width · stride, filters]: computed as the gradient of a convolution.
 */
export function transposedConvolution(
  name: string,
  filters: number,
  { kernel, stride = 1, bias = true }: Kernel,
): Layer {
  return {
    name,
    kind: 'Transposed convolution',
    detail: kernelText(kernel, stride),
    settings: { kernel, stride, bias },
    place(source, [height = 1, width = 1, channels = 1]) {
      const shape = [kernel, kernel, filters, channels];
      const { weights, add } = affine<Tensor4D>(source, name, shape, filters, bias);
      const output = [height * stride, width * stride, filters] as const;
      return {
        output,
        apply: (x) =>
          add(tf.conv2dTranspose(x as Tensor4D, weights, [at(x.shape, 0), ...output], stride, 'same')),
      };
    },
  };
}

/**
 * Normalises each channel (for vectors, each unit) by the batch in training, by moving averages otherwise; Ioffe and
 * Szegedy 2015. average ← momentum · average + (1 − momentum) · batch.
 */
export function batchNormalization(
  name: string,
  { momentum = 0.99, epsilon = 1e-3 }: { momentum?: number; epsilon?: number } = {},
): Layer {
  return {
    name,
    kind: 'Batch normalisation',
    detail: `momentum ${String(momentum)}`,
    settings: { momentum, epsilon },
    place(source, input) {
      const channels = at(input, input.length - 1);
      const scale = source.filled(`${name}/scale`, [channels], 1) as Tensor1D;
      const offset = source.filled(`${name}/offset`, [channels], 0) as Tensor1D;
      const mean = source.average(`${name}/moving_mean`, [channels], 0);
      const variance = source.average(`${name}/moving_variance`, [channels], 1);
      const follow = (moving: Variable, batch: Tensor) => {
        moving.assign(tf.add(moving, tf.mul(tf.sub(batch, moving), 1 - momentum)));
      };
      return {
        output: input,
        apply(x, training) {
          if (training === null) return normalizeBy(x, mean, variance, scale, offset, epsilon);
          const images = input.length === 3 ? (x as Tensor4D) : tf.reshape<Rank.R4>(x, [-1, 1, 1, channels]);
          const normalized = normalizeBatch(images, scale, offset, epsilon);
          follow(mean, normalized.mean);
          follow(variance, normalized.variance);
          return tf.reshape(normalized.output, x.shape);
        },
      };
    },
  };
}

/**
 * Sets each value to zero with probability `rate` in training, and scales up the rest to preserve the mean; Srivastava
 * et al. 2014.
 * @param name name of its random stream: layers of a model with the same name drop the same values
 */
export function dropout(name: string, rate: number): Layer {
  return unweighted('Dropout', String(rate), {
    settings: { stream: name, rate },
    apply(x, training) {
      if (training === null || rate === 0) return x;
      const draws = training.random.uniform(`dropout/${training.pass}/${name}`, x.shape, 0, 1);
      return tf.mul(x, tf.mul(tf.cast(tf.greaterEqual(draws, rate), 'float32'), 1 / (1 - rate)));
    },
  });
}

/**
 * Adds N(0, standardDeviation²) to each value in training.
 * @param name name of its random stream: layers of a model with the same name add the same values
 */
export function gaussianNoise(name: string, standardDeviation: number): Layer {
  return unweighted('Gaussian noise', `σ ${String(standardDeviation)}`, {
    settings: { stream: name, standardDeviation },
    apply(x, training) {
      if (training === null || standardDeviation === 0) return x;
      const draws = training.random.normal(`noise/${training.pass}/${name}`, x.shape);
      return tf.add(x, tf.mul(draws, standardDeviation));
    },
  });
}

/** Repeats each pixel `factor` times in both directions. */
export function upsample(factor = 2): Layer {
  return unweighted('Upsampling', `×${String(factor)}`, {
    settings: { factor },
    output: ([height = 1, width = 1, channels = 1]) => [height * factor, width * factor, channels],
    apply: (x) => repeatPixels(x as Tensor4D, factor),
  });
}

/** The same values in another shape. @param shape without the batch; as many values as the input */
export function reshape(shape: Shape): Layer {
  return unweighted('Reshape', '', {
    output: () => shape,
    apply: (x) => tf.reshape(x, [-1, ...shape]),
  });
}

/** [...shape] → [the product of its sizes]. */
export function flatten(): Layer {
  return unweighted('Flatten', '', {
    output: (input) => [input.reduce((product, size) => product * size, 1)],
    apply: (x) => tf.reshape(x, [at(x.shape, 0), -1]),
  });
}

/**
 * [units] → [units / pieces]: the maximum of each group of `pieces` neighbours; Goodfellow et al. 2013, "Maxout
 * Networks".
 */
export function maxout(pieces: number): Layer {
  return unweighted('Maxout', `of ${String(pieces)}`, {
    settings: { pieces },
    output: ([units = 1]) => [units / pieces],
    apply: (x) => tf.max(tf.reshape(x, [at(x.shape, 0), -1, pieces]), 2),
  });
}

/** max(0, x). */
export const relu = (): Layer => unweighted('ReLU', '', { apply: (x) => tf.relu(x) });
/** x where it is positive, slope · x elsewhere; Maas et al. 2013, "Rectifier nonlinearities improve acoustic models". */
export const leakyRelu = (slope: number): Layer =>
  unweighted('Leaky ReLU', `slope ${String(slope)}`, {
    settings: { slope },
    apply: (x) => tf.leakyRelu(x, slope),
  });
/** log(1 + eˣ). */
export const softplus = (): Layer => unweighted('Softplus', '', { apply: (x) => tf.softplus(x) });
/** 1 / (1 + e⁻ˣ). */
export const sigmoid = (): Layer => unweighted('Sigmoid', '', { apply: (x) => tf.sigmoid(x) });
/** The hyperbolic tangent, from −1 to 1. */
export const tanh = (): Layer => unweighted('Tanh', '', { apply: (x) => tf.tanh(x) });

function unweighted(
  kind: string,
  detail: string,
  {
    settings = {},
    output = (input) => input,
    apply,
  }: { settings?: LayerSettings; output?: (input: Shape) => Shape; apply: PlacedLayer['apply'] },
): Layer {
  return {
    name: null,
    kind,
    settings,
    ...(detail === '' ? {} : { detail }),
    place: (_, input) => ({ output: output(input), apply }),
  };
}

/** The weights of a linear layer, and a function that adds its biases, one per output, if it has biases. */
function affine<Weights extends Tensor>(
  source: WeightSource,
  name: string,
  shape: Shape,
  outputs: number,
  bias: boolean,
): { weights: Weights; add: (x: Tensor) => Tensor } {
  const weights = source.weights(`${name}/weights`, shape) as Weights;
  if (!bias) return { weights, add: (x) => x };
  const biases = source.biases(`${name}/biases`, outputs, shape);
  return { weights, add: (x) => biasAdd(x, biases) };
}

function kernelText(kernel: number, stride: number): string {
  return `${String(kernel)}×${String(kernel)}${stride === 1 ? '' : `, stride ${String(stride)}`}`;
}

/** Normalises with given moments. */
function normalizeBy(
  x: Tensor,
  mean: Tensor,
  variance: Tensor,
  scale: Tensor,
  offset: Tensor,
  epsilon: number,
): Tensor {
  const factor = tf.mul(tf.rsqrt(tf.add(variance, epsilon)), scale);
  return tf.add(tf.mul(tf.sub(x, mean), factor), offset);
}
