import { at } from '../../contract/at';
import type { TracedConstant, TracedOp } from '../../engine/trace';
import { outputOf, type LayerBuilder, type NewLayer, type Translate } from './graph';

const input = ({ kernel, inputs }: TracedOp, name: string): string => {
  const found = inputs[name];
  if (found === undefined) throw new Error(`${kernel} was traced without ${name}.`);
  return found;
};

/** Keras' own operations, of which `keras.ops` makes such graphs; a model that has them opens in Keras 3 only. */
const OPERATIONS = 'keras.src.ops.numpy';

const layerOf =
  (className: string, name: string, config: NewLayer['config'] = {}): Translate =>
  (op, builder) => {
    builder.add(op, { className, config, inputs: [input(op, name)] });
  };

const activation = (name: string, from = 'x'): Translate => layerOf('Activation', from, { activation: name });
const operation =
  (className: string, name: string): Translate =>
  (op, builder) => {
    builder.add(op, { className, module: OPERATIONS, inputs: [input(op, name)] });
  };

/** Adds a layer with weights, and with the biases that are added to its output. */
function addWeighted(op: TracedOp, builder: LayerBuilder, layer: NewLayer, kernel: TracedConstant): void {
  const next = builder.onlyConsumer(outputOf(op));
  const isSum = next?.kernel === 'BiasAdd' || next?.kernel === 'Add';
  const operand = isSum ? Object.values(next.inputs).find((value) => value !== outputOf(op)) : undefined;
  const biases = operand === undefined ? null : builder.constant(operand);
  const hasBias = next !== null && biases?.shape.length === 1;
  const weights = hasBias ? [kernel, biases] : [kernel];
  const config = { ...layer.config, use_bias: hasBias };
  builder.add(op, { ...layer, config, weights }, hasBias ? [next] : []);
}

const matMul: Translate = (op, builder) => {
  const weights = builder.constant(input(op, 'b'));
  const { transposeA, transposeB } = op.attributes;
  if (weights === null || transposeA === true || transposeB === true)
    throw new Error('A product of computed matrices has no translation into Keras.');
  const config = { units: at(weights.shape, 1) };
  const layer = { className: 'Dense', config, inputs: [input(op, 'a')], namedAfter: input(op, 'b') };
  addWeighted(op, builder, layer, weights);
};

/** @param filters the axis of the kernel with the number of filters */
const convolution =
  (className: string, from: string, filters: number): Translate =>
  (op, builder) => {
    const kernel = builder.constant(input(op, 'filter'));
    const { strides, pad } = op.attributes;
    if (kernel === null || pad !== 'same') throw new Error(`${op.kernel} has no translation into Keras.`);
    const config = {
      filters: at(kernel.shape, filters),
      kernel_size: kernel.shape.slice(0, 2),
      strides: Array.isArray(strides) ? (strides as unknown[]) : [strides, strides],
      padding: 'same',
    };
    const layer = { className, config, inputs: [input(op, from)], namedAfter: input(op, 'filter') };
    addWeighted(op, builder, layer, kernel);
  };

/** x ↦ factor · x + term, for each value of the last axis or for all. */
interface Affine {
  readonly factor: readonly number[];
  readonly term: readonly number[];
}

/** A constant operand and the other one, of an operation of two; null if both are computed. */
function constantOperand(op: TracedOp, builder: LayerBuilder) {
  const [a, b] = [input(op, 'a'), input(op, 'b')];
  const [first, second] = [builder.constant(a), builder.constant(b)];
  if (second !== null) return { value: a, constant: second, isFirst: false };
  return first === null ? null : { value: b, constant: first, isFirst: true };
}

function combined(
  one: readonly number[],
  other: readonly number[],
  by: (a: number, b: number) => number,
): number[] {
  const length = Math.max(one.length, other.length);
  return Array.from({ length }, (_, i) => by(at(one, i % one.length), at(other, i % other.length)));
}

const AFFINE: Readonly<Record<string, (before: Affine, by: readonly number[], isFirst: boolean) => Affine>> =
  {
    Add: ({ factor, term }, by) => ({ factor, term: combined(term, by, (a, b) => a + b) }),
    BiasAdd: ({ factor, term }, by) => ({ factor, term: combined(term, by, (a, b) => a + b) }),
    Sub: ({ factor, term }, by, isFirst) => {
      const sign = isFirst ? -1 : 1;
      return {
        factor: factor.map((value) => sign * value),
        term: combined(term, by, (a, b) => sign * (a - b)),
      };
    },
    Multiply: ({ factor, term }, by) => ({
      factor: combined(factor, by, (a, b) => a * b),
      term: combined(term, by, (a, b) => a * b),
    }),
    RealDiv: ({ factor, term }, by, isFirst) => {
      if (isFirst) throw new Error('A quotient by a computed value has no translation into Keras.');
      return {
        factor: combined(factor, by, (a, b) => a / b),
        term: combined(term, by, (a, b) => a / b),
      };
    },
  };

const EPSILON = 1e-3;

/** Scales and shifts: a chain of these operations with constants becomes one layer, also a batch normalisation. */
const affine: Translate = (op, builder) => {
  const found = constantOperand(op, builder);
  if (found === null) {
    const inputs = [input(op, 'a'), input(op, 'b')];
    if (op.kernel === 'Multiply') builder.add(op, { className: 'Multiply', inputs, takesList: true });
    else {
      const className = op.kernel === 'Sub' ? 'Subtract' : 'Add';
      builder.add(op, { className, module: OPERATIONS, inputs });
    }
    return;
  }
  let scale: Affine = { factor: [1], term: [0] };
  const chain: TracedOp[] = [];
  for (let next: TracedOp | null = op; next !== null; next = builder.onlyConsumer(outputOf(next))) {
    const change = AFFINE[next.kernel];
    const operand = change === undefined ? null : constantOperand(next, builder);
    if (change === undefined || operand === null) break;
    scale = change(scale, [...operand.constant.values], operand.isFirst);
    chain.push(next);
  }
  const [, ...others] = chain;
  const { factor, term } = scale;
  if (factor.length === 1 && term.length === 1) {
    const config = { scale: at(factor, 0), offset: at(term, 0) };
    builder.add(op, { className: 'Rescaling', config, inputs: [found.value] }, others);
    return;
  }
  const channels = Math.max(factor.length, term.length);
  const weight = (valueAt: (i: number) => number): TracedConstant => ({
    shape: [channels],
    values: Float32Array.from({ length: channels }, (_, i) => valueAt(i)),
  });
  const weights = [
    weight((i) => at(factor, i % factor.length)),
    weight((i) => at(term, i % term.length)),
    weight(() => 0),
    weight(() => 1 - EPSILON),
  ];
  const config = { axis: -1, epsilon: EPSILON };
  builder.add(op, { className: 'BatchNormalization', config, inputs: [found.value], weights }, others);
};

const reduction =
  (className: string, attribute: string): Translate =>
  (op, builder) => {
    const config = { axis: op.attributes[attribute], keepdims: op.attributes['keepDims'] === true };
    builder.add(op, { className, module: OPERATIONS, config, inputs: [input(op, 'x')] });
  };

/** tfjs' kernels by their names. */
export const KERNELS: Readonly<Record<string, Translate>> = {
  Add: affine,
  BatchMatMul: matMul,
  BiasAdd: affine,
  Cast: (op, builder) => {
    builder.same(op, input(op, 'x'));
  },
  Concat: (op, builder) => {
    const axis = Number(op.attributes['axis']);
    builder.add(op, {
      className: 'Concatenate',
      config: { axis },
      inputs: Object.values(op.inputs),
      takesList: true,
    });
  },
  Conv2D: convolution('Conv2D', 'x', 3),
  Conv2DBackpropInput: convolution('Conv2DTranspose', 'dy', 2),
  Exp: operation('Exp', 'x'),
  Identity: (op, builder) => {
    builder.same(op, input(op, 'x'));
  },
  LeakyRelu: (op, builder) => {
    const config = { negative_slope: Number(op.attributes['alpha']) };
    builder.add(op, { className: 'LeakyReLU', config, inputs: [input(op, 'x')] });
  },
  Log: operation('Log', 'x'),
  Max: reduction('Max', 'reductionIndices'),
  Multiply: affine,
  OneHot: (op, builder) => {
    const config = { num_tokens: Number(op.attributes['depth']), output_mode: 'one_hot' };
    builder.add(op, { className: 'CategoryEncoding', config, inputs: [input(op, 'indices')] });
  },
  RealDiv: affine,
  Relu: layerOf('ReLU', 'x'),
  Reshape: (op, builder) => {
    const [batch, ...sizes] = builder.trace.shapes.get(outputOf(op)) ?? [];
    if (batch !== null) throw new Error('A reshape of the batch has no translation into Keras.');
    builder.add(op, { className: 'Reshape', config: { target_shape: sizes }, inputs: [input(op, 'x')] });
  },
  ResizeNearestNeighbor: (op, builder) => {
    const [, height, width] = builder.trace.shapes.get(input(op, 'images')) ?? [];
    const [newHeight = 1, newWidth = 1] = op.attributes['size'] as number[];
    const config = { size: [newHeight / (height ?? 1), newWidth / (width ?? 1)], interpolation: 'nearest' };
    builder.add(op, { className: 'UpSampling2D', config, inputs: [input(op, 'images')] });
  },
  Sigmoid: activation('sigmoid'),
  Softmax: activation('softmax', 'logits'),
  Softplus: activation('softplus'),
  Sub: affine,
  Sum: reduction('Sum', 'axis'),
  Tanh: activation('tanh'),
};
