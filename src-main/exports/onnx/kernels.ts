import type { TracedOp } from '../../engine/trace';
import { input, output } from '../traced-op';
import { ELEMENT, type OnnxNode } from './model';

/** Adds to a graph what a kernel needs. */
export interface GraphBuilder {
  /** @returns the name of its output: `output`, or a new one */
  add(op: string, inputs: readonly string[], attributes?: OnnxNode['attributes'], output?: string): string;
  integers(values: readonly number[]): string;
  floats(values: readonly number[]): string;
  /** Transposes a value; a constant is rearranged here, so that nothing is left to compute. */
  transposed(value: string, order: readonly number[]): string;
  /** Sizes of a value; null where a size is the batch. */
  shapeOf(value: string): readonly (number | null)[];
}

/** Adds the nodes of one operation, whose result they name as the operation does. */
type Translate = (op: TracedOp, graph: GraphBuilder) => void;

/** An operator with the same meaning. @param names of the kernel's inputs, in the operator's order */
const same =
  (operator: string, ...names: string[]): Translate =>
  (op, graph) => {
    graph.add(
      operator,
      names.map((name) => input(op, name)),
      {},
      output(op),
    );
  };

/** Axes from the last, as the attribute of a reduction has them: one, several, or all. */
function axesOf(value: unknown, rank: number): number[] {
  if (typeof value === 'number') return [value];
  return Array.isArray(value) ? (value as number[]) : Array.from({ length: rank }, (_, axis) => axis);
}

/** Images are [n, height, width, channels] here, and [n, channels, height, width] in ONNX. */
const TO_PLANES = [0, 3, 1, 2];
const TO_PIXELS = [0, 2, 3, 1];

/** A side of a kernel's padding `same`, as TensorFlow has it: of an odd number, the larger half is at the end. */
function padding(large: number, small: number, kernel: number, stride: number) {
  const total = (small - 1) * stride + kernel - large;
  const begin = Math.floor(Math.max(0, total) / 2);
  // Where the stride is larger than the kernel, a transposed convolution leaves pixels at the end that none reaches.
  return { begin, end: Math.max(0, total) - begin, beyond: Math.max(0, -total) };
}

interface Window {
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
}

function windowOf(op: TracedOp, graph: GraphBuilder): Window {
  const [height = 1, width = 1] = graph.shapeOf(input(op, 'filter'));
  const { strides, pad } = op.attributes as { strides: number | [number, number]; pad: unknown };
  if (pad !== 'same')
    throw new Error(`${op.kernel} with the padding ${String(pad)} has no translation into ONNX.`);
  return {
    kernel: [height ?? 1, width ?? 1],
    strides: Array.isArray(strides) ? strides : [strides, strides],
  };
}

/** @param large the value before a convolution, @param small the one after it */
function convolutionAttributes(
  { kernel, strides }: Window,
  graph: GraphBuilder,
  large: string,
  small: string,
) {
  const sides = [0, 1].map((side) =>
    padding(
      graph.shapeOf(large)[side + 1] ?? 1,
      graph.shapeOf(small)[side + 1] ?? 1,
      kernel[side] ?? 1,
      strides[side] ?? 1,
    ),
  );
  return {
    shared: {
      kernel_shape: kernel,
      strides,
      pads: [...sides.map(({ begin }) => begin), ...sides.map(({ end }) => end)],
    },
    beyond: sides.map((side) => side.beyond),
  };
}

const convolution: Translate = (op, graph) => {
  const x = input(op, 'x');
  const { shared } = convolutionAttributes(windowOf(op, graph), graph, x, output(op));
  const filters = graph.transposed(input(op, 'filter'), [3, 2, 0, 1]);
  const planes = graph.add('Conv', [graph.transposed(x, TO_PLANES), filters], shared);
  graph.add('Transpose', [planes], { perm: TO_PIXELS }, output(op));
};

const transposedConvolution: Translate = (op, graph) => {
  const dy = input(op, 'dy');
  const { shared, beyond } = convolutionAttributes(windowOf(op, graph), graph, output(op), dy);
  // [height, width, filters, channels] → [channels, filters, height, width]
  const filters = graph.transposed(input(op, 'filter'), [3, 2, 0, 1]);
  const attributes = { ...shared, output_padding: beyond };
  const planes = graph.add('ConvTranspose', [graph.transposed(dy, TO_PLANES), filters], attributes);
  graph.add('Transpose', [planes], { perm: TO_PIXELS }, output(op));
};

const matMul: Translate = (op, graph) => {
  const { transposeA, transposeB } = op.attributes;
  const operand = (name: string, isTransposed: unknown) =>
    isTransposed === true ? graph.transposed(input(op, name), [1, 0]) : input(op, name);
  graph.add('MatMul', [operand('a', transposeA), operand('b', transposeB)], {}, output(op));
};

const reshape: Translate = (op, graph) => {
  const shape = graph.shapeOf(output(op)).map((size) => size ?? -1);
  graph.add('Reshape', [input(op, 'x'), graph.integers(shape)], {}, output(op));
};

const concat: Translate = (op, graph) => {
  graph.add('Concat', Object.values(op.inputs), { axis: Number(op.attributes['axis']) }, output(op));
};

const sum: Translate = (op, graph) => {
  const x = input(op, 'x');
  const axes = graph.integers(axesOf(op.attributes['axis'], graph.shapeOf(x).length));
  graph.add('ReduceSum', [x, axes], { keepdims: op.attributes['keepDims'] === true ? 1 : 0 }, output(op));
};

const max: Translate = (op, graph) => {
  const x = input(op, 'x');
  const axes = axesOf(op.attributes['reductionIndices'], graph.shapeOf(x).length);
  graph.add('ReduceMax', [x], { axes, keepdims: op.attributes['keepDims'] === true ? 1 : 0 }, output(op));
};

const resize: Translate = (op, graph) => {
  const images = input(op, 'images');
  const [, height = 1, width = 1] = graph.shapeOf(images);
  const [newHeight = 1, newWidth = 1] = op.attributes['size'] as number[];
  const scales = graph.floats([1, newHeight / (height ?? 1), newWidth / (width ?? 1), 1]);
  const nearest = { mode: 'nearest', coordinate_transformation_mode: 'asymmetric', nearest_mode: 'floor' };
  graph.add('Resize', [images, '', scales], nearest, output(op));
};

/** As numbers with a fraction, which all uses of it in the models are cast to. */
const oneHot: Translate = (op, graph) => {
  const { depth, onValue, offValue } = op.attributes as Record<string, number>;
  const values = graph.floats([offValue ?? 0, onValue ?? 1]);
  graph.add('OneHot', [input(op, 'indices'), graph.integers([depth ?? 1]), values], { axis: -1 }, output(op));
};

/** tfjs' kernels by their names. */
export const KERNELS: Readonly<Record<string, Translate>> = {
  Add: same('Add', 'a', 'b'),
  BatchMatMul: matMul,
  BiasAdd: same('Add', 'x', 'bias'),
  Cast: (op, graph) => {
    graph.add('Cast', [input(op, 'x')], { to: ELEMENT.float32 }, output(op));
  },
  Concat: concat,
  Conv2D: convolution,
  Conv2DBackpropInput: transposedConvolution,
  Exp: same('Exp', 'x'),
  Identity: same('Identity', 'x'),
  LeakyRelu: (op, graph) => {
    const alpha = { float: Number(op.attributes['alpha']) };
    graph.add('LeakyRelu', [input(op, 'x')], { alpha }, output(op));
  },
  Log: same('Log', 'x'),
  Max: max,
  Multiply: same('Mul', 'a', 'b'),
  OneHot: oneHot,
  RealDiv: same('Div', 'a', 'b'),
  Relu: same('Relu', 'x'),
  Reshape: reshape,
  ResizeNearestNeighbor: resize,
  Rsqrt: (op, graph) => {
    graph.add('Reciprocal', [graph.add('Sqrt', [input(op, 'x')])], {}, output(op));
  },
  Sigmoid: same('Sigmoid', 'x'),
  Softmax: (op, graph) => {
    graph.add('Softmax', [input(op, 'logits')], { axis: -1 }, output(op));
  },
  Softplus: same('Softplus', 'x'),
  Sqrt: same('Sqrt', 'x'),
  Square: (op, graph) => {
    graph.add('Mul', [input(op, 'x'), input(op, 'x')], {}, output(op));
  },
  Sub: same('Sub', 'a', 'b'),
  Sum: sum,
  Tanh: same('Tanh', 'x'),
};
