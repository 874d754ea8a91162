import { createInterface } from 'node:readline';
import { POINT_SHAPE } from '../src-main/contract/dataset';
import { examplesPerStep } from '../src-main/contract/epoch';
import { defaultsOf } from '../src-main/contract/hyperparameters';
import { stepInputsOf } from '../src-main/contract/run-changes';
import { loadTensorflow } from '../src-main/engine/backend';
import { statelessRandom } from '../src-main/engine/random';
import { createStepRunner } from '../src-main/engine/step-runner';
import { tf } from '../src-main/engine/tensorflow';
import { stepRequest } from '../src-main/engine/training-step';
import { modelById } from '../src-main/models/registry';
import { evaluationBench } from './evaluation';
import { storeBench } from './store';

const CLASSES = 10;
const ITEMS = 60_000;
const noise = (i: number) => (Math.imul(i, 2654435761) >>> 24) & 0xff;
const DATA = {
  images: {
    height: 28,
    width: 28,
    channels: 1,
    pixels: 784,
    makeItems: () => Uint8Array.from({ length: ITEMS * 784 }, (_, i) => noise(i)),
  },
  points: {
    ...POINT_SHAPE,
    pixels: 2,
    makeItems: () => Float32Array.from({ length: ITEMS * 2 }, (_, i) => noise(i) / 255),
  },
} as const;

/** A model of the registry with its defaults, and as many training items as MNIST has. */
async function prepare(id: string, mode: 'compiled' | 'eager') {
  const model = modelById(id);
  const hyperparameters = defaultsOf(model.info.fields);
  const backend = await loadTensorflow();
  if (backend.native === null) throw new Error('Native TensorFlow did not load.');
  const { makeItems, ...shape } = DATA[model.info.data];
  const items = makeItems();
  const labels = Uint8Array.from({ length: ITEMS }, (_, i) => i % CLASSES);
  const started = performance.now();
  const random = statelessRandom(1, tf.tensor1d([0], 'int32'), backend.native);
  const built = model.build(
    { ...shape, classes: CLASSES, training: { items, labels }, random, totalSteps: 100_000, seed: 1 },
    hyperparameters,
  );
  const batchSize = examplesPerStep(model.info, hyperparameters) ?? NaN;
  const data = { ...shape, items, labels };
  const inputs = stepInputsOf(model.info.fields, hyperparameters);
  const request = stepRequest(backend, built, data, { seed: 1, batchSize, inputs });
  const { runner } = await createStepRunner(request, mode);
  let step = 0;
  step += runner.run(step, 1);
  runner.readMetrics();
  const firstStepMs = performance.now() - started;
  return {
    firstStepMs,
    round(steps: number): number {
      const start = performance.now();
      const end = step + steps;
      let read = step;
      while (step < end) {
        step += runner.run(step, end - step);
        // Every metric of every step is read, in batches as in training.
        if (step - read < 64) continue;
        runner.readMetrics();
        read = step;
      }
      const last = runner.readMetrics().at(-1) ?? new Float32Array();
      if (!last.every(Number.isFinite)) throw new Error(`${id} diverged`);
      return (performance.now() - start) / steps;
    },
  };
}

const say = (message: object) => process.stdout.write(`${JSON.stringify(message)}\n`);

/** One process of the benchmark, `contender CASE MODE`: each line of input is a round with a number of steps. */
async function main(): Promise<void> {
  const [caseName = '', mode = ''] = process.argv.slice(2);
  const lines = createInterface({ input: process.stdin });
  if (caseName === 'store') {
    const bench = storeBench();
    say({ firstStepMs: 0 });
    for await (const line of lines) say({ rowsPerSecond: bench.round(Number(line)) });
  } else if (caseName === 'evaluation') {
    const bench = await evaluationBench();
    say(mode === 'prdc' ? bench.prdc() : { firstStepMs: 0 });
    for await (const _ of lines) say({ ...bench.round(), rssMb: process.resourceUsage().maxRSS / 1000 });
  } else {
    const bench = await prepare(caseName, mode as 'compiled' | 'eager');
    say({ firstStepMs: bench.firstStepMs });
    for await (const line of lines)
      say({ msPerStep: bench.round(Number(line)), rssMb: process.memoryUsage().rss / 1e6 });
  }
  process.exit(0);
}
void main();
