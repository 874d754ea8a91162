import Database from 'better-sqlite3';
import { closeSync, cpSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { encodeSafetensors } from '../../src-main/engine/safetensors';
import { openStore, STORE_FILE } from '../../src-main/store/open';
import { faultsAfterKill, faultsAtEnd, readRecord } from './check';
import { appendCheckpoint } from '../../src-main/testing/append-checkpoint';

const STEPS = 400;
const folder = mkdtempSync(join(tmpdir(), 'kill-check-'));
const whole = join(folder, 'whole');
const dataDir = join(folder, 'killed');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Writes a completed run of 400 steps, as a program leaves it. */
function writeRun(): void {
  const store = openStore(whole);
  const config = {
    model: 'vae-mlp',
    dataset: 'digits',
    seed: 1,
    budget: { unit: 'steps', count: STEPS },
    hyperparameters: {},
    sampleEvery: 100,
    sampleSheet: { columns: 1, rows: 1 },
    checkpointEvery: 100,
    engine: 'auto',
    device: 'auto',
  } as const;
  const id = store.runs.create({
    name: String,
    config: { ...config, budget: { ...config.budget } },
    color: 0,
    datasetName: 'digits',
    datasetFingerprint: null,
  });
  const steps = Array.from({ length: STEPS }, (_, i) => i + 1);
  store.metrics.append(id, [{ name: 'loss', steps, values: steps.map((step) => 1 / step) }]);
  store.figures.append(id, {
    step: 100,
    kind: 'samples',
    mediaType: 'image/png',
    sheet: null,
    bytes: Uint8Array.of(1),
  });
  const tensors = new Map([['w', { shape: [1], values: Float32Array.of(0.5) }]]);
  appendCheckpoint(store, id, {
    step: STEPS,
    elapsedMs: 1,
    bytes: encodeSafetensors({ tensors, metadata: {} }),
  });
  store.runs.progress(id, { step: STEPS, elapsedMs: 1, latest: {}, sparkline: [], window: null });
  store.runs.finish(id, 'completed', 1, null);
  store.close();
}
writeRun();
beforeEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
  cpSync(whole, dataDir, { recursive: true });
});

const evidence = (announced = 0) => ({ dataDir, whole: readRecord(whole, 1), announced });
const change = (sql: string) => {
  const db = new Database(join(dataDir, STORE_FILE));
  db.exec(sql);
  db.close();
};

it('finds no fault in the same run', () => {
  expect(faultsAfterKill(evidence(STEPS))).toEqual([]);
  expect(faultsAtEnd(evidence())).toEqual([]);
});

it('notices a dropped row, after the kill and at the end', () => {
  change('DELETE FROM metrics WHERE step = 17');
  expect(faultsAfterKill(evidence())).toEqual(['loss has no row of step 17.']);
  expect(faultsAtEnd(evidence())).toEqual(['loss has no row of step 17.']);
});

it('notices an announced step that was not stored', () => {
  change('DELETE FROM metrics WHERE step > 300; UPDATE runs SET step = 300');
  expect(faultsAfterKill(evidence(300))).toEqual([]);
  expect(faultsAfterKill(evidence(301))).toEqual(['Step 301 was announced, and the run is at step 300.']);
  rmSync(dataDir, { recursive: true });
  expect(faultsAfterKill(evidence(0))).toEqual([]);
  expect(faultsAfterKill(evidence(1))).toEqual(['Step 1 was announced, and there is no run.']);
});

it('notices other samples and weights, and a run that did not complete', () => {
  change("UPDATE figures SET bytes = x'02'");
  expect(faultsAtEnd(evidence())).toEqual(['Figures: samples of step 100 is another.']);
  change('DELETE FROM checkpoints');
  expect(faultsAtEnd(evidence())).toContain('Weights: w is missing.');
  change("UPDATE runs SET state = 'interrupted'");
  expect(faultsAtEnd(evidence())).toEqual(['The run is interrupted, not completed.']);
});

it('notices a damaged page', () => {
  const file = join(dataDir, STORE_FILE);
  const handle = openSync(file, 'r+');
  for (let at = 4096; at < statSync(file).size; at += 4096)
    writeSync(handle, Buffer.alloc(64, 0xa5), 0, 64, at);
  closeSync(handle);
  expect(faultsAfterKill(evidence()).join()).toMatch(/^The database (is not sound|cannot be read): /);
});
