import { tf, type NativeBackend, type Scalar } from './tensorflow';
import type { GraphBuilder, Source } from './graph';

/** Values of hyperparameters that may change while a run trains, by name. */
export type StepInputs = Readonly<Record<string, number>>;

let active: ReadonlyMap<string, Scalar> = new Map();

/**
 * The current value of a hyperparameter that may change while a run trains. In the step of a runner it is a tensor: a
 * compiled step is fed its value at each call, so another value needs no compilation. Elsewhere it is `value`.
 */
export function stepInput(name: string, value: number): Scalar | number {
  return active.get(name) ?? value;
}

/** Runs `step` with inputs that `stepInput` finds, so that models do not have to pass them on. */
export function withStepInputs<Result>(inputs: ReadonlyMap<string, Scalar>, step: () => Result): Result {
  active = inputs;
  try {
    return step();
  } finally {
    active = new Map();
  }
}

export const inputTensors = (inputs: StepInputs): ReadonlyMap<string, Scalar> =>
  new Map(Object.entries(inputs).map(([name, value]) => [name, tf.scalar(value)]));

/** Declares the inputs in a graph, as float32 scalars that are fed at each call. */
export function graphInputs(graph: GraphBuilder, { binding }: NativeBackend, inputs: StepInputs) {
  const names = Object.keys(inputs);
  const sources = new Map<string, Source>(
    names.map((name) => [name, graph.placeholder(`input_${name}`, binding.TF_FLOAT, [])]),
  );
  let values = inputs;
  return {
    sources,
    /** Names of the placeholders, in the order of `create`. */
    feeds: [...sources.values()].map((source) => `${source}:0`),
    get values() {
      return values;
    },
    set(changed: StepInputs): void {
      values = { ...values, ...changed };
    },
    /** The ids of new tensors with the current values. */
    create: (): number[] =>
      names.map((name) => binding.createTensor([], binding.TF_FLOAT, Float32Array.of(values[name] ?? NaN))),
  };
}
