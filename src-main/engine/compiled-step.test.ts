import { describe, expect, it } from 'vitest';
import { resolveHyperparameters } from '../contract/hyperparameters';
import { MODELS } from '../models/registry';
import { batchOrder } from './batches';
import { compileStep } from './compiled-step';
import { eagerStep } from './eager-step';
import { statelessRandom } from './random';
import type { StepRequest } from './step-runner';
import { loadTensorflow, tf } from './tensorflow';

const PIXELS = 64;
const COUNT = 100;
const backend = await loadTensorflow();

for (const model of MODELS) {
  describe(model.info.id, () => {
    const request = (): StepRequest => {
      const { values } = resolveHyperparameters(model.info.fields as never, { batchSize: 16, hiddenUnits: 24 });
      const random = statelessRandom(3, tf.tensor1d([0], 'int32'), backend.native);
      const built = model.build({ pixels: PIXELS, random }, values as never);
      const variables = new Map([
        ...built.networks.flatMap((n) => [...n.variables].map(([k, v]) => [`${n.name}/${k}`, v] as const)),
        ...built.optimizers.flatMap((o) => [...o.slots]),
      ]);
      const images = Uint8Array.from({ length: COUNT * PIXELS }, (_, i) => (i * 31) % 256);
      return { backend, step: built.step, variables, seed: 5, images, pixels: PIXELS, batchSize: 16, order: batchOrder(5, COUNT, 16) };
    };
    it('trains the same compiled as eagerly', async () => {
      const a = request();
      const b = request();
      const eager = eagerStep(a);
      const compiled = await compileStep(b, backend.native!);
      for (let i = 0; i < 10; i++) {
        eager.run(i);
        compiled.run(i);
      }
      const ea = eager.readMetrics();
      const co = compiled.readMetrics();
      compiled.pull();
      console.log(compiled.metricNames, ea[9], co[9]);
      let worst = 0;
      for (const [name, v] of a.variables) {
        const x = v.dataSync();
        const y = b.variables.get(name)!.dataSync();
        const scale = Math.max(...x.map(Math.abs), 1e-6);
        for (let i = 0; i < x.length; i++) worst = Math.max(worst, Math.abs(x[i]! - y[i]!) / scale);
      }
      console.log('worst', worst);
      expect(worst).toBeLessThan(1e-4);
    });
  });
}
