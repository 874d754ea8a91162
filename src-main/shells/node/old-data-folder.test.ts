/**
 * A data folder of version 0.1.0, as written by its own command line on 2026-11-29: two complete runs, and one that was
 * stopped at step 260 of 1,000. Its dataset is regenerated here, with identical bytes.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { ExportRequest } from '../../contract/export';
import { bundle } from '../../../bench/bundle.mjs';
import { openWorkbench, type Workbench } from '../../core/workbench';
import { openReadOnlyStore, STORE_FILE, type ReadOnlyStore } from '../../store/open';
import { exported } from '../../testing/exported';
import { recordOf } from '../../testing/run-record';
import { childProcessHost } from './child-process-host';

// A trainer takes a second or two to load TensorFlow, and much longer on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const FOLDER = join(import.meta.dirname, '..', '..', 'testing', 'data-folder-0.1.0.sqlite.gz');
const [GAN, VAE, STOPPED] = [1, 2, 3];
const dataDir = mkdtempSync(join(tmpdir(), 'latent-workbench-old-'));
let trainer: string;
let workbench: Workbench;
let store: ReadOnlyStore;

beforeAll(async () => {
  writeFileSync(join(dataDir, STORE_FILE), gunzipSync(readFileSync(FOLDER)));
  trainer = await bundle('src-main/jobs/entry.ts', `old-trainer-${String(process.pid)}`);
  const jobHost = childProcessHost(trainer);
  workbench = await openWorkbench({ dataDir, jobHost, version: '0.0.0', electron: null });
  workbench.settings.set({ evaluation: 'off' });
  store = openReadOnlyStore(dataDir)!;
});
afterAll(async () => {
  store.close();
  await workbench.close();
  rmSync(dataDir, { recursive: true });
  rmSync(dirname(trainer), { recursive: true });
});

const rowsOf = (id: number, name: string, last = Infinity) =>
  [...(recordOf(store, id).metrics.get(name) ?? [])].filter(([step]) => step <= last);
const textOf = async (request: ExportRequest) => (await exported(workbench, request)).toString();

it('shows its runs with their metrics, figures and checkpoints', () => {
  const runs = workbench.runs.list().map(({ id, name, state, step, checkpointStep, problem }) => ({
    id,
    name,
    state,
    step,
    checkpointStep,
    problem,
  }));
  expect(runs).toEqual([
    {
      id: STOPPED,
      name: 'Old, interrupted',
      state: 'stopped',
      step: 260,
      checkpointStep: 260,
      problem: null,
    },
    { id: VAE, name: 'Old VAE', state: 'completed', step: 40, checkpointStep: 40, problem: null },
    { id: GAN, name: 'Old GAN', state: 'completed', step: 40, checkpointStep: 40, problem: null },
  ]);
  expect(rowsOf(STOPPED, 'd_accuracy').at(-1)).toEqual([260, 0.611328125]);
  expect(rowsOf(VAE, 'loss')).toHaveLength(40);
  expect(workbench.runs.figures(GAN).map(({ kind, step }) => `${kind} ${String(step)}`)).toEqual([
    'points 0',
    'points 40',
  ]);
});

it('compares and exports them', async () => {
  const report = await textOf({ format: 'report-html', runs: [GAN, VAE] });
  expect(report).toContain('Old GAN');
  expect(report).toContain('Negative ELBO');
  const csv = await textOf({ format: 'metrics-csv', runs: [STOPPED] });
  expect(csv.trim().split(/\r?\n/)).toHaveLength(261);
});

it('draws from its checkpoints, and resumes its stopped run to the end', async () => {
  const drawing = await workbench.drawings.draw(VAE, { label: null, count: 16, seed: 1 });
  expect(drawing.step).toBe(40);

  const before = rowsOf(STOPPED, 'g_loss');
  await workbench.runs.resume(STOPPED);
  await vi.waitFor(
    () => {
      expect(workbench.runs.get(STOPPED)).toMatchObject({ state: 'completed', step: 1000, problem: null });
    },
    { timeout: 100_000, interval: 100 },
  );
  expect(rowsOf(STOPPED, 'g_loss', 260)).toEqual(before);
  expect(rowsOf(STOPPED, 'g_loss')).toHaveLength(1000);
});
