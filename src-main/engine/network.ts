import { normalizeBatch } from './batch-normalization';
import { biasAdd } from './native-kernels';
import type { Random } from './random';
import { tf, type Tensor, type Tensor1D, type Tensor2D, type Tensor4D, type Variable } from './tensorflow';

/** A named set of weights, updated together: a generator, a discriminator, an encoder. */
export interface Network {
  readonly name: string;
  /** Trained, by name within the network, e.g. `hidden/weights`. */
  readonly variables: ReadonlyMap<string, Variable>;
  /** Assigned in a step, but not trained: moving averages of batch normalisation. */
  readonly averages: ReadonlyMap<string, Variable>;
}

export type Initializer = (stream: string, shape: readonly number[]) => Tensor;

/** N(0, deviation²). */
export function normalInitializer(random: Random, deviation: number): Initializer {
  return (stream, shape) => tf.mul(random.normal(stream, shape), deviation);
}

/**
 * U(−l, l) with l = √(6 / (fan in + fan out)): Glorot and Bengio 2010, eq. 16; Keras' default. A convolution's fans
 * count its kernel: shape [height, width, inputs, filters].
 */
export function glorotInitializer(random: Random): Initializer {
  return (stream, shape) => {
    const window = shape.slice(0, -2).reduce((product, size) => product * size, 1);
    const [inputs = 1, outputs = 1] = shape.slice(-2);
    const limit = Math.sqrt(6 / (window * (inputs + outputs)));
    return random.uniform(stream, shape, -limit, limit);
  };
}

export type Dense = (input: Tensor2D) => Tensor2D;
export type Convolution = (input: Tensor4D) => Tensor4D;

export interface ConvolutionShape {
  readonly inputs: number;
  readonly filters: number;
  /** Side of the square kernel. */
  readonly kernel: number;
  readonly stride?: number;
}

export interface NetworkBuilder extends Network {
  /** [batch, inputs] → [batch, units], before any activation. */
  dense(name: string, inputs: number, units: number): Dense;
  /** [batch, height, width, inputs] → [batch, ⌈height / stride⌉, ⌈width / stride⌉, filters]. */
  convolution(name: string, shape: ConvolutionShape): Convolution;
  /** [batch, height, width, inputs] → [batch, height · stride, width · stride, filters]. */
  transposedConvolution(name: string, shape: ConvolutionShape): Convolution;
  /** Normalises by the batch and keeps moving averages: average ← momentum · average + (1 − momentum) · batch. */
  batchNormalization(
    name: string,
    channels: number,
    options?: { momentum?: number; epsilon?: number },
  ): Convolution;
}

/** Starts a network whose layers take their weights from `initializer` and their biases from a constant. */
export function network(name: string, initializer: Initializer, bias = 0): NetworkBuilder {
  const variables = new Map<string, Variable>();
  const averages = new Map<string, Variable>();
  const add = <T extends Tensor>(key: string, value: Tensor, trainable = true): T => {
    const variable = tf.variable(value, trainable);
    value.dispose();
    (trainable ? variables : averages).set(key, variable);
    return variable as unknown as T;
  };
  const weightsOf = <T extends Tensor>(layer: string, shape: readonly number[]): T =>
    add<T>(
      `${layer}/weights`,
      tf.tidy(() => initializer(`${name}/${layer}`, shape)),
    );
  const biasesOf = (layer: string, units: number) => add<Tensor1D>(`${layer}/biases`, tf.fill([units], bias));

  return {
    name,
    variables,
    averages,
    dense(layer, inputs, units) {
      const weights = weightsOf<Tensor2D>(layer, [inputs, units]);
      const biases = biasesOf(layer, units);
      return (input) => biasAdd(tf.matMul(input, weights), biases);
    },
    convolution(layer, { inputs, filters, kernel, stride = 1 }) {
      const weights = weightsOf<Tensor4D>(layer, [kernel, kernel, inputs, filters]);
      const biases = biasesOf(layer, filters);
      return (input) => biasAdd(tf.conv2d(input, weights, stride, 'same'), biases);
    },
    transposedConvolution(layer, { inputs, filters, kernel, stride = 1 }) {
      const weights = weightsOf<Tensor4D>(layer, [kernel, kernel, filters, inputs]);
      const biases = biasesOf(layer, filters);
      return (input) => {
        const [batch, height, width] = input.shape;
        const shape: [number, number, number, number] = [batch, height * stride, width * stride, filters];
        return biasAdd(tf.conv2dTranspose(input, weights, shape, stride, 'same'), biases);
      };
    },
    batchNormalization(layer, channels, { momentum = 0.99, epsilon = 1e-3 } = {}) {
      const scale = add<Tensor1D>(`${layer}/scale`, tf.ones([channels]));
      const offset = add<Tensor1D>(`${layer}/offset`, tf.zeros([channels]));
      const movingMean = add<Variable>(`${layer}/moving_mean`, tf.zeros([channels]), false);
      const movingVariance = add<Variable>(`${layer}/moving_variance`, tf.ones([channels]), false);
      return (input) => {
        const { output, mean, variance } = normalizeBatch(input, scale, offset, epsilon);
        const average = (moving: Variable, batch: Tensor) => {
          moving.assign(tf.add(moving, tf.mul(tf.sub(batch, moving), 1 - momentum)));
        };
        average(movingMean, mean);
        average(movingVariance, variance);
        return output;
      };
    },
  };
}

/** Sets each value to zero with probability `rate` and scales the rest up, so that the mean stays; Srivastava et al. 2014. */
export function dropout<T extends Tensor>(input: T, rate: number, random: Random, stream: string): T {
  const kept = tf.greaterEqual(random.uniform(stream, input.shape, 0, 1), rate);
  return tf.mul<T>(input, tf.mul(tf.cast(kept, 'float32'), 1 / (1 - rate)));
}

/** Repeats each pixel `factor` times in both directions. */
export function upsample(input: Tensor4D, factor = 2): Tensor4D {
  const [, height, width] = input.shape;
  return tf.image.resizeNearestNeighbor(input, [height * factor, width * factor]);
}
