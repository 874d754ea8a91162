import { expect, it, vi } from 'vitest';

const STEPS = 4;

interface Trained {
  readonly metrics: readonly number[];
  readonly weights: ReadonlyMap<string, Float32Array>;
}

/** Trains every model for a few steps, with the same initial weights and the same draws on every backend. */
async function trainAll(): Promise<{ backend: string; trained: Map<string, Trained> }> {
  vi.resetModules();
  const { loadTensorflow } = await import('./backend');
  const backend = await loadTensorflow();
  const { tf } = await import('./tensorflow');
  const { streamRandom } = await import('../models/reference/stream');
  const { buildSmall, itemSizeOf, SMALL, valuesOf } = await import('../testing/small-models');
  const { trainedVariables } = await import('./training-step');
  const { MODELS } = await import('../models/registry');
  const trained = new Map<string, Trained>();
  for (const model of MODELS) {
    const built = buildSmall(model, backend);
    const variables = trainedVariables(built);
    for (const { name: network, variables: weights } of built.networks)
      for (const [key, variable] of weights) {
        const centre = key.endsWith('/scale') ? 1 : 0;
        tf.tidy(() =>
          variable.assign(
            streamRandom.uniform(`${network}/${key}`, variable.shape, centre - 0.3, centre + 0.3),
          ),
        );
      }
    const n = built.examplesPerStep;
    const rows = Array.from({ length: STEPS }, (_, step) =>
      tf.tidy(() => {
        const under = (name: string) => `${String(step)}/${name}`;
        const x = streamRandom.uniform(under('items'), [n, itemSizeOf(model)], 0, 1);
        const labels = tf.cast(streamRandom.uniform(under('labels'), [n], 0, SMALL.classes), 'int32');
        const random: typeof streamRandom = {
          normal: (name, shape) => streamRandom.normal(under(name), shape),
          uniform: (name, shape, min, max) => streamRandom.uniform(under(name), shape, min, max),
        };
        const number = tf.tensor1d([step], 'int32');
        const metrics = built.step({ x: x as never, labels: labels as never, step: number, random });
        return Object.values(metrics).map((value) => value.dataSync()[0] ?? NaN);
      }),
    );
    trained.set(model.info.id, { metrics: rows.flat(), weights: valuesOf(variables) });
  }
  return { backend: backend.name, trained };
}

it('every model trains in pure JavaScript as with native TensorFlow', async () => {
  // Pure JavaScript comes first: once native TensorFlow is loaded in a process, it cannot be unloaded.
  vi.doMock('@tensorflow/tfjs-node-gpu', () => {
    throw new Error('It is not installed.');
  });
  const fallback = await trainAll();
  vi.doUnmock('@tensorflow/tfjs-node-gpu');
  const native = await trainAll();
  expect([fallback.backend, native.backend]).toEqual(['cpu', 'tensorflow']);
  expect([...fallback.trained.keys()]).toEqual([...native.trained.keys()]);
  for (const [id, { metrics, weights }] of native.trained) {
    const other = fallback.trained.get(id);
    metrics.forEach((value, i) => {
      const difference = Math.abs((other?.metrics[i] ?? NaN) - value);
      expect(difference, `${id}, metric ${String(i)}`).toBeLessThan(1e-3 * Math.max(1, Math.abs(value)));
    });
    for (const [name, values] of weights) {
      const scale = Math.hypot(...values) + 1e-6;
      const difference = Math.hypot(
        ...values.map((value, i) => (other?.weights.get(name)?.[i] ?? NaN) - value),
      );
      expect(difference / scale, `${id}, ${name}`).toBeLessThan(1e-3);
    }
  }
});
