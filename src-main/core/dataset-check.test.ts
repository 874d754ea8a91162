import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import type * as Fingerprint from '../datasets/fingerprint';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { datasetFiles } from '../datasets/files';
import { longestTurn, MAX_TURN_MS } from '../testing/longest-turn';
import { encodeIdxHeader } from '../datasets/idx';
import { createDatasetCheck } from './dataset-check';
import { NEW_RUN, workbenchFixture } from '../testing/workbench-fixture';
import type { Workbench } from './workbench';

/** Counts how often files were read. */
const read = vi.hoisted(() => ({ times: 0 }));
vi.mock('../datasets/fingerprint', async (original) => {
  const actual = await original<typeof Fingerprint>();
  return {
    ...actual,
    fingerprintDataset: (directory: string) => {
      read.times++;
      return actual.fingerprintDataset(directory);
    },
  };
});

const fixture = workbenchFixture();
const RING = { ...NEW_RUN, model: 'gan-mlp' };
const directory = () => join(fixture.dataDir, 'datasets', 'synthetic-digits');
const filesOf = () => {
  const { train, test } = datasetFiles(directory());
  return [train.items, train.labels ?? '', test.items, test.labels ?? ''];
};
/** Flips one bit of a file, and keeps its size and time. */
function flip(path: string): void {
  const { atime, mtime } = statSync(path);
  const bytes = readFileSync(path);
  bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  utimesSync(path, atime, mtime);
}
const stateOf = async (workbench: Workbench, id: number) => {
  await vi.waitFor(() => {
    expect(workbench.runs.get(id).state).not.toBe('queued');
  });
  return workbench.runs.get(id);
};

describe('a dataset whose files changed on disk', () => {
  beforeEach(() => {
    read.times = 0;
  });

  it.each([0, 1, 2, 3])('is noticed before a run continues (file %i of 4)', async (which) => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench, RING);
    trainer.checkpoint(1);
    trainer.exit();
    const path = filesOf()[which] ?? '';
    flip(path);
    await workbench.runs.resume(run.id);
    const failed = await stateOf(workbench, run.id);
    expect(failed).toMatchObject({ state: 'failed', problem: { code: 'dataset.changed' } });
    expect(failed.problem?.message).toContain('Synthetic digits');
    // Once restored, it is read again, and training starts.
    flip(path);
    await workbench.runs.resume(run.id);
    expect((await stateOf(workbench, run.id)).state).toBe('running');
  });

  it('is noticed before a new run starts, also if a file is gone', async () => {
    const workbench = await fixture.open();
    await workbench.datasets.ready('synthetic-digits');
    const [, , testItems = '', testLabels = ''] = filesOf();
    rmSync(testLabels);
    await expect(workbench.datasets.ready('synthetic-digits')).rejects.toMatchObject({
      problem: { code: 'dataset.changed', advice: /^Remove the dataset: it is made again/ },
    });
    rmSync(testItems);
    await expect(workbench.datasets.ready('synthetic-digits')).rejects.toMatchObject({
      problem: { code: 'dataset.files-unreadable', message: /ENOENT/ },
    });
  });

  it('is read again only if sizes or times differ, also after a restart', async () => {
    const first = await fixture.open();
    await first.datasets.ready('synthetic-digits');
    expect(read.times).toBe(1);
    await first.datasets.ready('synthetic-digits');
    expect(read.times).toBe(1);
    await first.close();
    const second = await fixture.open();
    await second.datasets.ready('synthetic-digits');
    expect(read.times).toBe(1);
    utimesSync(filesOf()[0] ?? '', 1, 1);
    await second.datasets.ready('synthetic-digits');
    await second.datasets.ready('synthetic-digits');
    expect(read.times).toBe(2);
  });
});

it('a large dataset is read without blocking anything', async () => {
  const large = join(fixture.dataDir, 'large');
  mkdirSync(large);
  const { train, test } = datasetFiles(large);
  const count = 1 << 16;
  const bytes = Buffer.concat([encodeIdxHeader([count, 32, 32]), Buffer.alloc(count * 1024)]);
  writeFileSync(train.items, bytes);
  writeFileSync(test.items, bytes);
  const store = { datasets: { stamp: () => null } };
  const check = createDatasetCheck({ store, directory: () => large, remember: () => undefined });
  const dataset = { id: 'large', name: 'Large', source: 'imported', fingerprint: '' } as never;
  const { longestMs } = await longestTurn(async () => {
    await expect(check(dataset)).rejects.toMatchObject({
      problem: { message: /have changed on disk/, advice: /import it again\.$/ },
    });
  });
  expect(longestMs).toBeLessThan(MAX_TURN_MS);
});
