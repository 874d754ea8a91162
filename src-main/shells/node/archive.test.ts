/** An archive between two data folders, with the real processes: what one trained, the other trains on. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { bundle } from '../../../bench/bundle.mjs';
import { openWorkbench, type Workbench } from '../../core/workbench';
import { openReadOnlyStore } from '../../store/open';
import { exported } from '../../testing/exported';
import { differences, recordOf } from '../../testing/run-record';
import { childProcessHost } from './child-process-host';

// A trainer takes a second or two to load TensorFlow, and much longer on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'latent-workbench-archive-')));
const workbenches: Workbench[] = [];
let trainer: string;

beforeAll(async () => {
  trainer = await bundle('src-main/jobs/entry.ts', `archive-${String(process.pid)}`);
  for (const dataDir of folders) {
    const jobHost = childProcessHost(trainer);
    const workbench = await openWorkbench({ dataDir, jobHost, version: '0.0.0', electron: null });
    workbench.settings.set({ evaluation: 'off' });
    workbenches.push(workbench);
  }
});
afterAll(async () => {
  for (const workbench of workbenches) await workbench.close();
  for (const folder of [...folders, dirname(trainer)]) rmSync(folder, { recursive: true });
});

async function ended({ runs }: Workbench, id: number): Promise<void> {
  await vi.waitFor(
    () => {
      expect(runs.get(id)).toMatchObject({ state: 'completed', problem: null });
    },
    { timeout: 100_000, interval: 200 },
  );
}

it('holds a run that another data folder continues from a checkpoint, with equal numbers to the last bit', async () => {
  const [here, there] = workbenches as [Workbench, Workbench];
  const { id } = here.runs.create({
    ...{ model: 'vae-mlp-2d', dataset: 'two-moons', seed: 3, sampleEvery: 20, checkpointEvery: 20 },
    budget: { unit: 'steps', count: 60 },
    hyperparameters: { batchSize: 16, hiddenUnits: 8 },
  });
  await ended(here, id);
  const file = join(folders[0]!, 'run.lwrun');
  const bytes = await exported(here, { format: 'archive', runs: [id] });
  writeFileSync(file, bytes);

  const { runs } = await there.archives.import(there.files.useInPlace(file));
  const copy = runs[0]!.id;
  const records = () => {
    const stores = folders.map((folder) => openReadOnlyStore(folder)!);
    const [original, imported] = [recordOf(stores[0]!, id), recordOf(stores[1]!, copy)];
    for (const store of stores) store.close();
    return { original, imported };
  };
  const before = records();
  expect(differences(before.original, before.imported)).toEqual([]);
  expect(before.original.figures.size).toBeGreaterThan(3);

  await there.runs.resume(copy, 20);
  expect(there.runs.get(copy).state).not.toBe('completed');
  await ended(there, copy);
  const after = records();
  expect(differences(after.original, after.imported)).toEqual([]);
});
