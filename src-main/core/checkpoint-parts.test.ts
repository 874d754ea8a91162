import { expect, it } from 'vitest';
import type { HostMessage } from '../jobs/protocol';
import { openStore } from '../store/open';
import { appendCheckpoint } from '../testing/append-checkpoint';
import { postWithCheckpoint, readParts } from './checkpoint-parts';
import type { JobProcess } from './job-host';
import { workbenchFixture } from '../testing/workbench-fixture';

const fixture = workbenchFixture();
const MB = 1024 * 1024;

function withCheckpoint() {
  const store = openStore(fixture.dataDir);
  const runId = store.runs.create({
    name: () => 'Large',
    config: { model: 'gan-mlp', dataset: 'ring-8' } as never,
    color: 0,
    datasetName: 'Ring',
    datasetFingerprint: null,
  });
  const bytes = new Uint8Array(20 * MB + 3).map((_, i) => i % 251);
  appendCheckpoint(store, runId, { step: 5, elapsedMs: 1, bytes });
  const checkpoint = store.checkpoints.find(runId);
  if (checkpoint === null) throw new Error('There is no checkpoint.');
  return { store, runId, checkpoint, bytes };
}

it('are read as they were written, and reach a job before its task', async () => {
  const { store, checkpoint, bytes } = withCheckpoint();
  const parts = await readParts(store, checkpoint, () => false);
  expect(Buffer.compare(Buffer.concat(parts ?? []), bytes)).toBe(0);
  const posted: HostMessage[] = [];
  const process = {
    post: (message: HostMessage) => posted.push(message),
  } as Partial<JobProcess> as JobProcess;
  const posting = postWithCheckpoint(process, { type: 'probe' }, parts ?? []);
  expect(posted).toHaveLength(8);
  await posting;
  expect(posted.map(({ type }) => type)).toEqual([...Array<string>(21).fill('checkpoint-part'), 'probe']);
  store.close();
});

it('are not read any further after an abort, and fail if they were removed meanwhile', async () => {
  const { store, runId, checkpoint } = withCheckpoint();
  let asked = 0;
  expect(await readParts(store, checkpoint, () => ++asked === 2)).toBeNull();
  expect(asked).toBe(2);
  const reading = readParts(store, checkpoint, () => {
    store.checkpoints.remove(runId, 5);
    while (store.checkpoints.sweepSome());
    return false;
  });
  await expect(reading).rejects.toMatchObject({ problem: { code: 'checkpoint.removed' } });
  store.close();
});
