import type { LayerSummary, StackSummary } from '../contract/network';
import { nameOf, shapeOf, type ExternalInput, type Merge, type StackOutput } from './merge';
import type { Initializer, Layer, LayerSettings, PlacedLayer, Shape, TrainingPass } from './layers';
import type { Random } from './random';
import { tf, type Rank, type Tensor, type Tensor2D, type Variable } from './tensorflow';

/** Receives the activations of the first layer of each stack, if anything waits for them. */
let onFirstActivations: ((activations: Tensor) => void) | null = null;

/**
 * Returns the activations, before its nonlinearity, of the first layer with weights that `work` applies to what differs
 * from item to item. The embedding of a class, which a conditional generator may apply before, is the same for all.
 * @returns [batch, units]
 * @throws Error if `work` applies no stack
 */
export function firstActivations(work: () => Tensor): Tensor2D {
  let found: Tensor2D | null = null;
  let differ = false;
  onFirstActivations = (activations) => {
    if (differ) return;
    const rows = tf.reshape<Rank.R2>(activations, [activations.shape[0] ?? 1, -1]);
    differ = differFromRowToRow(rows);
    if (differ || found === null) found = rows;
  };
  try {
    work();
  } finally {
    onFirstActivations = null;
  }
  if (found === null) throw new Error('No network was applied.');
  return found;
}

const differFromRowToRow = (rows: Tensor2D): boolean =>
  tf.tidy(() => tf.any(tf.notEqual(rows, tf.slice(rows, [0, 0], [1, -1]))).dataSync()[0] === 1);

/** A named set of weights, updated together: a generator, a discriminator, an encoder. */
export interface Network {
  readonly name: string;
  /** Trained weights, by name within the network, e.g. `hidden/weights`. */
  readonly variables: ReadonlyMap<string, Variable>;
  /** Updated in a step, but not by the optimiser: moving averages of batch normalisation. */
  readonly averages: ReadonlyMap<string, Variable>;
  readonly stacks: readonly StackSummary[];
  /** The same as `stacks`, for programs that build the same network. */
  readonly plan: readonly PlannedStack[];
}

export interface PlannedStack {
  readonly name: string;
  readonly layers: readonly PlannedLayer[];
}

export interface PlannedLayer {
  readonly name: string | null;
  readonly kind: string;
  readonly settings: LayerSettings;
  /** Sizes of one example. */
  readonly input: Shape;
  readonly output: Shape;
}

/** Layers in sequence, [batch, …sizes] → [batch, …sizes]; in training if a pass is given. */
export interface Stack extends StackOutput {
  (input: Tensor, training?: TrainingPass): Tensor2D;
}

/** N(0, standardDeviation²). */
export function normalInitializer(random: Random, standardDeviation: number): Initializer {
  return (stream, shape) => tf.mul(random.normal(stream, shape), standardDeviation);
}

/**
 * U(−l, l) with l = √(6 / (fan in + fan out)): Glorot and Bengio 2010, eq. 16; Keras' default. The fans of a
 * convolution include its kernel: shape [height, width, inputs, filters].
 */
export function glorotInitializer(random: Random): Initializer {
  return (stream, shape) => {
    const window = shape.slice(0, -2).reduce((product, size) => product * size, 1);
    const [inputs = 1, outputs = 1] = shape.slice(-2);
    const limit = Math.sqrt(6 / (window * (inputs + outputs)));
    return random.uniform(stream, shape, -limit, limit);
  };
}

/**
 * Draws the initial biases of a layer; the name of the stream is theirs. @param weights shape of the layer's weights
 */
export type BiasInitializer = (stream: string, outputs: number, weights: Shape) => Tensor;

/** PyTorch's initial weights and biases of dense layers: U(−l, l) with l = 1 / √(fan in). */
export function pytorchInitializers(random: Random): { weights: Initializer; biases: BiasInitializer } {
  const draw = (stream: string, shape: Shape, [inputs = 1]: Shape) =>
    random.uniform(stream, shape, -1 / Math.sqrt(inputs), 1 / Math.sqrt(inputs));
  return {
    weights: (stream, shape) => draw(stream, shape, shape),
    biases: (stream, outputs, weights) => draw(stream, [outputs], weights),
  };
}

/** Layers that take a merge of two inputs. */
export interface MergingStack extends StackOutput {
  (first: Tensor, second: Tensor, training?: TrainingPass): Tensor2D;
}

export interface NetworkBuilder extends Network {
  /**
   * Places layers in sequence.
   * @param from a stack of this network, an external input, or a merge of two of these
   */
  stack(name: string, from: StackOutput | ExternalInput, layers: readonly Layer[]): Stack;
  stack(name: string, from: Merge, layers: readonly Layer[]): MergingStack;
}

/** Creates a network whose layers take their weights from `initializer`. @param bias a constant, or an initialiser */
export function network(
  name: string,
  initializer: Initializer,
  bias: number | BiasInitializer = 0,
): NetworkBuilder {
  const variables = new Map<string, Variable>();
  const averages = new Map<string, Variable>();
  const stacks: StackSummary[] = [];
  const plan: PlannedStack[] = [];
  const add = (into: Map<string, Variable>, key: string, value: Tensor): Variable => {
    if (variables.has(key) || averages.has(key)) throw new Error(`${name} has two weights called ${key}.`);
    const variable = tf.variable(value, into === variables);
    value.dispose();
    into.set(key, variable);
    return variable;
  };
  const source = {
    weights: (key: string, shape: Shape, own = initializer) =>
      add(
        variables,
        key,
        tf.tidy(() => own(`${name}/${key.replace(/\/weights$/, '')}`, shape)),
      ),
    biases: (key: string, outputs: number, weights: Shape) => {
      const value =
        typeof bias === 'number'
          ? tf.fill([outputs], bias)
          : tf.tidy(() => bias(`${name}/${key}`, outputs, weights));
      return add(variables, key, value);
    },
    filled: (key: string, shape: Shape, value: number) => add(variables, key, tf.fill([...shape], value)),
    average: (key: string, shape: Shape, value: number) => add(averages, key, tf.fill([...shape], value)),
  };
  const size = () =>
    [...variables.values(), ...averages.values()].reduce((sum, variable) => sum + variable.size, 0);

  return {
    name,
    variables,
    averages,
    stacks,
    plan,
    stack: ((title: string, from: StackOutput | ExternalInput | Merge, layers: readonly Layer[]) => {
      const placed: PlacedLayer[] = [];
      const summaries: LayerSummary[] = [];
      const planned: PlannedLayer[] = [];
      let output = shapeOf(from);
      for (const layer of layers) {
        const before = size();
        const input = output;
        const one = layer.place(source, output);
        output = one.output;
        placed.push(one);
        const { name: layerName, kind, detail = '', settings = {} } = layer;
        planned.push({ name: layerName, kind, settings, input, output });
        summaries.push({ name: layerName, kind, detail, output, parameters: size() - before });
      }
      stacks.push({ name: title, ...sourceOf(from), layers: summaries });
      plan.push({ name: title, layers: planned });
      const firstWeighted = summaries.findIndex(({ parameters }) => parameters > 0);
      const apply = (x: Tensor, training: TrainingPass | null = null) =>
        placed.reduce((value, layer, index) => {
          const activations = layer.apply(value, training);
          if (index === firstWeighted) onFirstActivations?.(activations);
          return activations;
        }, x) as Tensor2D;
      const call =
        'operands' in from
          ? (first: Tensor, second: Tensor, training?: TrainingPass) =>
              apply(from.apply(first, second), training)
          : apply;
      return Object.assign(call, { title, output });
    }) as NetworkBuilder['stack'],
  };
}

/**
 * Layers with given weights, as tensors by name, so that the output is differentiable with respect to what the weights
 * were computed from, such as an update. For layers without moving averages.
 * @param input sizes of one example
 */
export function withWeights(
  layers: readonly Layer[],
  input: Shape,
  weights: ReadonlyMap<string, Tensor>,
): (x: Tensor) => Tensor2D {
  const find = (key: string): Tensor => {
    const found = weights.get(key);
    if (found === undefined) throw new Error(`There is no weight ${key}.`);
    return found;
  };
  const average = (key: string): never => {
    throw new Error(`${key} is a moving average.`);
  };
  const placed: PlacedLayer[] = [];
  let shape = input;
  for (const layer of layers) {
    const one = layer.place({ weights: find, biases: find, filled: find, average }, shape);
    shape = one.output;
    placed.push(one);
  }
  return (x) => placed.reduce((value, layer) => layer.apply(value, null), x) as Tensor2D;
}

function sourceOf(
  from: StackOutput | ExternalInput | Merge,
): Pick<StackSummary, 'from' | 'input' | 'joined'> {
  if (!('operands' in from)) return { from: nameOf(from), input: shapeOf(from) };
  const [first, second] = from.operands;
  return {
    from: nameOf(first),
    input: from.shape,
    joined: { stack: nameOf(second), by: from.operation, own: shapeOf(first), other: shapeOf(second) },
  };
}
