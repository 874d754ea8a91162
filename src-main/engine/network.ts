import { biasAdd } from './native-kernels';
import type { Random } from './random';
import { tf, type Tensor2D, type Variable } from './tensorflow';

/** A named set of weights, updated together: a generator, a discriminator, an encoder. */
export interface Network {
  readonly name: string;
  /** By name within the network, e.g. `hidden/weights`. */
  readonly variables: ReadonlyMap<string, Variable>;
}

export type Initializer = (stream: string, shape: readonly number[]) => ReturnType<Random['normal']>;

/** N(0, deviation²). */
export function normalInitializer(random: Random, deviation: number): Initializer {
  return (stream, shape) => tf.mul(random.normal(stream, shape), deviation);
}

/** U(−l, l) with l = √(6 / (fan in + fan out)): Glorot and Bengio 2010, eq. 16; Keras' default. */
export function glorotInitializer(random: Random): Initializer {
  return (stream, shape) => {
    const limit = Math.sqrt(6 / ((shape[0] ?? 1) + (shape[1] ?? 1)));
    return random.uniform(stream, shape, -limit, limit);
  };
}

export interface Dense {
  /** [batch, inputs] → [batch, units], before any activation. */
  (input: Tensor2D): Tensor2D;
}

export interface NetworkBuilder extends Network {
  dense(name: string, inputs: number, units: number): Dense;
}

/** Starts a network whose layers take their weights from `initializer` and their biases from a constant. */
export function network(name: string, initializer: Initializer, bias = 0): NetworkBuilder {
  const variables = new Map<string, Variable>();
  const add = (key: string, value: ReturnType<Initializer>): Variable => {
    const variable = tf.variable(value);
    value.dispose();
    variables.set(key, variable);
    return variable;
  };
  return {
    name,
    variables,
    dense(layer, inputs, units) {
      const weights = add(
        `${layer}/weights`,
        tf.tidy(() => initializer(`${name}/${layer}`, [inputs, units])),
      );
      const biases = add(`${layer}/biases`, tf.fill([units], bias));
      return (input) => biasAdd(tf.matMul(input, weights as unknown as Tensor2D), biases);
    },
  };
}
