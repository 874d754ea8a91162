import { readdirSync, readFileSync } from 'node:fs';
import * as util from 'node:util';
import { refusal, type WorkbenchError } from '../contract/error';
import type { EngineReason } from '../contract/problems/catalogue';
import { registerActivationGradients, registerJavaScriptKernels } from './activation-gradients';
import { registerNativeKernels } from './native-kernels';
import { tf, useTensorflow, type NativeBackend, type TensorflowJs } from './tensorflow';

export interface Backend {
  /** `tensorflow` is the native library, `cpu` pure JavaScript, ten to a hundred times slower. */
  readonly name: 'tensorflow' | 'cpu';
  readonly device: string;
  /** Version of the native library; null for pure JavaScript. */
  readonly tensorflow: string | null;
  readonly tfjs: string;
  /** Why this backend was chosen and not a faster one. */
  readonly why: EngineReason;
  /** The native library itself; null for pure JavaScript. */
  readonly native: NativeBackend | null;
}

let loading: Promise<Backend> | undefined;

/**
 * Loads the best available backend: native TensorFlow, with CUDA if the library finds a GPU, else pure JavaScript.
 * @param device a value of `DeviceChoiceSchema`; only the first call in a process can choose
 * @throws WorkbenchError `engine.unavailable` if not even pure JavaScript tfjs loads, `engine.no-gpu` if a GPU
 *   is requested and none is found
 */
export async function loadTensorflow(device = 'auto'): Promise<Backend> {
  const backend = await (loading ??= load(device));
  if (device.startsWith('gpu') && backend.native?.isUsingGpuDevice !== true) throw noGpu(device, backend);
  return backend;
}

async function load(device: string): Promise<Backend> {
  restoreRemovedUtilities();
  // TensorFlow uses the first GPU in CUDA's order when it is loaded. In this order, cards have the numbers that
  // nvidia-smi and the driver's files use, instead of being sorted by speed.
  process.env['CUDA_DEVICE_ORDER'] ??= 'PCI_BUS_ID';
  if (device === 'cpu') process.env['CUDA_VISIBLE_DEVICES'] = '-1';
  else if (device.startsWith('gpu:')) process.env['CUDA_VISIBLE_DEVICES'] = device.slice('gpu:'.length);
  let nativeFailure: string;
  try {
    useTensorflow(await namespaceOf(import('@tensorflow/tfjs-node-gpu')));
    const native = tf.backend() as unknown as NativeBackend;
    registerNativeKernels(native);
    registerActivationGradients();
    const onGpu = native.isUsingGpuDevice;
    return {
      name: 'tensorflow',
      device: onGpu ? gpuName() : 'CPU',
      tensorflow: native.binding.TF_Version ?? 'unknown',
      tfjs: tf.version.tfjs,
      why: onGpu ? 'gpu-found' : device === 'cpu' ? 'cpu-requested' : 'no-gpu',
      native,
    };
  } catch (error) {
    nativeFailure = firstLine(error);
  }
  try {
    useTensorflow(await namespaceOf(import('@tensorflow/tfjs')));
    // Otherwise tfjs prints advice to install the package that did not load.
    tf.enableProdMode();
    await tf.setBackend('cpu');
    await tf.ready();
    registerJavaScriptKernels();
    registerActivationGradients();
  } catch (error) {
    throw refusal(
      'engine.unavailable',
      { native: nativeFailure, javaScript: firstLine(error) },
      { cause: error },
    );
  }
  return {
    name: 'cpu',
    device: 'CPU',
    tensorflow: null,
    tfjs: tf.version.tfjs,
    why: { code: 'no-native', detail: nativeFailure },
    native: null,
  };
}

function noGpu(device: string, { why }: Backend): WorkbenchError {
  return refusal('engine.no-gpu', { device, why });
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

/** The driver's name of the first card visible to CUDA, e.g. `NVIDIA GeForce RTX 4090`. */
function gpuName(): string {
  try {
    const cards = '/proc/driver/nvidia/gpus';
    const first = Number.parseInt(process.env['CUDA_VISIBLE_DEVICES'] ?? '0', 10);
    const card = readdirSync(cards).sort()[first] ?? '';
    const model = /^Model:\s*(.+)$/m.exec(readFileSync(`${cards}/${card}/information`, 'utf8'));
    return model?.[1] ?? 'GPU';
  } catch {
    // Only the Linux driver has a file with the name.
    return 'GPU';
  }
}
