import type * as Tfjs from '@tensorflow/tfjs';

export type { Rank, Scalar, Tensor, Tensor1D, Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs';
export type TensorflowJs = typeof Tfjs;

/**
 * The tfjs namespace that all models and the whole engine use. `loadTensorflow` (backend.ts) sets it; modules may
 * import it at any time, but use it only after that, so that listing the models does not load TensorFlow.
 */
export let tf: TensorflowJs;

/** Sets the namespace for the whole engine, once per process. */
export function useTensorflow(namespace: TensorflowJs): void {
  tf = namespace;
}

/** One attribute of a TensorFlow op, in the addon's form. */
export interface OpAttribute {
  name: string;
  type: number;
  value: unknown;
}

export interface TensorHandle {
  id: number;
  shape: number[];
  /** TensorFlow's `DataType` enumeration. */
  dtype: number;
}

/** The parts of tfjs-node's native addon that the engine calls itself. */
export interface NativeBinding {
  readonly TF_FLOAT: number;
  readonly TF_INT32: number;
  readonly TF_UINT8: number;
  readonly TF_ATTR_STRING: number;
  readonly TF_ATTR_INT: number;
  readonly TF_ATTR_FLOAT: number;
  readonly TF_ATTR_BOOL: number;
  readonly TF_ATTR_TYPE: number;
  readonly TF_ATTR_SHAPE: number;
  readonly TF_Version?: string;
  executeOp(op: string, attributes: OpAttribute[], inputs: number[], outputs: number): TensorHandle[];
  createTensor(shape: readonly number[], dtype: number, values: ArrayBufferView): number;
  deleteTensor(id: number): void;
  tensorDataSync(id: number): Float32Array | Int32Array | Uint8Array;
  loadSavedModel(directory: string, tags: string): number;
  deleteSavedModel(session: number): void;
  getNumOfSavedModels(): number;
  getNumOfTensors(): number;
  runSavedModel(session: number, inputs: number[], inputNames: string, outputNames: string): TensorHandle[];
}

/** tfjs-node's kernel backend; only the parts that the engine uses directly. */
export interface NativeBackend {
  binding: NativeBinding;
  readonly isUsingGpuDevice: boolean;
  executeSingleOutput(op: string, attributes: OpAttribute[], inputs: readonly Tfjs.Tensor[]): Tfjs.Tensor;
  executeMultipleOutputs(
    op: string,
    attributes: OpAttribute[],
    inputs: readonly Tfjs.Tensor[],
    outputs: number,
  ): Tfjs.Tensor[];
  /** The output of an op or a session. */
  createOutputTensor(handle: TensorHandle): Tfjs.Tensor;
  getInputTensorIds(tensors: readonly Tfjs.Tensor[]): number[];
}
