import type { GradConfig, KernelConfig, Tensor } from '@tensorflow/tfjs';
import { registerBatchNormalization } from './batch-normalization';
import { tf, type NativeBackend, type OpAttribute, type Scalar } from './tensorflow';

const RELU_GRAD = 'ReluGrad';
const LEAKY_RELU_GRAD = 'LeakyReluGrad';
const SIGMOID_GRAD = 'SigmoidGrad';
const BIAS_ADD = 'BiasAdd';
const BIAS_ADD_GRAD = 'BiasAddGrad';
const L2_LOSS = 'L2Loss';

/** x + bias along the last axis; [..., units] and [units]. */
export function biasAdd<T extends Tensor>(x: T, bias: Tensor): T {
  return tf.getKernel(BIAS_ADD, tf.getBackend()) === undefined
    ? tf.add<T>(x, bias)
    : (run(BIAS_ADD, { x, bias }) as T);
}

/** Sum of the squares of all values, in one pass and without a tensor of squares. */
export function sumOfSquares(x: Tensor): Scalar {
  return tf.getKernel(L2_LOSS, tf.getBackend()) === undefined
    ? tf.sum<Scalar>(tf.square(x))
    : tf.mul<Scalar>(run(L2_LOSS, { x }), 2);
}

/**
 * Gradients as TensorFlow's own ops.
 *
 * tfjs derives gradients from small ops that every backend has: that of relu is nine (is-NaN, greater, selects, casts,
 * a multiplication, constants of the tensor's size). TensorFlow has one op for it. Each is registered as a tfjs kernel
 * with a gradient of its own, so gradients of gradients work as before, and models stay as they are.
 */
export function registerNativeKernels(native: NativeBackend): void {
  const { TF_ATTR_TYPE: typeKind, TF_ATTR_BOOL: boolKind, TF_ATTR_FLOAT: floatKind } = native.binding;
  const T: OpAttribute = { name: 'T', type: typeKind, value: native.binding.TF_FLOAT };
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

  // relu: dx = dy where y > 0. Linear in dy, so its own gradient is itself; y is constant almost everywhere.
  kernel(RELU_GRAD, ['dy', 'y']);
  gradient({
    kernelName: 'Relu',
    outputsToSave: [true],
    gradFunc: (dy, [y]) => ({ x: () => run(RELU_GRAD, { dy, y: detached(native, y) }) }),
  });
  gradient({
    kernelName: RELU_GRAD,
    inputsToSave: ['y'],
    gradFunc: (ddy, [y]) => ({
      dy: () => run(RELU_GRAD, { dy: ddy, y }),
      y: () => tf.zerosLike(y as Tensor),
    }),
  });

  // leaky relu: dx = dy where x > 0, else α dy.
  kernel(LEAKY_RELU_GRAD, ['dy', 'x'], ({ alpha }) => [{ name: 'alpha', type: floatKind, value: alpha }]);
  gradient({
    kernelName: 'LeakyRelu',
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attrs) => ({
      x: () => run(LEAKY_RELU_GRAD, { dy, x: detached(native, x) }, attrs),
    }),
  });
  gradient({
    kernelName: LEAKY_RELU_GRAD,
    inputsToSave: ['x'],
    gradFunc: (ddy, [x], attrs) => ({
      dy: () => run(LEAKY_RELU_GRAD, { dy: ddy, x }, attrs),
      x: () => tf.zerosLike(x as Tensor),
    }),
  });

  // sigmoid: dx = dy · y (1 − y).
  kernel(SIGMOID_GRAD, ['y', 'dy']);
  gradient({
    kernelName: 'Sigmoid',
    // Not its output: tfjs loses the path from x to a saved output, and with it the second derivative.
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({ x: () => run(SIGMOID_GRAD, { dy, y: tf.sigmoid(x as Tensor) }) }),
  });
  gradient({
    kernelName: SIGMOID_GRAD,
    inputsToSave: ['y', 'dy'],
    gradFunc: (ddy, [y, dy]) => ({
      dy: () => run(SIGMOID_GRAD, { dy: ddy, y }),
      y: () => tf.mul(tf.mul(ddy as Tensor, dy as Tensor), tf.sub(1, tf.mul(2, y as Tensor))),
    }),
  });

  // Bias: summing its gradient over the batch is one specialised op instead of a general reduction.
  kernel(BIAS_ADD, ['x', 'bias']);
  kernel(BIAS_ADD_GRAD, ['dy']);
  gradient({
    kernelName: BIAS_ADD,
    gradFunc: (dy) => ({ x: () => dy as Tensor, bias: () => run(BIAS_ADD_GRAD, { dy }) }),
  });
  gradient({
    kernelName: BIAS_ADD_GRAD,
    inputsToSave: ['dy'],
    gradFunc: (dBias, [dy]) => ({ dy: () => run(BIAS_ADD, { x: tf.zerosLike(dy as Tensor), bias: dBias }) }),
  });

  // ½ Σ x²: dx = dy x.
  kernel(L2_LOSS, ['x']);
  gradient({
    kernelName: L2_LOSS,
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({ x: () => tf.mul(dy as Tensor, x as Tensor) }),
  });

  // Sums: tfjs multiplies with a tensor of ones of the input's size, which a graph would have to hold.
  gradient({
    kernelName: 'Sum',
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attrs) => ({ x: () => spread(dy as Tensor, x as Tensor, attrs.axis) }),
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

  // Gathering: tfjs-node reads the indices back to check them; TensorFlow checks them itself.
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

  registerBatchNormalization(native);
}

/** Repeats a sum over `axis` for each of its terms: the shape of `terms`. */
function spread(sum: Tensor, terms: Tensor, axis: unknown): Tensor {
  const summed = tf.util.parseAxisParam(axis as number | number[], terms.shape);
  const kept = terms.shape.map((size, i) => (summed.includes(i) ? 1 : size));
  return tf.broadcastTo(tf.reshape(sum, kept), terms.shape);
}

/** Registers a gradient in the place of the one tfjs has, if it has one. */
function gradient(config: GradConfig): void {
  if (tf.getGradient(config.kernelName) !== undefined) tf.unregisterGradient(config.kernelName);
  tf.registerGradient(config);
}

function replaceKernel(config: KernelConfig): void {
  tf.unregisterKernel(config.kernelName, config.backendName);
  tf.registerKernel(config);
}

function run(name: string, inputs: Record<string, unknown>, attrs?: object): Tensor {
  return tf.engine().runKernel(name, inputs as Record<string, Tensor>, attrs as never);
}

/**
 * The same data as a tensor that gradients do not follow. A derivative that is zero everywhere would otherwise be
 * carried, as zeros, through the whole network again when a gradient of a gradient is taken.
 */
function detached(native: NativeBackend, tensor: Tensor | undefined): Tensor {
  if (tensor === undefined) throw new Error('The kernel saved no tensor for its gradient.');
  native.incRef(tensor.dataId);
  return tf.engine().makeTensorFromTensorInfo(tensor);
}
