import { at } from '../contract/at';
import { gather, gatherLabels } from './batches';
import { statelessRandom } from './random';
import { inputTensors, withStepInputs } from './step-inputs';
import type { StepRequest, StepRunner } from './training-step';
import { tf, type Scalar } from './tensorflow';

/** Runs the step op by op: the reference for the compiled step, and the fallback on backends without graphs. */
export function eagerStep(request: StepRequest): StepRunner {
  const { backend, step, seed, items, labels, itemSize, batchSize, order } = request;
  const pending: Scalar[][] = [];
  const batch = new Float32Array(batchSize * itemSize);
  let metricNames: string[] = [];
  let { inputs } = request;
  return {
    mode: 'eager',
    get metricNames() {
      return metricNames;
    },
    setInputs(changed) {
      inputs = { ...inputs, ...changed };
    },
    run(number) {
      const indices = order.indices(number);
      gather(items, itemSize, indices, batch);
      const metrics = tf.tidy(() => {
        const stepTensor = tf.tensor1d([number], 'int32');
        const context = {
          x: tf.tensor2d(batch.slice(), [batchSize, itemSize]),
          labels: labels && tf.tensor1d(gatherLabels(labels, indices), 'int32'),
          step: stepTensor,
          random: statelessRandom(seed, stepTensor, backend.native),
        };
        const values = withStepInputs(inputTensors(inputs), () => step(context));
        metricNames = Object.keys(values);
        return Object.values(values);
      });
      pending.push(metrics);
      return 1;
    },
    readMetrics: () =>
      pending.splice(0).map((scalars) => {
        const row = Float32Array.from(scalars, (scalar) => at(scalar.dataSync(), 0));
        tf.dispose(scalars);
        return row;
      }),
    pull() {
      // Nothing to copy: eager steps train the variables of tfjs themselves.
    },
    push() {
      // As for `pull`.
    },
    dispose() {
      tf.dispose(pending.splice(0));
    },
  };
}
