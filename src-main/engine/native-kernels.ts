import type { GradConfig, KernelConfig, Tensor } from '@tensorflow/tfjs';
import { tf, type NativeBackend, type OpAttribute } from './tensorflow';

/**
 * Gradients as TensorFlow's own ops.
 *
 * tfjs derives gradients from small ops that every backend has: that of relu is nine (is-NaN, greater, selects, casts,
 * a multiplication, constants of the tensor's size). TensorFlow has one op for it. Each is registered as a tfjs kernel
 * with a gradient of its own, so gradients of gradients work as before, and models stay as they are.
 */
export function registerNativeKernels(native: NativeBackend): void {
  const { TF_ATTR_TYPE: typeKind, TF_ATTR_BOOL: boolKind, TF_FLOAT: float } = native.binding;
  const T: OpAttribute = { name: 'T', type: typeKind, value: float };

  const kernel = (name: string, op: string, inputNames: readonly string[]) => {
    tf.registerKernel({
      kernelName: name,
      backendName: 'tensorflow',
      kernelFunc: ({ inputs }) =>
        native.executeSingleOutput(
          op,
          [T],
          inputNames.map((input) => inputs[input] as Tensor),
        ),
    });
  };
  const gradient = (config: GradConfig) => {
    // Those that tfjs brings along are replaced; for a new kernel there is none yet.
    if (tf.getGradient(config.kernelName) !== undefined) tf.unregisterGradient(config.kernelName);
    tf.registerGradient(config);
  };

  // relu: dx = dy where y > 0. Linear in dy, so its own gradient is itself; y counts as constant almost everywhere.
  kernel(RELU_GRAD, 'ReluGrad', ['dy', 'y']);
  gradient({
    kernelName: 'Relu',
    outputsToSave: [true],
    gradFunc: (dy, [y]) => ({ x: () => run(RELU_GRAD, { dy: dy as Tensor, y }) }),
  });
  gradient({
    kernelName: RELU_GRAD,
    inputsToSave: ['y'],
    gradFunc: (ddy, [y]) => ({
      dy: () => run(RELU_GRAD, { dy: ddy as Tensor, y }),
      y: () => tf.zerosLike(y as Tensor),
    }),
  });

  // sigmoid: dx = dy · y (1 − y).
  kernel(SIGMOID_GRAD, 'SigmoidGrad', ['y', 'dy']);
  gradient({
    kernelName: 'Sigmoid',
    outputsToSave: [true],
    gradFunc: (dy, [y]) => ({ x: () => run(SIGMOID_GRAD, { dy: dy as Tensor, y }) }),
  });
  gradient({
    kernelName: SIGMOID_GRAD,
    inputsToSave: ['y', 'dy'],
    gradFunc: (ddy, [y, dy]) => ({
      dy: () => run(SIGMOID_GRAD, { dy: ddy as Tensor, y }),
      y: () => tf.mul(tf.mul(ddy as Tensor, dy as Tensor), tf.sub(1, tf.mul(2, y as Tensor))),
    }),
  });

  // Bias: summing its gradient over the batch is one specialised op instead of a general reduction.
  kernel(BIAS_ADD, 'BiasAdd', ['x', 'bias']);
  kernel(BIAS_ADD_GRAD, 'BiasAddGrad', ['dy']);
  gradient({
    kernelName: BIAS_ADD,
    gradFunc: (dy) => ({ x: () => dy as Tensor, bias: () => run(BIAS_ADD_GRAD, { dy: dy as Tensor }) }),
  });
  gradient({
    kernelName: BIAS_ADD_GRAD,
    inputsToSave: ['dy'],
    gradFunc: (dBias, [dy]) => ({
      dy: () => run(BIAS_ADD, { x: tf.zerosLike(dy as Tensor), bias: dBias as Tensor }),
    }),
  });

  // Matrices multiply with MatMul; tfjs-node uses BatchMatMulV2 for every rank.
  const batchMatMul = tf.getKernel('BatchMatMul', 'tensorflow');
  replaceKernel({
    ...batchMatMul,
    kernelFunc(call) {
      const { a, b } = call.inputs as { a: Tensor; b: Tensor };
      if (a.shape.length !== 2 || b.shape.length !== 2) return batchMatMul.kernelFunc(call);
      const { transposeA, transposeB } = call.attrs as { transposeA: boolean; transposeB: boolean };
      const transpose = [
        { name: 'transpose_a', type: boolKind, value: transposeA },
        { name: 'transpose_b', type: boolKind, value: transposeB },
      ];
      return native.executeSingleOutput('MatMul', [T, ...transpose], [a, b]);
    },
  });
}

const RELU_GRAD = 'ReluGrad';
const SIGMOID_GRAD = 'SigmoidGrad';
const BIAS_ADD = 'BiasAdd';
const BIAS_ADD_GRAD = 'BiasAddGrad';

/** x + bias along the last axis; [..., units] and [units]. */
export function biasAdd<T extends Tensor>(x: T, bias: Tensor): T {
  return tf.getKernel(BIAS_ADD, tf.getBackend()) === undefined
    ? tf.add<T>(x, bias)
    : (run(BIAS_ADD, { x, bias }) as T);
}

function run(kernelName: string, inputs: Record<string, Tensor | undefined>): Tensor {
  return tf.engine().runKernel(kernelName, inputs as Record<string, Tensor>);
}

function replaceKernel(config: KernelConfig): void {
  tf.unregisterKernel(config.kernelName, config.backendName);
  tf.registerKernel(config);
}
