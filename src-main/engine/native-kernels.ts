import type { KernelConfig, Tensor } from '@tensorflow/tfjs';
import {
  LEAKY_RELU_GRAD,
  registerGradient,
  RELU_GRAD,
  runKernel,
  SIGMOID_GRAD,
} from './activation-gradients';
import { registerBatchNormalization } from './batch-normalization';
import { tf, type NativeBackend, type OpAttribute, type Scalar } from './tensorflow';

const BIAS_ADD = 'BiasAdd';
const BIAS_ADD_GRAD = 'BiasAddGrad';
const L2_LOSS = 'L2Loss';

/** x + bias along the last axis; [..., units] and [units]. */
export function biasAdd<T extends Tensor>(x: T, bias: Tensor): T {
  return tf.getKernel(BIAS_ADD, tf.getBackend()) === undefined
    ? tf.add<T>(x, bias)
    : (runKernel(BIAS_ADD, { x, bias }) as T);
}

/** Sum of the squares of all values, in one pass and without a tensor of squares. */
export function sumOfSquares(x: Tensor): Scalar {
  return tf.getKernel(L2_LOSS, tf.getBackend()) === undefined
    ? tf.sum<Scalar>(tf.square(x))
    : tf.mul<Scalar>(runKernel(L2_LOSS, { x }), 2);
}

/**
 * TensorFlow's own ops, where tfjs composes them of small ops that every backend has. Each is registered as a tfjs
 * kernel with its own gradient, so gradients of gradients still work, and models do not change.
 */
export function registerNativeKernels(native: NativeBackend): void {
  const { TF_ATTR_FLOAT: floatKind } = native.binding;
  const T = floatType(native);
  const kernel = (
    op: string,
    inputNames: readonly string[],
    attributes: (attrs: Record<string, unknown>) => OpAttribute[] = () => [],
  ) => {
    tf.registerKernel({
      kernelName: op,
      backendName: 'tensorflow',
      kernelFunc: ({ inputs, attrs }) =>
        native.executeSingleOutput(
          op,
          [T, ...attributes(attrs ?? {})],
          inputNames.map((name) => inputs[name] as Tensor),
        ),
    });
  };

  kernel(RELU_GRAD, ['dy', 'y']);
  kernel(LEAKY_RELU_GRAD, ['dy', 'x'], ({ alpha }) => [{ name: 'alpha', type: floatKind, value: alpha }]);
  kernel(SIGMOID_GRAD, ['y', 'dy']);

  // Bias: summing its gradient over the batch is one specialised op instead of a general reduction.
  kernel(BIAS_ADD, ['x', 'bias']);
  kernel(BIAS_ADD_GRAD, ['dy']);
  registerGradient({
    kernelName: BIAS_ADD,
    gradFunc: (dy) => ({ x: () => dy as Tensor, bias: () => runKernel(BIAS_ADD_GRAD, { dy }) }),
  });
  registerGradient({
    kernelName: BIAS_ADD_GRAD,
    inputsToSave: ['dy'],
    gradFunc: (dBias, [dy]) => ({
      dy: () => runKernel(BIAS_ADD, { x: tf.zerosLike(dy as Tensor), bias: dBias }),
    }),
  });

  // ½ Σ x²: dx = dy x.
  kernel(L2_LOSS, ['x']);
  registerGradient({
    kernelName: L2_LOSS,
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({ x: () => tf.mul(dy as Tensor, x as Tensor) }),
  });

  replaceGradientOfSum();
  replaceMatMul(native);
  replaceGather(native);
  registerBatchNormalization(native);
}

function floatType({ binding }: NativeBackend): OpAttribute {
  return { name: 'T', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT };
}

/** tfjs multiplies by a tensor of ones of the input's size, which a graph would have to hold. */
function replaceGradientOfSum(): void {
  registerGradient({
    kernelName: 'Sum',
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attrs) => ({ x: () => spread(dy as Tensor, x as Tensor, attrs.axis) }),
  });
}

/** Matrices multiply with MatMul; tfjs-node uses BatchMatMulV2 for every rank. */
function replaceMatMul(native: NativeBackend): void {
  const { TF_ATTR_BOOL: boolKind } = native.binding;
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
      return native.executeSingleOutput('MatMul', [floatType(native), ...transpose], [a, b]);
    },
  });
}

/** tfjs-node reads the indices back to check them; TensorFlow checks them itself. */
function replaceGather(native: NativeBackend): void {
  const { TF_ATTR_TYPE: typeKind } = native.binding;
  replaceKernel({
    kernelName: 'GatherV2',
    backendName: 'tensorflow',
    kernelFunc({ inputs, attrs }) {
      const { x, indices } = inputs as { x: Tensor; indices: Tensor };
      const { axis, batchDims } = attrs as { axis: number; batchDims: number };
      const kinds = [
        {
          name: 'Tparams',
          type: typeKind,
          value: x.dtype === 'int32' ? native.binding.TF_INT32 : native.binding.TF_FLOAT,
        },
        { name: 'Tindices', type: typeKind, value: native.binding.TF_INT32 },
        { name: 'Taxis', type: typeKind, value: native.binding.TF_INT32 },
        { name: 'batch_dims', type: native.binding.TF_ATTR_INT, value: batchDims },
      ];
      return tf.tidy(() =>
        native.executeSingleOutput('GatherV2', kinds, [x, indices, tf.scalar(axis, 'int32')]),
      );
    },
  });
}

/** Broadcasts a sum over `axis` back to the shape of `terms`. */
function spread(sum: Tensor, terms: Tensor, axis: unknown): Tensor {
  const summed = tf.util.parseAxisParam(axis as number | number[], terms.shape);
  const kept = terms.shape.map((size, i) => (summed.includes(i) ? 1 : size));
  return tf.broadcastTo(tf.reshape(sum, kept), terms.shape);
}

function replaceKernel(config: KernelConfig): void {
  tf.unregisterKernel(config.kernelName, config.backendName);
  tf.registerKernel(config);
}
