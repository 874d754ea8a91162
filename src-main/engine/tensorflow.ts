import * as util from 'node:util';
import type * as Tfjs from '@tensorflow/tfjs';
import { WorkbenchError } from '../contract/error';

export type { NamedTensorMap, Scalar, Tensor, Tensor1D, Tensor2D, Variable } from '@tensorflow/tfjs';
type TensorflowJs = typeof Tfjs;

/**
 * The tfjs namespace every model and the whole engine computes with. Set by `loadTensorflow`; modules may import it at
 * any time, but use it only after that, so that a list of models costs no TensorFlow.
 */
export let tf: TensorflowJs;

export interface Backend {
  /** `tensorflow` is the native library, `cpu` pure JavaScript, ten to a hundred times slower. */
  readonly name: 'tensorflow' | 'cpu';
  readonly device: string;
  /** Version of the native library; null for pure JavaScript. */
  readonly tensorflow: string | null;
  readonly tfjs: string;
  /** Why this backend and not a faster one; one sentence. */
  readonly why: string;
  /** The native library itself; null for pure JavaScript. */
  readonly native: NativeBackend | null;
}

/** One attribute of a TensorFlow op, as the addon takes it. */
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
  runSavedModel(session: number, inputs: number[], inputNames: string, outputNames: string): TensorHandle[];
}

/** tfjs-node's kernel backend, as far as the engine reaches below tfjs. */
export interface NativeBackend {
  binding: NativeBinding;
  readonly isUsingGpuDevice: boolean;
  executeSingleOutput(op: string, attributes: OpAttribute[], inputs: readonly Tfjs.Tensor[]): Tfjs.Tensor;
  getInputTensorIds(tensors: readonly Tfjs.Tensor[]): number[];
}

let loading: Promise<Backend> | undefined;

/**
 * Loads the best backend there is: native TensorFlow, with CUDA where the library finds a GPU, else pure JavaScript.
 * @throws WorkbenchError `engine.unavailable` where not even pure JavaScript tfjs loads.
 */
export function loadTensorflow(): Promise<Backend> {
  return (loading ??= load());
}

async function load(): Promise<Backend> {
  restoreRemovedUtilities();
  let nativeFailure: string;
  try {
    tf = await namespaceOf(import('@tensorflow/tfjs-node-gpu'));
    const native = tf.backend() as unknown as NativeBackend;
    const onGpu = native.isUsingGpuDevice;
    return {
      name: 'tensorflow',
      device: onGpu ? 'GPU' : 'CPU',
      tensorflow: native.binding.TF_Version ?? 'unknown',
      tfjs: tf.version.tfjs,
      why: onGpu ? 'TensorFlow found a CUDA GPU.' : 'TensorFlow found no CUDA GPU and computes on the CPU.',
      native,
    };
  } catch (error) {
    nativeFailure = firstLine(error);
  }
  try {
    tf = await namespaceOf(import('@tensorflow/tfjs'));
    await tf.setBackend('cpu');
    await tf.ready();
  } catch (error) {
    throw new WorkbenchError(
      {
        code: 'engine.unavailable',
        message: `No training engine could be loaded: ${nativeFailure}; pure JavaScript: ${firstLine(error)}`,
        advice: 'Run the start command again, so that it can install what is missing; `doctor` tells what that is.',
      },
      { cause: error },
    );
  }
  return {
    name: 'cpu',
    device: 'CPU',
    tensorflow: null,
    tfjs: tf.version.tfjs,
    why: `Native TensorFlow did not load (${nativeFailure}), so training runs in pure JavaScript, which is slow.`,
    native: null,
  };
}

/** A CommonJS package imported from ES modules has its exports under `default`. */
async function namespaceOf(module: Promise<unknown>): Promise<TensorflowJs> {
  const loaded = (await module) as { default?: TensorflowJs };
  return loaded.default ?? (loaded as TensorflowJs);
}

/** tfjs-node 4.22 calls two functions that Node 23 removed. */
function restoreRemovedUtilities(): void {
  const target = ((util as { default?: object }).default ?? util) as Record<string, unknown>;
  if (!('isNullOrUndefined' in target)) {
    target.isNullOrUndefined = (value: unknown) => value === null || value === undefined;
  }
  if (!('isArray' in target)) target.isArray = Array.isArray;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
