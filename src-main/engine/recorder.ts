import { at } from '../contract/at';
import { refusal } from '../contract/error';
import type { GraphBuilder, Source } from './graph';
import type { NativeBackend, NativeBinding, OpAttribute, Tensor, TensorHandle, Variable } from './tensorflow';

/** The recorder of the current step, if any; optimisers pass their updates to it instead of computing them. */
export interface Recorder {
  /**
   * Records a fused optimiser op: `resources` are updated in place, `inputs` follow them in the op's signature; a
   * number is a float32 scalar. Later uses of the resources in the same step see the updated values.
   */
  fusedUpdate(op: string, resources: readonly Variable[], inputs: readonly (Tensor | number)[]): void;
}

let active: Recorder | null = null;
/** The active recording; null while a step runs eagerly or as a graph. */
export function activeRecorder(): Recorder | null {
  return active;
}

/** A constant of the graph and its use. Two recordings of one step must agree on them. */
export interface RecordedConstant {
  /** The op and the position of the input, e.g. `MatMul input 1`. */
  readonly use: string;
  readonly bytes: Buffer;
}

export interface Recording<Result> {
  readonly result: Result;
  /** Graph source of each tensor that the step returned. */
  sourceOf(tensor: Tensor): Source;
  readonly constants: readonly RecordedConstant[];
  readonly opCount: number;
}

/**
 * Runs `step` once, eagerly, and writes every op it executes at the native boundary into `graph`.
 *
 * tfjs runs forward passes and the gradients it derives through one function of its addon, `executeOp`, so recording
 * there sees exactly the ops of eager training. Inputs are identified by the ids of their tensors: `inputs` (which are
 * fed) by their sources, `variables` (which the session holds) by name; anything else is a constant, created in the
 * step or `declared`.
 * @throws WorkbenchError `engine.uncompilable` if the step reads values back or uses what a graph cannot hold
 */
// eslint-disable-next-line max-lines-per-function -- the parts of one recording: all of them add to its operations
export function record<Result>(
  native: NativeBackend,
  graph: GraphBuilder,
  variables: ReadonlyMap<string, Variable>,
  inputs: ReadonlyMap<Source, Tensor>,
  declared: readonly Tensor[],
  step: () => Result,
): Recording<Result> {
  const binding = native.binding;
  const sources = new Map<number, Source>();
  const handles = new Map<number, { shape: readonly number[]; dtype: number }>();
  const constants: RecordedConstant[] = [];
  let opCount = 0;
  const idOf = (tensor: Tensor): number => at(native.getInputTensorIds([tensor]), 0);

  const names = new Map([...variables].map(([name, variable]) => [variable, name]));
  /** For each variable of the session, the id of the tensor that holds its value, and the reverse. */
  const held = new Map<Variable, number>();
  const holders = new Map<number, string>();
  const holds = (variable: Variable, name: string) => {
    const id = idOf(variable);
    held.set(variable, id);
    holders.set(id, name);
    // The read is emitted at the first use.
    sources.delete(id);
  };
  for (const [name, variable] of variables) holds(variable, name);
  for (const [from, tensor] of inputs) sources.set(idOf(tensor), from);
  for (const tensor of declared) {
    const dtype = tensor.dtype === 'int32' ? binding.TF_INT32 : binding.TF_FLOAT;
    handles.set(idOf(tensor), { shape: tensor.shape, dtype });
  }

  const constant = (id: number, use: string): Source => {
    const handle = handles.get(id);
    if (handle === undefined) {
      throw refusal('engine.uncompilable', { why: 'outer-tensor', at: use });
    }
    const values = binding.tensorDataSync(id);
    const bytes = Buffer.from(values.buffer.slice(values.byteOffset, values.byteOffset + values.byteLength));
    constants.push({ use, bytes });
    return graph.constant(handle.dtype, handle.shape, bytes);
  };

  const source = (id: number, use: string): Source => {
    const known = sources.get(id);
    if (known !== undefined) return known;
    const variable = holders.get(id);
    const found = variable === undefined ? constant(id, use) : graph.readVariable(variable);
    sources.set(id, found);
    return found;
  };
  /** Writes the value that the step has assigned to a variable since the last write. */
  const writeBack = (variable: Variable, name: string) => {
    const id = idOf(variable);
    if (id === held.get(variable)) return;
    graph.assignVariable(name, source(id, `assignment of ${name}`));
    held.set(variable, id);
  };

  const recording: Partial<NativeBinding> = {
    executeOp(op: string, attributes: OpAttribute[], ids: number[], outputs: number): TensorHandle[] {
      const from = ids.map((id, i) => source(id, `${op} input ${String(i)}`));
      const results = binding.executeOp(op, attributes, ids, outputs);
      const node = graph.op(op, from, attributes);
      opCount++;
      results.forEach((handle, i) => {
        sources.set(handle.id, i === 0 ? node : `${node}:${String(i)}`);
        handles.set(handle.id, handle);
      });
      return results;
    },
    createTensor(shape, dtype, values) {
      const id = binding.createTensor(shape, dtype, values);
      handles.set(id, { shape, dtype });
      return id;
    },
    tensorDataSync() {
      throw refusal('engine.uncompilable', { why: 'reads-back' });
    },
  };
  const recorder: Recorder = {
    fusedUpdate(op, resources, operands) {
      const changed = resources.map((variable) => {
        const name = names.get(variable);
        if (name === undefined)
          throw refusal('engine.uncompilable', { why: 'unnamed-variable', variable: variable.name });
        writeBack(variable, name);
        return name;
      });
      const from = operands.map((operand, i) =>
        typeof operand === 'number'
          ? graph.scalar(operand)
          : source(idOf(operand), `${op} input ${String(resources.length + i)}`),
      );
      graph.updateVariables(op, changed, from);
      resources.forEach((variable, i) => {
        holds(variable, at(changed, i));
      });
    },
  };

  const saved = [...variables.values()].map((variable) => variable.clone());
  native.binding = withOverrides(binding, recording);
  active = recorder;
  try {
    const result = step();
    for (const [variable, name] of names) writeBack(variable, name);
    return { result, sourceOf: (tensor) => source(idOf(tensor), 'result'), constants, opCount };
  } finally {
    active = null;
    native.binding = binding;
    // Restores the old values of assigned variables: a recording does not train.
    [...variables.values()].forEach((variable, i) => {
      const value = saved[i];
      if (value === undefined) return;
      variable.assign(value);
      value.dispose();
    });
  }
}

/** The addon's own properties can neither be changed nor copied, so a proxy of an empty object replaces it. */
function withOverrides(binding: NativeBinding, overrides: Partial<NativeBinding>): NativeBinding {
  return new Proxy({} as NativeBinding, {
    get: (_, property) =>
      overrides[property as keyof NativeBinding] ?? (Reflect.get(binding, property) as unknown),
  });
}
