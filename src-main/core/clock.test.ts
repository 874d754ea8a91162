import { afterEach, describe, expect, it, vi } from 'vitest';
import { openStore } from '../store/open';
import { seedRuns } from '../testing/long-run';
import { NEW_RUN, workbenchFixture } from '../testing/workbench-fixture';

const fixture = workbenchFixture();
const HOUR_MS = 3600 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** Changes the system's clock; the monotonic clock continues. */
function shiftClock(ms: number): void {
  const now = Date.now.bind(Date);
  vi.spyOn(Date, 'now').mockImplementation(() => now() + ms);
}
afterEach(() => vi.restoreAllMocks());

describe('a clock that is set while a run trains', () => {
  it.each([-HOUR_MS, 48 * HOUR_MS])('by %i ms holds up neither its metrics nor its events', async (shift) => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    const steps: number[] = [];
    const abort = new AbortController();
    const watching = (async () => {
      for await (const { rows } of workbench.runs.watch(run.id, {}, abort.signal))
        steps.push(...rows[0]!.steps);
    })();
    const arrived = async (step: number) => {
      trainer.metrics(step, step);
      await vi.waitFor(
        () => {
          const newest = fixture.events.filter((event) => event.type === 'run').pop();
          expect([newest?.run.step, steps[steps.length - 1]]).toEqual([step, step]);
        },
        { timeout: 2000, interval: 5 },
      );
    };
    // Both have just sent something when the clock changes, and wait before they send again.
    await arrived(1);
    await arrived(2);
    shiftClock(shift);
    for (let step = 3; step <= 6; step++) await arrived(step);
    abort.abort();
    await watching;
  });

  it('back lets new runs start, each after those that already wait', async () => {
    const workbench = await fixture.open();
    const { trainer } = await fixture.started(workbench);
    const second = workbench.runs.create(NEW_RUN);
    shiftClock(-HOUR_MS);
    const third = workbench.runs.create(NEW_RUN);
    trainer.ready();
    trainer.finish();
    await vi.waitFor(() => expect(workbench.runs.get(second.id).state).toBe('running'));
    expect(workbench.runs.get(third.id).state).toBe('queued');
    fixture.fake.training().finish();
    await vi.waitFor(() => expect(workbench.runs.get(third.id).state).toBe('running'));
  });
});

describe('a removed run', () => {
  /** A run removed so long ago, in a folder that was used a moment ago. */
  function removed(agoMs: number): number {
    const [gone = 0] = seedRuns(fixture.dataDir, [5000, 10]);
    const store = openStore(fixture.dataDir);
    store.runs.setDeleted(gone, Date.now() - agoMs);
    store.close();
    return gone;
  }
  const isThere = async (id: number): Promise<boolean> => {
    const store = openStore(fixture.dataDir);
    const run = store.runs.get(id);
    store.close();
    return run !== null && run.deletedAt !== 0;
  };
  const openAndClose = async (): Promise<void> => {
    const workbench = await fixture.open();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await workbench.close();
  };

  it('is deleted after a month with all its rows, and cannot be restored meanwhile', async () => {
    const gone = removed(31 * DAY_MS);
    const workbench = await fixture.open();
    expect(() => workbench.runs.restore(gone)).toThrow('There is no run');
    const reader = openStore(fixture.dataDir);
    await vi.waitFor(() => expect(reader.runs.get(gone)).toBeNull());
    expect(reader.metrics.names(gone)).toEqual([]);
    expect(reader.figures.list(gone)).toEqual([]);
    reader.close();
  });

  it('is deleted completely at the next start if deletion was interrupted', async () => {
    const gone = removed(31 * DAY_MS);
    const workbench = await fixture.open();
    await workbench.close();
    expect(await isThere(gone)).toBe(false);
    await fixture.open();
    const reader = openStore(fixture.dataDir);
    await vi.waitFor(() => expect(reader.runs.get(gone)).toBeNull());
    reader.close();
  });

  it('stays for less than a month', async () => {
    const gone = removed(29 * DAY_MS);
    await openAndClose();
    expect(await isThere(gone)).toBe(true);
  });

  it.each([
    ['far ahead', 3650 * DAY_MS],
    ['a month ahead', 30 * DAY_MS],
    ['a year back', -365 * DAY_MS],
  ])('stays, however often it is started with the clock %s, and after', async (_, shift) => {
    const gone = removed(DAY_MS);
    shiftClock(shift);
    for (let i = 0; i < 3; i++) await openAndClose();
    expect(await isThere(gone)).toBe(true);
    vi.restoreAllMocks();
    for (let i = 0; i < 3; i++) await openAndClose();
    expect(await isThere(gone)).toBe(true);
    const workbench = await fixture.open();
    expect(workbench.runs.restore(gone).id).toBe(gone);
  });
});
