import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../src-main/store/open';

const STEPS_PER_BATCH = 100;
const METRICS = 7;

/** Writes batches of metrics into a store, as a trainer sends them; answers with rows per second. */
export function storeBench() {
  const folder = mkdtempSync(join(tmpdir(), 'latent-workbench-bench-'));
  const store = openStore(folder);
  process.on('exit', () => {
    store.close();
    rmSync(folder, { recursive: true });
  });
  const id = store.runs.create({
    name: (id) => `bench ${String(id)}`,
    config: {
      model: 'gan-mlp',
      dataset: 'none',
      seed: 0,
      budget: { unit: 'steps', count: 1 },
      hyperparameters: {},
      sampleEvery: 1,
      checkpointEvery: 1,
      engine: 'auto',
      sampleSheet: { columns: 8, rows: 8 },
      device: 'auto',
    },
    color: 0,
    datasetName: 'none',
    datasetFingerprint: null,
  });
  let step = 0;
  return {
    round(batches: number): number {
      const start = performance.now();
      for (let batch = 0; batch < batches; batch++, step += STEPS_PER_BATCH) {
        const steps = Array.from({ length: STEPS_PER_BATCH }, (_, i) => step + i);
        const values = steps.map(Math.sin);
        const rows = Array.from({ length: METRICS }, (_, i) => ({
          name: `metric_${String(i)}`,
          steps,
          values,
        }));
        store.metrics.append(id, rows);
      }
      return (batches * STEPS_PER_BATCH * METRICS * 1000) / (performance.now() - start);
    },
  };
}
