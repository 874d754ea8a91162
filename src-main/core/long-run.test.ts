import { describe, expect, it, vi } from 'vitest';
import { openStore } from '../store/open';
import { seedRuns } from '../testing/long-run';
import { longestTurn, MAX_TURN_MS } from '../testing/longest-turn';
import { workbenchFixture } from '../testing/workbench-fixture';
import { appendCheckpoint } from '../testing/append-checkpoint';

const fixture = workbenchFixture();
const STEPS = 100_000;
const MONTH_MS = 31 * 24 * 3600 * 1000;

function seeded(change: (store: ReturnType<typeof openStore>, id: number) => void): number {
  const [id = 0] = seedRuns(fixture.dataDir, [STEPS, 10]);
  const store = openStore(fixture.dataDir);
  change(store, id);
  store.close();
  return id;
}

/** Adds two checkpoints of tens of megabytes each. */
function addLargeCheckpoints(store: ReturnType<typeof openStore>, id: number): void {
  const bytes = new Uint8Array(32 * 1024 * 1024);
  for (const step of [1000, 2000]) appendCheckpoint(store, id, { step, elapsedMs: step, bytes });
}

describe('a long run blocks nothing', () => {
  it('when it is resumed far from its end', async () => {
    const first = await fixture.open();
    const { fingerprint } = await first.datasets.ready('synthetic-digits');
    await first.close();
    const id = seeded((store, run) => {
      store.runs.start(run, { ...store.runs.get(run)!, datasetFingerprint: fingerprint });
      appendCheckpoint(store, run, { step: 1000, elapsedMs: 1, bytes: Uint8Array.of(1) });
      store.runs.finish(run, 'interrupted', 1, null);
    });
    const workbench = await fixture.open();
    const { longestMs } = await longestTurn(async () => {
      await workbench.runs.resume(id);
      await vi.waitFor(() => expect(workbench.runs.get(id).state).toBe('running'), { timeout: 20_000 });
    });
    expect(longestMs).toBeLessThan(MAX_TURN_MS);
    expect([...fixture.fake.training().task.checkpoint!]).toEqual([1]);
    const reader = await fixture.openReadOnly();
    expect(reader.runs.get(id).latest['d_loss']).toBeCloseTo(((1000 * 7919 * 2) % 10007) / 10007 + 0.1, 10);
    expect(reader.runs.figures(id).map(({ step }) => step)).toEqual([500, 1000, 500, 1000]);
  });

  it('when it is deleted permanently', async () => {
    const id = seeded((store, run) => {
      addLargeCheckpoints(store, run);
      store.runs.setDeleted(run, Date.now() - MONTH_MS);
    });
    const { longestMs } = await longestTurn(async () => {
      const workbench = await fixture.open();
      const store = openStore(fixture.dataDir);
      await vi.waitFor(() => expect(store.runs.get(id)).toBeNull(), { timeout: 20_000 });
      store.close();
      expect(workbench.runs.list()).toHaveLength(1);
    });
    expect(longestMs).toBeLessThan(MAX_TURN_MS);
  });

  it('when the workbench is closed during deletion', async () => {
    const id = seeded((store, run) => store.runs.setDeleted(run, Date.now() - MONTH_MS));
    const workbench = await fixture.open();
    await workbench.close();
    const store = openStore(fixture.dataDir);
    expect(store.runs.get(id)?.deletedAt).toBe(0);
    store.close();
  });
});
