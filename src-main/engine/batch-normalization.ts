import type { KernelConfig, Tensor } from '@tensorflow/tfjs';
import { tf, type NativeBackend, type Tensor1D, type Tensor4D } from './tensorflow';

const KERNEL = 'BatchNormalizationTraining';
const GRADIENT_KERNEL = 'BatchNormalizationTrainingGrad';

export interface Normalized {
  readonly output: Tensor4D;
  /** Moments of the batch, [channels] each; the variance is the unbiased one, which moving averages use. */
  readonly mean: Tensor1D;
  readonly variance: Tensor1D;
}

/**
 * Normalises each channel over the batch: (x − E x) / √(Var x + ε) · scale + offset; Ioffe and Szegedy 2015, alg. 1.
 * @param x [batch, height, width, channels]
 */
export function normalizeBatch(x: Tensor4D, scale: Tensor1D, offset: Tensor1D, epsilon: number): Normalized {
  if (tf.getKernel(KERNEL, tf.getBackend()) !== undefined) {
    const [output, mean, variance] = tf
      .engine()
      .runKernel<Tensor[]>(KERNEL, { x, scale, offset }, { epsilon });
    return { output: output as Tensor4D, mean: mean as Tensor1D, variance: variance as Tensor1D };
  }
  const { mean, variance } = tf.moments(x, [0, 1, 2]);
  const output = tf.add<Tensor4D>(
    tf.mul(tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, epsilon))), scale),
    offset,
  );
  const count = x.size / (x.shape[3] || 1);
  return {
    output,
    mean: mean as Tensor1D,
    variance: tf.mul<Tensor1D>(variance, count / Math.max(1, count - 1)),
  };
}

type KernelParams = Parameters<KernelConfig['kernelFunc']>[0];
const tensors = (inputs: KernelParams['inputs'], names: readonly string[]): Tensor[] =>
  names.map((name) => inputs[name] as Tensor);

/** Registers TensorFlow's fused op and its gradient; composed of small ops they would cost several times as much. */
export function registerBatchNormalization(native: NativeBackend): void {
  const {
    TF_ATTR_TYPE: type,
    TF_ATTR_FLOAT: real,
    TF_ATTR_BOOL: bool,
    TF_ATTR_STRING: text,
  } = native.binding;
  const attributes = (attrs: KernelParams['attrs']) => [
    { name: 'T', type, value: native.binding.TF_FLOAT },
    { name: 'U', type, value: native.binding.TF_FLOAT },
    { name: 'epsilon', type: real, value: attrs?.['epsilon'] },
    { name: 'data_format', type: text, value: 'NHWC' },
    { name: 'is_training', type: bool, value: true },
  ];
  tf.registerKernel({
    kernelName: KERNEL,
    backendName: 'tensorflow',
    kernelFunc({ inputs, attrs }) {
      // In training the op takes no moments; it expects empty tensors for them.
      const none = tf.tensor1d([], 'float32');
      const operands = [...tensors(inputs, ['x', 'scale', 'offset']), none, none];
      const outputs = native.executeMultipleOutputs('FusedBatchNormV3', attributes(attrs), operands, 6);
      none.dispose();
      return outputs;
    },
  });
  tf.registerKernel({
    kernelName: GRADIENT_KERNEL,
    backendName: 'tensorflow',
    kernelFunc({ inputs, attrs }) {
      const operands = tensors(inputs, ['dy', 'x', 'scale', 'mean', 'variance', 'reserved']);
      return native.executeMultipleOutputs('FusedBatchNormGradV3', attributes(attrs), operands, 5);
    },
  });
  tf.registerGradient({
    kernelName: KERNEL,
    inputsToSave: ['x', 'scale'],
    outputsToSave: [false, false, false, true, true, true],
    gradFunc(dys, saved, attrs) {
      const [dy] = dys as [Tensor];
      const [x, scale, mean, variance, reserved] = saved as [Tensor, Tensor, Tensor, Tensor, Tensor];
      const inputs = { dy, x, scale, mean, variance, reserved };
      // Runs here, not in the functions below: tfjs disposes everything that each of them creates except its result.
      const results = tf.engine().runKernel<Tensor[]>(GRADIENT_KERNEL, inputs, attrs);
      const [dx, dScale, dOffset] = results as [Tensor, Tensor, Tensor];
      return { x: () => dx, scale: () => dScale, offset: () => dOffset };
    },
  });
  tf.registerGradient({
    kernelName: GRADIENT_KERNEL,
    gradFunc() {
      throw new Error(
        'Batch normalisation has no second derivative here: leave it out of a penalised critic.',
      );
    },
  });
}
