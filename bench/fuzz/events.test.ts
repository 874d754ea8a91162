import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { RUNS_PER_PAGE } from '../../src-main/contract/run';
import { problemOf } from '../../src-main/contract/error';
import type { Workbench } from '../../src-main/core/workbench';
import { archiveImportText } from '../../src-main/presentation/archive-text';
import { exported } from '../../src-main/testing/exported';
import { workbenchFixture } from '../../src-main/testing/workbench-fixture';
import { eventFiles } from './events';
import { mutate, sound } from './fields';
import { importMutants, readAll } from './imports';

const MUTANTS = 250;
const SEED = 17;
const fixture = workbenchFixture();

/** Imports files. @returns the refusal; null if they were accepted */
async function refusalOf(workbench: Workbench, files: ReturnType<typeof eventFiles>) {
  const folder = mkdtempSync(join(tmpdir(), 'latent-workbench-events-'));
  try {
    for (const { path, bytes } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    const imported = await workbench.archives.import(workbench.files.useInPlace(folder));
    expect(archiveImportText(imported).join(' ')).not.toMatch(/undefined|NaN/);
    return null;
  } catch (error) {
    return problemOf(error);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('event files with changed fields are read as far as they can be, or refused by a sentence and without a trace', async () => {
  const workbench = await fixture.open();
  expect(await refusalOf(workbench, sound([SEED, 0], eventFiles))).toBeNull();
  const [first] = workbench.runs.list();
  expect(first?.latest).toMatchObject({ loss: Math.fround(1 / 3), accuracy: 0.5 });
  const mutant = (number: number) => mutate([SEED, number], eventFiles);
  const importing = (files: ReturnType<typeof eventFiles>) => refusalOf(workbench, files);
  const { faults } = await importMutants(workbench, fixture.dataDir, MUTANTS, mutant, importing);
  expect(faults).toEqual([]);
  // What was accepted can be read, and exported.
  const ids = readAll(workbench, fixture.dataDir);
  expect(ids).toHaveLength(RUNS_PER_PAGE);
  const some = ids.slice(0, 50);
  for (const format of ['archive', 'tensorboard', 'metrics-csv', 'report-html'])
    expect((await exported(workbench, { format, runs: some })).length).toBeGreaterThan(0);
}, 240_000);
