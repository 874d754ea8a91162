import type { TracedOp, TracedShape } from '../../engine/trace';
import { input, output } from '../traced-op';
import { bool, float, integer, list, text, type, type Attribute } from './attributes';

/** Adds to a graph what a kernel needs. */
export interface GraphBuilder {
  /** @returns the name of its output: `output`, or a new one */
  add(
    op: string,
    inputs: readonly string[],
    attributes?: Readonly<Record<string, Attribute>>,
    output?: string,
  ): string;
  integers(values: readonly number[]): string;
  scalar(value: number, dtype: 'float32' | 'int32'): string;
  /** Sizes of a value; null where a size is the batch. */
  shapeOf(value: string): TracedShape;
}

/** Adds the nodes of one operation, whose result they name as the operation does. */
type Translate = (op: TracedOp, graph: GraphBuilder) => void;

/** TensorFlow's operation with the same meaning. @param names of the kernel's inputs, in the operation's order */
const same =
  (operation: string, ...names: string[]): Translate =>
  (op, graph) => {
    const inputs = names.map((name) => input(op, name));
    graph.add(operation, inputs, { T: type('float32') }, output(op));
  };

const pair = (value: unknown): [number, number] =>
  Array.isArray(value) ? (value as [number, number]) : [Number(value), Number(value)];

const windowAttributes = ({ kernel, attributes: { strides, pad } }: TracedOp) => {
  if (pad !== 'same')
    throw new Error(`${kernel} with the padding ${String(pad)} has no translation into TensorFlow.js.`);
  return {
    strides: list([1, ...pair(strides), 1]),
    dilations: list([1, 1, 1, 1]),
    padding: text('SAME'),
    data_format: text('NHWC'),
  };
};

const transposedConvolution: Translate = (op, graph) => {
  const dy = input(op, 'dy');
  const [, ...sizes] = graph.shapeOf(output(op));
  const start = graph.integers([0]);
  const one = graph.integers([1]);
  const batch = graph.add('StridedSlice', [graph.add('Shape', [dy]), start, one, one], {
    shrink_axis_mask: integer(1),
  });
  const known = sizes.map((size) => graph.scalar(size ?? 1, 'int32'));
  const shape = graph.add('Pack', [batch, ...known], { N: integer(4), axis: integer(0) });
  graph.add('Conv2DBackpropInput', [shape, input(op, 'filter'), dy], windowAttributes(op), output(op));
};

/** A reduction along axes: one, several, or all. @param attribute of the kernel with the axes */
const reduction =
  (operation: string, attribute: string): Translate =>
  (op, graph) => {
    const x = input(op, 'x');
    const given = op.attributes[attribute];
    const axes = Array.isArray(given)
      ? (given as number[])
      : typeof given === 'number'
        ? [given]
        : graph.shapeOf(x).map((_, axis) => axis);
    const keepDims = bool(op.attributes['keepDims'] === true);
    graph.add(operation, [x, graph.integers(axes)], { keep_dims: keepDims }, output(op));
  };

/** tfjs' kernels by their names. */
export const KERNELS: Readonly<Record<string, Translate>> = {
  Add: same('AddV2', 'a', 'b'),
  BatchMatMul: (op, graph) => {
    const { transposeA, transposeB } = op.attributes;
    const attributes = { transpose_a: bool(transposeA === true), transpose_b: bool(transposeB === true) };
    graph.add('MatMul', [input(op, 'a'), input(op, 'b')], attributes, output(op));
  },
  BiasAdd: same('AddV2', 'x', 'bias'),
  Cast: (op, graph) => {
    graph.add('Cast', [input(op, 'x')], { DstT: type('float32') }, output(op));
  },
  Concat: (op, graph) => {
    const values = Object.values(op.inputs);
    const axis = graph.scalar(Number(op.attributes['axis']), 'int32');
    graph.add('ConcatV2', [...values, axis], { N: integer(values.length) }, output(op));
  },
  Conv2D: (op, graph) => {
    graph.add('Conv2D', [input(op, 'x'), input(op, 'filter')], windowAttributes(op), output(op));
  },
  Conv2DBackpropInput: transposedConvolution,
  Exp: same('Exp', 'x'),
  Identity: same('Identity', 'x'),
  LeakyRelu: (op, graph) => {
    graph.add('LeakyRelu', [input(op, 'x')], { alpha: float(Number(op.attributes['alpha'])) }, output(op));
  },
  Log: same('Log', 'x'),
  Max: reduction('Max', 'reductionIndices'),
  Multiply: same('Mul', 'a', 'b'),
  OneHot: (op, graph) => {
    const { depth = 1, onValue = 1, offValue = 0 } = op.attributes as Record<string, number>;
    const values = [graph.scalar(onValue, 'float32'), graph.scalar(offValue, 'float32')];
    const inputs = [input(op, 'indices'), graph.scalar(depth, 'int32'), ...values];
    graph.add('OneHot', inputs, { axis: integer(-1), T: type('float32') }, output(op));
  },
  RealDiv: same('RealDiv', 'a', 'b'),
  Relu: same('Relu', 'x'),
  Reshape: (op, graph) => {
    const sizes = graph.integers(graph.shapeOf(output(op)).map((size) => size ?? -1));
    graph.add('Reshape', [input(op, 'x'), sizes], {}, output(op));
  },
  ResizeNearestNeighbor: (op, graph) => {
    const sizes = graph.integers(op.attributes['size'] as number[]);
    const attributes = { align_corners: bool(false), half_pixel_centers: bool(false) };
    graph.add('ResizeNearestNeighbor', [input(op, 'images'), sizes], attributes, output(op));
  },
  Rsqrt: same('Rsqrt', 'x'),
  Sigmoid: same('Sigmoid', 'x'),
  Softmax: same('Softmax', 'logits'),
  Softplus: same('Softplus', 'x'),
  Sqrt: same('Sqrt', 'x'),
  Square: same('Square', 'x'),
  Sub: same('Sub', 'a', 'b'),
  Sum: reduction('Sum', 'axis'),
  Tanh: same('Tanh', 'x'),
};
