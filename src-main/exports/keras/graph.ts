import type { Trace, TracedConstant, TracedOp, TracedShape } from '../../engine/trace';

/** A layer of a Keras model, or an operation of its functional graph. */
export interface KerasLayer {
  readonly name: string;
  /** Of Keras, e.g. `keras.layers`. */
  readonly module: string;
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** The layers whose outputs it takes. */
  readonly inputs: readonly KerasLayer[];
  /** Whether it takes its inputs as a list. */
  readonly takesList: boolean;
  readonly output: { readonly shape: TracedShape; readonly dtype: 'float32' | 'int32' };
  /** In the order in which Keras stores them. */
  readonly weights: readonly TracedConstant[];
}

export interface KerasGraph {
  readonly inputs: ReadonlyMap<string, KerasLayer>;
  readonly outputs: ReadonlyMap<string, KerasLayer>;
}

/** What translations of kernels read and add to. */
export interface LayerBuilder {
  readonly trace: Trace;
  /** A constant of the computation, also one that is computed of constants; null for other values. */
  constant(value: string): TracedConstant | null;
  /** The layer whose output a value is. */
  layer(value: string): KerasLayer;
  /** The operation that takes a value, if it is the only one and the value is no result. */
  onlyConsumer(value: string): TracedOp | null;
  /** Adds a layer whose output is the operation's, and those of `with`, which it takes over. */
  add(op: TracedOp, layer: NewLayer, alongWith?: readonly TracedOp[]): void;
  /** The value is the output of the same layer as another one. */
  same(op: TracedOp, value: string): void;
}

export interface NewLayer {
  readonly className: string;
  readonly module?: string;
  readonly config?: KerasLayer['config'];
  readonly inputs: readonly string[];
  readonly takesList?: boolean;
  readonly weights?: readonly TracedConstant[];
  /** The weights after which it is named, e.g. `generator/hidden/weights`. */
  readonly namedAfter?: string;
}

export const outputOf = ({ outputs }: TracedOp): string => outputs[0] ?? '';

export type Translate = (op: TracedOp, builder: LayerBuilder) => void;

/**
 * Translates a traced computation into layers of Keras.
 * @throws Error for a kernel that has no translation
 */
export function kerasGraph(trace: Trace, kernels: Readonly<Record<string, Translate>>): KerasGraph {
  const layers = new Map<string, KerasLayer>();
  const names = new Set<string>();
  const taken = new Set<TracedOp>();
  const results = new Set(trace.outputs.values());

  const unique = (wanted: string): string => {
    const base = wanted.replaceAll(/\W+/g, '_');
    let name = base;
    for (let number = 2; names.has(name); number++) name = `${base}_${String(number)}`;
    names.add(name);
    return name;
  };
  const layer = (value: string): KerasLayer => {
    const found = layers.get(value);
    if (found === undefined) throw new Error(`No layer of Keras computes ${value}.`);
    return found;
  };
  const shapeOf = (value: string): TracedShape => trace.shapes.get(value) ?? [];
  const builder: LayerBuilder = {
    trace,
    constant: (value) => trace.constants.get(value) ?? trace.folded.get(value) ?? null,
    layer,
    onlyConsumer(value) {
      const consumers = trace.ops.filter(({ inputs }) => Object.values(inputs).includes(value));
      return consumers.length === 1 && !results.has(value) ? (consumers[0] ?? null) : null;
    },
    add(op, { className, module = 'keras.layers', config = {}, inputs, namedAfter, ...others }, also = []) {
      for (const each of also) taken.add(each);
      const value = outputOf(also.at(-1) ?? op);
      const own = /\/(\w+)\/weights$/.exec(namedAfter ?? '')?.[1];
      layers.set(value, {
        name: unique(own ?? className.toLowerCase()),
        module,
        className,
        config,
        inputs: inputs.map(layer),
        takesList: others.takesList ?? false,
        output: { shape: shapeOf(value), dtype: 'float32' },
        weights: others.weights ?? [],
      });
    },
    same(op, value) {
      layers.set(outputOf(op), layer(value));
    },
  };

  for (const { name, dtype } of trace.inputs) {
    const shape = shapeOf(name);
    layers.set(name, {
      name: unique(name),
      module: 'keras.layers',
      className: 'InputLayer',
      config: { batch_shape: shape, dtype },
      inputs: [],
      takesList: false,
      output: { shape, dtype },
      weights: [],
    });
  }
  for (const op of trace.ops) {
    if (taken.has(op) || trace.folded.has(outputOf(op))) continue;
    const translate = kernels[op.kernel];
    if (translate === undefined) throw new Error(`${op.kernel} has no translation into Keras.`);
    translate(op, builder);
  }
  return {
    inputs: new Map(trace.inputs.map(({ name }) => [name, layer(name)])),
    outputs: new Map([...trace.outputs].map(([name, value]) => [name, layer(value)])),
  };
}
