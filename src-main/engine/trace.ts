import { tf, type Tensor, type Variable } from './tensorflow';

type Dtype = 'float32' | 'int32';

/** Sizes of a value; null where a size depends on the batch. */
export type TracedShape = readonly (number | null)[];

export interface TracedConstant {
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array;
}

/** One operation: `kernel` and `attributes` are those of tfjs, `inputs` and `outputs` name values. */
export interface TracedOp {
  readonly kernel: string;
  /** By the kernel's names of its inputs. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface TracedInput {
  readonly name: string;
  readonly dtype: Dtype;
  /** Of one example. */
  readonly shape: readonly number[];
}

/** A computation as a list of operations in their order. */
export interface Trace {
  readonly inputs: readonly TracedInput[];
  /** The values that are the results, by the names of the results. */
  readonly outputs: ReadonlyMap<string, string>;
  readonly ops: readonly TracedOp[];
  /** Weights by their names, and other constants. */
  readonly constants: ReadonlyMap<string, TracedConstant>;
  /** Results of operations on constants alone, by value. */
  readonly folded: ReadonlyMap<string, TracedConstant>;
  /** Of all values. */
  readonly shapes: ReadonlyMap<string, TracedShape>;
}

/** Named results for inputs, in the order of their declaration. */
export type Traceable = (...inputs: Tensor[]) => Readonly<Record<string, Tensor>>;

/**
 * Runs a computation on examples of zeros, and writes down each operation at the boundary of tfjs' kernels, which is the
 * same for every backend. It runs for two sizes of the batch: where their shapes differ, a size depends on the batch.
 * @param variables weights by name; all other tensors from outside are constants
 * @throws Error if the operations depend on the size of the batch
 */
export function traceOf(
  inputs: readonly TracedInput[],
  variables: ReadonlyMap<string, Variable>,
  work: Traceable,
): Trace {
  const [one, other] = [2, 3].map((batch) => traceBatch(batch, inputs, variables, work));
  if (one === undefined || other === undefined) throw new Error('Nothing was traced.');
  const kernels = ({ ops }: Trace) => ops.map(({ kernel }) => kernel).join(' ');
  if (kernels(one) !== kernels(other)) throw new Error('The operations depend on the size of the batch.');
  const shapes = [...one.shapes].map(([name, shape]) => {
    const sizes = other.shapes.get(name) ?? [];
    return [name, shape.map((size, i) => (size === sizes[i] ? size : null))] as const;
  });
  return { ...one, shapes: new Map(shapes) };
}

function traceBatch(
  batch: number,
  inputs: readonly TracedInput[],
  variables: ReadonlyMap<string, Variable>,
  work: Traceable,
): Trace {
  const names = new Map([...variables].map(([name, variable]) => [variable.id, name]));
  const constants = new Map<string, TracedConstant>();
  const folded = new Map<string, TracedConstant>();
  const shapes = new Map<string, readonly number[]>();
  const ops: TracedOp[] = [];

  const named = (tensor: Tensor, name: string): string => {
    names.set(tensor.id, name);
    shapes.set(name, tensor.shape);
    return name;
  };
  const nameOf = (tensor: Tensor): string => {
    const name = names.get(tensor.id) ?? named(tensor, `constant_${String(names.size)}`);
    if (!shapes.has(name)) shapes.set(name, tensor.shape);
    const isComputed = name.startsWith('value_') || inputs.some((input) => input.name === name);
    if (!isComputed && !constants.has(name))
      constants.set(name, { shape: tensor.shape, values: tensor.dataSync<Dtype>() });
    return name;
  };
  const onKernel = (
    kernel: string,
    given: Readonly<Record<string, Tensor>>,
    attributes: object,
    results: Tensor[],
  ) => {
    const from = Object.entries(given).map(([key, tensor]) => [key, nameOf(tensor)] as const);
    const outputs = results.map((result) => named(result, `value_${String(names.size)}`));
    ops.push({ kernel, inputs: Object.fromEntries(from), outputs, attributes: { ...attributes } });
    if (!from.every(([, name]) => constants.has(name) || folded.has(name))) return;
    for (const [i, result] of results.entries())
      folded.set(outputs[i] ?? '', { shape: result.shape, values: result.dataSync<Dtype>() });
  };

  let outputs: (readonly [string, string])[] = [];
  tf.tidy(() => {
    const examples = inputs.map(({ name, dtype, shape }) => {
      const example = tf.zeros([batch, ...shape], dtype);
      named(example, name);
      return example;
    });
    const results = observingKernels(onKernel, () => work(...examples));
    outputs = Object.entries(results).map(([name, tensor]) => [name, nameOf(tensor)] as const);
  });
  return { inputs, outputs: new Map(outputs), ops, constants, folded, shapes };
}

type OnKernel = (
  kernel: string,
  inputs: Readonly<Record<string, Tensor>>,
  attributes: object,
  results: Tensor[],
) => void;

/** Reports each kernel that `work` runs, but not those that kernels run themselves. */
function observingKernels<Result>(onKernel: OnKernel, work: () => Result): Result {
  const engine = tf.engine();
  const run = engine.runKernel.bind(engine);
  let depth = 0;
  engine.runKernel = ((kernel, inputs, attributes) => {
    depth++;
    const result = run(kernel, inputs, attributes);
    depth--;
    if (depth === 0) onKernel(kernel, inputs, attributes ?? {}, Array.isArray(result) ? result : [result]);
    return result;
  }) as typeof engine.runKernel;
  try {
    return work();
  } finally {
    // The method of the class is there again.
    Reflect.deleteProperty(engine, 'runKernel');
  }
}
