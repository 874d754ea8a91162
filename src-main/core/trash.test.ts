import { statSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { expect, it } from 'vitest';
import { STORE_FILE, openStore } from '../store/open';
import { appendCheckpoint } from '../testing/append-checkpoint';
import { NEW_RUN, workbenchFixture } from '../testing/workbench-fixture';
import { router } from './router';

const fixture = workbenchFixture();
const MEGABYTE = 2 ** 20;

async function connect() {
  const workbench = await fixture.open();
  return { workbench, api: createRouterClient(router, { context: { workbench } }) };
}

/** Creates ended runs with a checkpoint each, as an earlier session would leave them. */
function record(count: number, bytes: number): number[] {
  const store = openStore(fixture.dataDir);
  const ids = Array.from({ length: count }, (_, i) => {
    const id = store.runs.create({
      name: () => `run ${String(i)}`,
      config: {
        model: 'gan-mlp',
        dataset: 'synthetic-digits',
        seed: 1,
        budget: { unit: 'steps', count: 10 },
        hyperparameters: {},
        sampleEvery: 1,
        sampleSheet: { columns: 8, rows: 8 },
        checkpointEvery: 1,
        engine: 'auto',
        device: 'auto',
      },
      color: 0,
      datasetName: 'Digits',
      datasetFingerprint: null,
    });
    store.runs.finish(id, 'completed', 1, null);
    store.metrics.append(id, [{ name: 'loss', steps: [1, 2], values: [1, 2] }]);
    appendCheckpoint(store, id, { step: 10, elapsedMs: 1, bytes: new Uint8Array(bytes).fill(i + 1) });
    return id;
  });
  store.close();
  return ids;
}

it('lists removed runs, restores them, and announces both', async () => {
  const { api } = await connect();
  const { id } = await api.runs.create(NEW_RUN);
  await api.runs.stop({ id });
  expect(await api.runs.trash()).toEqual([]);
  await api.runs.remove({ id });
  expect(await api.runs.trash()).toMatchObject([{ run: { id }, bytes: 0 }]);
  await api.runs.restore({ id });
  expect(await api.runs.trash()).toEqual([]);
  expect(fixture.events.filter(({ type }) => type === 'trash')).toHaveLength(1);
});

it('deletes removed runs permanently, and frees their disk space', async () => {
  const [first = 0, second = 0, third = 0] = record(3, 4 * MEGABYTE);
  const file = join(fixture.dataDir, STORE_FILE);
  const before = statSync(file).size;
  const { workbench, api } = await connect();
  await api.runs.remove({ id: first });
  await api.runs.remove({ id: second });
  expect((await api.runs.trash()).map(({ bytes }) => bytes)).toEqual([4 * MEGABYTE, 4 * MEGABYTE]);

  // A run that was not removed stays.
  const purged = await api.runs.purge({ ids: [first, third] });
  expect(purged.runs).toBe(1);
  expect(purged.bytes).toBeGreaterThan(3.9 * MEGABYTE);
  expect(purged.bytes).toBeLessThan(4.5 * MEGABYTE);
  await expect(api.runs.restore({ id: first })).rejects.toThrow(`There is no run ${String(first)}.`);
  expect((await api.runs.get({ id: third })).name).toBe('run 2');

  expect((await api.runs.emptyTrash()).runs).toBe(1);
  expect(await api.runs.emptyTrash()).toEqual({ runs: 0, bytes: 0 });
  await workbench.close();
  expect(before - statSync(file).size).toBeGreaterThan(7.9 * MEGABYTE);
});
