import type { GradConfig, Tensor } from '@tensorflow/tfjs';
import { tf } from './tensorflow';

export const RELU_GRAD = 'ReluGrad';
export const LEAKY_RELU_GRAD = 'LeakyReluGrad';
export const SIGMOID_GRAD = 'SigmoidGrad';

/**
 * Gradients of activations as one kernel each, available on every backend of the engine, with their own gradients.
 *
 * tfjs composes them of small ops instead. Its gradients of leaky relu and sigmoid have no second derivative, which a
 * gradient penalty needs, and its gradient of relu takes nine ops on native TensorFlow (is-NaN, greater, selects,
 * casts, a multiplication, constants of the tensor's size).
 */
export function registerActivationGradients(): void {
  // relu: dx = dy where y > 0. Linear in dy, so its own gradient is itself; y is constant almost everywhere.
  registerGradient({
    kernelName: 'Relu',
    outputsToSave: [true],
    gradFunc: (dy, [y]) => ({ x: () => runKernel(RELU_GRAD, { dy, y: detached(y) }) }),
  });
  registerGradient({
    kernelName: RELU_GRAD,
    inputsToSave: ['y'],
    gradFunc: (ddy, [y]) => ({
      dy: () => runKernel(RELU_GRAD, { dy: ddy, y }),
      y: () => tf.zerosLike(y as Tensor),
    }),
  });

  // leaky relu: dx = dy where x > 0, else α dy.
  registerGradient({
    kernelName: 'LeakyRelu',
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attrs) => ({
      x: () => runKernel(LEAKY_RELU_GRAD, { dy, x: detached(x) }, attrs),
    }),
  });
  registerGradient({
    kernelName: LEAKY_RELU_GRAD,
    inputsToSave: ['x'],
    gradFunc: (ddy, [x], attrs) => ({
      dy: () => runKernel(LEAKY_RELU_GRAD, { dy: ddy, x }, attrs),
      x: () => tf.zerosLike(x as Tensor),
    }),
  });

  // sigmoid: dx = dy · y (1 − y).
  registerGradient({
    kernelName: 'Sigmoid',
    // x and not the output: tfjs loses the path from x to a saved output, and with it the second derivative.
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({ x: () => runKernel(SIGMOID_GRAD, { dy, y: tf.sigmoid(x as Tensor) }) }),
  });
  registerGradient({
    kernelName: SIGMOID_GRAD,
    inputsToSave: ['y', 'dy'],
    gradFunc: (ddy, [y, dy]) => ({
      dy: () => runKernel(SIGMOID_GRAD, { dy: ddy, y }),
      y: () => tf.mul(tf.mul(ddy as Tensor, dy as Tensor), tf.sub(1, tf.mul(2, y as Tensor))),
    }),
  });
}

/** Registers the kernels of these gradients for the pure JavaScript backend. */
export function registerJavaScriptKernels(): void {
  const kernel = (
    kernelName: string,
    compute: (inputs: Record<string, Tensor>, alpha: number) => Tensor,
  ): void => {
    tf.registerKernel({
      kernelName,
      backendName: 'cpu',
      kernelFunc: ({ inputs, attrs }) =>
        tf.tidy(() => compute(inputs as Record<string, Tensor>, Number(attrs?.['alpha'] ?? 0))),
    });
  };
  kernel(RELU_GRAD, ({ dy, y }) => tf.mul(dy as Tensor, tf.step(y as Tensor)));
  kernel(LEAKY_RELU_GRAD, ({ dy, x }, alpha) => tf.mul(dy as Tensor, tf.step(x as Tensor, alpha)));
  kernel(SIGMOID_GRAD, ({ dy, y }) => tf.mul(dy as Tensor, tf.mul(y as Tensor, tf.sub(1, y as Tensor))));
}

/** Registers a gradient, replacing tfjs's own if there is one. */
export function registerGradient(config: GradConfig): void {
  if (tf.getGradient(config.kernelName) !== undefined) tf.unregisterGradient(config.kernelName);
  tf.registerGradient(config);
}

/** Runs a tfjs kernel with one output, and records its gradient. @throws Error if the backend has no such kernel */
export function runKernel(name: string, inputs: Record<string, unknown>, attrs?: object): Tensor {
  return tf.engine().runKernel(name, inputs as Record<string, Tensor>, attrs as never);
}

/**
 * The same data as a tensor that gradients do not flow through. A derivative that is zero everywhere would otherwise be
 * propagated, as zeros, through the whole network again when a gradient of a gradient is taken.
 */
function detached(tensor: Tensor | undefined): Tensor {
  if (tensor === undefined) throw new Error('The kernel saved no tensor for its gradient.');
  tf.backend().incRef(tensor.dataId);
  return tf.engine().makeTensorFromTensorInfo(tensor);
}
