import { statelessRandom } from './random';
import type { StepRequest, StepRunner } from './training-step';
import { tf, type Scalar } from './tensorflow';

/** Runs the step op by op: the reference for the compiled one, and the fallback where there are no graphs. */
export function eagerStep(request: StepRequest): StepRunner {
  const { backend, step, seed, images, labels, pixels, batchSize, order } = request;
  const pending: Scalar[][] = [];
  const batch = new Float32Array(batchSize * pixels);
  let metricNames: string[] = [];
  return {
    mode: 'eager',
    get metricNames() {
      return metricNames;
    },
    run(number) {
      const indices = order.indices(number);
      gather(images, pixels, indices, batch);
      const metrics = tf.tidy(() => {
        const context = {
          images: tf.tensor2d(batch.slice(), [batchSize, pixels]),
          labels: labels && tf.tensor1d(gatherLabels(labels, indices), 'int32'),
          random: statelessRandom(seed, tf.tensor1d([number], 'int32'), backend.native),
        };
        const values = step(context);
        metricNames = Object.keys(values);
        return Object.values(values);
      });
      pending.push(metrics);
      return 1;
    },
    readMetrics: () =>
      pending.splice(0).map((scalars) => {
        const row = Float32Array.from(scalars, (scalar) => scalar.dataSync()[0] ?? NaN);
        tf.dispose(scalars);
        return row;
      }),
    pull() {
      // The variables of tfjs are those that are trained.
    },
    dispose() {
      tf.dispose(pending.splice(0));
    },
  };
}

/** The indexed labels, int32. */
export function gatherLabels(labels: Uint8Array, indices: Int32Array): Int32Array {
  return indices.map((index) => labels[index] ?? 0);
}

/** Copies the indexed images into `batch`, scaled from 0–255 to 0–1. About 0.1 ms for 128 images of 28×28. */
export function gather(images: Uint8Array, pixels: number, indices: Int32Array, batch: Float32Array): void {
  let to = 0;
  for (const index of indices) {
    const from = index * pixels;
    for (let p = 0; p < pixels; p++) batch[to++] = (images[from + p] ?? 0) * (1 / 255);
  }
}
