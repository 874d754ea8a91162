import type { Trace, TracedConstant } from '../../engine/trace';
import { KERNELS, type GraphBuilder } from './kernels';
import { ELEMENT, type OnnxAttribute, type OnnxGraph, type OnnxNode, type OnnxTensor } from './model';

/**
 * Translates a traced computation into a graph of ONNX.
 * @throws Error for a kernel that has no translation
 */
export function onnxGraph(name: string, { inputs, outputs, ops, constants, shapes }: Trace): OnnxGraph {
  const nodes: OnnxNode[] = [];
  const tensors = new Map<string, OnnxTensor>();
  const shapeOf = (value: string) => shapes.get(value) ?? [];

  const literal = (key: string, shape: readonly number[], values: OnnxTensor['values']): string => {
    if (!tensors.has(key)) tensors.set(key, { name: key, shape, values });
    return key;
  };
  /** Declares a constant of the computation where it is used. */
  const used = (value: string): string => {
    const constant = constants.get(value);
    return constant === undefined ? value : literal(value, constant.shape, floatsOf(constant));
  };
  const add = (
    op: string,
    from: readonly string[],
    attributes: Readonly<Record<string, OnnxAttribute>> = {},
    output = `node_${String(nodes.length)}`,
  ): string => {
    nodes.push({ op, inputs: from.map(used), output, attributes });
    return output;
  };
  const builder: GraphBuilder = {
    add,
    shapeOf,
    integers: (values) =>
      literal(`integers_${values.join('_')}`, [values.length], BigInt64Array.from(values, BigInt)),
    floats: (values) => literal(`floats_${values.join('_')}`, [values.length], Float32Array.from(values)),
    transposed(value, order) {
      const constant = constants.get(value);
      if (constant === undefined) return add('Transpose', [value], { perm: order });
      const shape = order.map((axis) => constant.shape[axis] ?? 1);
      return literal(`${value}/transposed_${order.join('')}`, shape, rearranged(constant, order));
    },
  };

  for (const op of ops) {
    const translate = KERNELS[op.kernel];
    if (translate === undefined) throw new Error(`${op.kernel} has no translation into ONNX.`);
    translate(op, builder);
  }
  for (const [output, value] of outputs) add('Identity', [value], {}, output);
  return {
    name,
    inputs: inputs.map((input) => ({
      name: input.name,
      type: input.dtype === 'int32' ? ELEMENT.int64 : ELEMENT.float32,
      shape: shapeOf(input.name),
    })),
    outputs: [...outputs].map(([output, value]) => ({
      name: output,
      type: ELEMENT.float32,
      shape: shapeOf(value),
    })),
    nodes,
    tensors: [...tensors.values()],
  };
}

const floatsOf = ({ values }: TracedConstant): Float32Array =>
  values instanceof Float32Array ? values : Float32Array.from(values);

/** The values of a tensor whose axes are put in another order, row-major. */
function rearranged(constant: TracedConstant, order: readonly number[]): Float32Array {
  const { shape } = constant;
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const values = floatsOf(constant);
  const result = new Float32Array(values.length);
  const sizes = order.map((axis) => shape[axis] ?? 1);
  const steps = order.map((axis) => strides[axis] ?? 1);
  const index = sizes.map(() => 0);
  for (let i = 0, from = 0; i < result.length; i++) {
    result[i] = values[from] ?? NaN;
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      const size = sizes[axis] ?? 1;
      const step = steps[axis] ?? 1;
      const next = (index[axis] ?? 0) + 1;
      from += step;
      if (next < size) {
        index[axis] = next;
        break;
      }
      index[axis] = 0;
      from -= size * step;
    }
  }
  return result;
}
