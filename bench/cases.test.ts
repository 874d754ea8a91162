import { describe, expect, it } from 'vitest';
import { loadTensorflow } from '../src-main/engine/backend';
import { batchOrder } from '../src-main/engine/batches';
import { statelessRandom } from '../src-main/engine/random';
import { createStepRunner } from '../src-main/engine/step-runner';
import { tf } from '../src-main/engine/tensorflow';
import { trainedVariables } from '../src-main/models/model';
import { CASES, IMAGE } from './cases';

const backend = await loadTensorflow();
const BATCH = 8;

async function metricsAfter(steps: number, caseName: string, mode: 'compiled' | 'eager') {
  const random = statelessRandom(1, tf.tensor1d([0], 'int32'), backend.native);
  const images = Uint8Array.from({ length: 32 * IMAGE.pixels }, (_, i) => (i * 37) % 256);
  const labels = Uint8Array.from({ length: 32 }, (_, i) => i % IMAGE.classes);
  const built = CASES[caseName]!.build({ ...IMAGE, training: { images, labels }, random });
  const order = batchOrder(1, 32, BATCH);
  const variables = trainedVariables(built);
  const request = {
    backend,
    step: built.step,
    variables,
    seed: 1,
    images,
    labels,
    constants: [],
    pixels: IMAGE.pixels,
    batchSize: BATCH,
    order,
  };
  const { runner } = await createStepRunner(request, mode);
  for (let step = 0; step < steps; step++) runner.run(step, 1);
  const metrics = runner.readMetrics();
  runner.dispose();
  return metrics;
}

// The registry's own models have tests of their own.
describe.each(['wgan-gp'])('%s', (caseName) => {
  it('trains the same compiled as eagerly', async () => {
    const [eager, compiled] = [
      await metricsAfter(4, caseName, 'eager'),
      await metricsAfter(4, caseName, 'compiled'),
    ];
    eager.forEach((row, step) => {
      row.forEach((value, column) => {
        expect(compiled[step]?.[column]).toBeCloseTo(value, 3);
      });
    });
  });
});
