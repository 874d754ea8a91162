import { describe, expect, it } from 'vitest';
import { loadTensorflow } from '../src-main/engine/backend';
import { batchOrder } from '../src-main/engine/batches';
import { statelessRandom } from '../src-main/engine/random';
import { createStepRunner } from '../src-main/engine/step-runner';
import { tf } from '../src-main/engine/tensorflow';
import { trainedVariables } from '../src-main/models/model';
import { CASES, PIXELS } from './cases';

const backend = await loadTensorflow();
const BATCH = 8;

async function metricsAfter(steps: number, caseName: string, mode: 'compiled' | 'eager') {
  const random = statelessRandom(1, tf.tensor1d([0], 'int32'), backend.native);
  const built = CASES[caseName]!.build(random);
  const images = Uint8Array.from({ length: 32 * PIXELS }, (_, i) => (i * 37) % 256);
  const order = batchOrder(1, 32, BATCH);
  const variables = trainedVariables(built);
  const request = {
    backend,
    step: built.step,
    variables,
    seed: 1,
    images,
    pixels: PIXELS,
    batchSize: BATCH,
    order,
  };
  const { runner } = await createStepRunner(request, mode);
  for (let step = 0; step < steps; step++) runner.run(step, 1);
  const metrics = runner.readMetrics();
  runner.dispose();
  return metrics;
}

// The registry's own models have tests of their own; these cases use what no model of the registry does yet:
// convolutions, batch normalisation, dropout, a gradient penalty, RMSprop.
describe.each(['gan-conv', 'wgan-gp', 'classifier-mlp'])('%s', (caseName) => {
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
