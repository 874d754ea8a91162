import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { WorkbenchError } from '../contract/error';
import type { RunConfig } from '../contract/run';
import type { FigureKind } from '../contract/figure';
import { type Store } from '../store/open';

/** A folder for the stores of each test, which are closed when it is over, and what is stored in them. */
export function storeFixture() {
  let directory = '';
  const folder = () => directory;
  const stores: { close: () => void }[] = [];
  const keep = <T extends { close: () => void }>(store: T): T => {
    stores.push(store);
    return store;
  };

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'latent-workbench-store-'));
  });
  afterEach(() => {
    for (const store of stores.splice(0)) store.close();
    rmSync(directory, { recursive: true, force: true });
  });

  const config: RunConfig = {
    model: 'gan-mlp',
    dataset: 'synthetic-digits',
    seed: 7,
    budget: { unit: 'steps', count: 100 },
    hyperparameters: { batchSize: 64 },
    sampleEvery: 10,
    checkpointEvery: 20,
    engine: 'auto',
    device: 'auto',
    sampleSheet: { columns: 8, rows: 8 },
  };
  const newRun = (store: Store) =>
    store.runs.create({
      name: (id) => `gan-mlp #${String(id)}`,
      config,
      color: 0,
      datasetName: 'Synthetic digits',
      datasetFingerprint: null,
    });
  const codeOf = (work: () => unknown): string => {
    try {
      work();
      return 'nothing was thrown';
    } catch (error) {
      return error instanceof WorkbenchError ? error.problem.code : String(error);
    }
  };
  const sheet = { columns: 8, rows: 8, tileWidth: 28, tileHeight: 28 };
  const figure = (step: number, kind: FigureKind = 'samples', byte = step) => ({
    step,
    kind,
    mediaType: 'image/png',
    sheet,
    bytes: Uint8Array.of(byte, 2, 3),
  });
  return { keep, config, newRun, codeOf, sheet, figure, folder };
}
