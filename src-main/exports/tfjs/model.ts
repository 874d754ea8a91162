import type { Trace, TracedShape } from '../../engine/trace';
import { KERNELS, type GraphBuilder } from './kernels';
import { shape as shapeOf, type, type Attribute } from './attributes';

/** The file of a model's weights, beside its `model.json`. */
export const WEIGHTS_FILE = 'weights.bin';

interface Node {
  readonly name: string;
  readonly op: string;
  readonly input: readonly string[];
  readonly attr: Readonly<Record<string, Attribute>>;
}

interface Weight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array;
}

const dtypeOf = ({ values }: Pick<Weight, 'values'>) => (values instanceof Int32Array ? 'int32' : 'float32');

/**
 * Translates a traced computation into a graph model of TensorFlow.js: the content of its `model.json`, and the bytes of its
 * weights in their order.
 * @param metadata texts by name, for those who open it
 * @throws Error for a kernel that has no translation
 */
export function tfjsModel(trace: Trace, metadata: Readonly<Record<string, string>>) {
  const { nodes, weights } = graphOf(trace);
  const described = (name: string, dtype: 'float32' | 'int32', sizes: TracedShape) => ({
    name: `${name}:0`,
    dtype: dtype === 'int32' ? 'DT_INT32' : 'DT_FLOAT',
    tensorShape: shapeOf(sizes).shape,
  });
  const sizesOf = (name: string): TracedShape => trace.shapes.get(name) ?? [];
  return {
    topology: {
      format: 'graph-model',
      generatedBy: 'Latent Workbench',
      convertedBy: null,
      signature: {
        inputs: Object.fromEntries(
          trace.inputs.map(({ name, dtype }) => [name, described(name, dtype, sizesOf(name))]),
        ),
        outputs: Object.fromEntries(
          [...trace.outputs].map(([name, value]) => [name, described(name, 'float32', sizesOf(value))]),
        ),
      },
      modelTopology: { node: nodes, versions: { producer: 1 } },
      weightsManifest: [
        {
          paths: [WEIGHTS_FILE],
          weights: weights.map((weight) => ({
            name: weight.name,
            shape: weight.shape,
            dtype: dtypeOf(weight),
          })),
        },
      ],
      userDefinedMetadata: metadata,
    },
    weights: weights.map(({ values }) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
  };
}

function graphOf({ inputs, outputs, ops, constants, shapes }: Trace): { nodes: Node[]; weights: Weight[] } {
  const nodes: Node[] = [];
  const weights = new Map<string, Weight>();

  const constant = (weight: Weight): string => {
    if (weights.has(weight.name)) return weight.name;
    weights.set(weight.name, weight);
    const attr = { dtype: type(dtypeOf(weight)) };
    nodes.push({ name: weight.name, op: 'Const', input: [], attr });
    return weight.name;
  };
  /** Declares a constant of the computation where it is used. */
  const used = (value: string): string => {
    const found = constants.get(value);
    return found === undefined ? value : constant({ name: value, ...found });
  };
  const builder: GraphBuilder = {
    add(op, from, attr = {}, output = `node_${String(nodes.length)}`) {
      nodes.push({ name: output, op, input: from.map(used), attr });
      return output;
    },
    shapeOf: (value) => shapes.get(value) ?? [],
    integers: (values) =>
      constant({
        name: `integers_${values.join('_')}`,
        shape: [values.length],
        values: Int32Array.from(values),
      }),
    scalar: (value, dtype) =>
      constant({
        name: `${dtype}_${String(value)}`,
        shape: [],
        values: dtype === 'int32' ? Int32Array.of(value) : Float32Array.of(value),
      }),
  };

  for (const { name, dtype } of inputs) {
    const attr = { dtype: type(dtype), shape: shapeOf(shapes.get(name) ?? []) };
    nodes.push({ name, op: 'Placeholder', input: [], attr });
  }
  for (const op of ops) {
    const translate = KERNELS[op.kernel];
    if (translate === undefined) throw new Error(`${op.kernel} has no translation into TensorFlow.js.`);
    translate(op, builder);
  }
  for (const [output, value] of outputs) builder.add('Identity', [value], {}, output);
  return { nodes, weights: [...weights.values()] };
}
