import { afterEach, describe, expect, it } from 'vitest';
import { workbenchFixture, NEW_RUN } from '../testing/workbench-fixture';
import type { Fleet, FleetEvent, FleetJob, FleetMachine, FleetMessage, FleetState } from './fleet';
import { openWorkbench, type Workbench } from './workbench';
import { vi } from 'vitest';
import { cpSync, rmSync } from 'node:fs';
import { openReadOnlyStore } from '../store/open';

const fixture = workbenchFixture();
const opened: Workbench[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

/** A fleet whose events a test sends. */
function fakeFleet() {
  const sent: FleetJob[] = [];
  const asked: string[] = [];
  let take: (event: FleetEvent) => Promise<void> = async () => undefined;
  let connected = () => undefined as void;
  let changed: (() => void) | null = null;
  let state: FleetState = {
    server: 'tls://lab:4222',
    person: 'ann',
    isConnected: true,
    problem: null,
    pools: [],
    workers: [],
  };
  const objects = new Map<string, Uint8Array>();
  const fleet: Fleet = {
    isConnected: () => true,
    onConnected: (listener) => {
      connected = listener;
      setImmediate(connected);
    },
    send: async (job) => void sent.push(job),
    withdraw: async () => true,
    control: async (_job, { type }) => {
      asked.push(type);
      return false;
    },
    fetch: async (object, part) => {
      const bytes = objects.get(object);
      if (bytes !== undefined) part(bytes);
      return bytes !== undefined;
    },
    forget: async () => undefined,
    follow: (given) => void (take = given),
    state: () => state,
    observe: (given) => void (changed = given),
    close: async () => undefined,
  };
  const event = (generation: number, number: number, message: FleetMessage, job = sent.at(-1)?.job ?? '') =>
    take({ job, generation, number, message });
  return {
    ...{ fleet, sent, asked, objects, event },
    isObserved: () => changed !== null,
    show(next: Partial<FleetState>): void {
      state = { ...state, ...next };
      changed?.();
    },
  };
}

type FakeFleet = ReturnType<typeof fakeFleet>;

async function openWith(fake: FakeFleet | null): Promise<Workbench> {
  const workbench = await openWorkbench({ ...fixture.options(), openFleet: async () => fake?.fleet ?? null });
  workbench.settings.set({ evaluation: 'off' });
  opened.push(workbench);
  return workbench;
}

async function launched(fake: FakeFleet, workbench: Workbench): Promise<number> {
  const before = fake.sent.length;
  const { id } = workbench.runs.create({ ...NEW_RUN, pool: 'gpus' });
  await vi.waitFor(() => {
    expect(fake.sent).toHaveLength(before + 1);
  });
  return id;
}

const taken = (step: number | null = null, worker = 'box-1'): FleetMessage => ({
  type: 'taken',
  worker,
  fingerprint: 'f',
  step,
  elapsedMs: 0,
});
const metrics = (from: number, to: number): FleetMessage => {
  const steps = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const rows = [{ name: 'd_loss', steps, values: steps }];
  return { type: 'metrics', step: to, elapsedMs: to, stepsPerSecond: 1, rows, evaluations: [] };
};
const finished: FleetMessage = { type: 'finished', outcome: 'completed', step: 20, problem: null };

function stepsOf(id: number): number[] {
  const store = openReadOnlyStore(fixture.dataDir);
  const blocks = store === null ? [] : [...store.metrics.series(id, 'd_loss')];
  store?.close();
  return blocks.flatMap((pairs) => [...pairs]).filter((_, index) => index % 2 === 0);
}
const to = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

describe('messages of a remote run', () => {
  it('are recorded once, however often they are delivered', async () => {
    const fake = fakeFleet();
    const workbench = await openWith(fake);
    const id = await launched(fake, workbench);
    const log: FleetMessage = { type: 'log', entry: { at: 1, level: 'info', text: 'once' } };
    const all = [taken(), metrics(1, 10), log, metrics(11, 20)];
    for (const _ of [1, 2])
      for (const [index, message] of all.entries()) await fake.event(1, index + 1, message);
    expect(stepsOf(id)).toEqual(to(20));
    expect(workbench.runs.logs(id).filter(({ text }) => text === 'once')).toHaveLength(1);
    expect(workbench.runs.get(id)).toMatchObject({
      state: 'running',
      place: { pool: 'gpus', worker: 'box-1' },
    });
  });

  it('of a worker that has lost the run are ignored', async () => {
    const fake = fakeFleet();
    const workbench = await openWith(fake);
    const id = await launched(fake, workbench);
    await fake.event(1, 1, taken());
    await fake.event(1, 2, metrics(1, 15));
    await fake.event(2, 1, taken(10));
    await fake.event(1, 3, metrics(16, 20));
    await fake.event(2, 2, metrics(11, 12));
    expect(stepsOf(id)).toEqual(to(12));
  });

  it('of the next worker begin where that one does', async () => {
    const fake = fakeFleet();
    const workbench = await openWith(fake);
    const id = await launched(fake, workbench);
    await fake.event(1, 1, taken());
    await fake.event(1, 2, metrics(1, 15));
    await fake.event(2, 1, taken(10, 'box-2'));
    expect(workbench.runs.get(id)).toMatchObject({
      state: 'running',
      step: 10,
      stepsPerSecond: null,
      place: { pool: 'gpus', worker: 'box-2' },
    });
  });

  it('that are missing end the run, which can be resumed', async () => {
    const fake = fakeFleet();
    const workbench = await openWith(fake);
    const id = await launched(fake, workbench);
    await fake.event(1, 1, taken());
    await fake.event(1, 2, metrics(1, 5));
    await fake.event(1, 4, metrics(11, 20));
    expect(workbench.runs.get(id)).toMatchObject({
      state: 'interrupted',
      problem: { code: 'fleet.messages-lost' },
    });
    expect(fake.asked).toEqual(['stop']);
    const before = fake.sent.at(-1)?.job;
    await workbench.runs.resume(id);
    await vi.waitFor(() => {
      expect(fake.sent).toHaveLength(2);
    });
    expect(fake.sent.at(-1)?.job).not.toBe(before);
  });

  it('of the time before a data folder was restored change nothing of another run with the same number', async () => {
    const fake = fakeFleet();
    const first = await openWith(fake);
    const copy = `${fixture.dataDir}-copy`;
    await opened.pop()?.close();
    cpSync(fixture.dataDir, copy, { recursive: true });
    const again = await openWith(fake);
    const id = await launched(fake, again);
    const job = fake.sent.at(-1)?.job ?? '';
    await opened.pop()?.close();
    rmSync(fixture.dataDir, { recursive: true });
    cpSync(copy, fixture.dataDir, { recursive: true });
    rmSync(copy, { recursive: true });
    const restored = await openWith(fake);
    expect(await launched(fake, restored)).toBe(id);
    await fake.event(1, 1, taken(500), job);
    expect(restored.runs.get(id)).toMatchObject({ state: 'queued', step: 0 });
    expect(first).not.toBe(restored);
  });
});

describe('a remote run', () => {
  it('is still running when the workbench is opened again', async () => {
    const fake = fakeFleet();
    const workbench = await openWith(fake);
    const id = await launched(fake, workbench);
    await fake.event(1, 1, taken());
    await fake.event(1, 2, metrics(1, 5));
    expect(workbench.activeRuns()).toEqual([]);
    await opened.pop()?.close();
    const again = await openWith(fake);
    await fake.event(1, 3, metrics(6, 20));
    await fake.event(1, 4, finished);
    expect(again.runs.get(id)).toMatchObject({ state: 'completed', step: 20 });
    expect(stepsOf(id)).toEqual(to(20));
  });

  it('ends when the data folder has left its fleet, and can be resumed in another', async () => {
    const fake = fakeFleet();
    const workbench = await openWith(fake);
    const [training, queued] = [await launched(fake, workbench), await launched(fake, workbench)];
    await fake.event(1, 1, taken(), fake.sent[0]?.job);
    await opened.pop()?.close();
    const alone = await openWith(null);
    expect(alone.runs.get(training)).toMatchObject({
      state: 'interrupted',
      problem: { code: 'run.left-fleet' },
    });
    expect(await alone.runs.stop(queued)).toMatchObject({ state: 'stopped' });
    await opened.pop()?.close();
    const again = await openWith(fake);
    await again.runs.resume(training);
    await vi.waitFor(() => {
      expect(fake.sent).toHaveLength(3);
    });
  });

  it('ends only after its checkpoints were fetched, or are gone', async () => {
    const fake = fakeFleet();
    const workbench = await openWith(fake);
    const id = await launched(fake, workbench);
    fake.objects.set('there', Uint8Array.of(1, 2, 3));
    await fake.event(1, 1, taken());
    await fake.event(1, 2, metrics(1, 20));
    await fake.event(1, 3, { type: 'saved', step: 10, elapsedMs: 1, object: 'gone' });
    await fake.event(1, 4, { type: 'saved', step: 20, elapsedMs: 2, object: 'there' });
    await fake.event(1, 5, finished);
    expect(workbench.runs.get(id)).toMatchObject({ state: 'completed', checkpointStep: 20 });
    expect(workbench.runs.logs(id).map(({ text }) => text)).toContain(
      'The checkpoint of step 10 was no longer on the server. A later one will be fetched.',
    );
  });

  it('has its checkpoints fetched as soon as a worker has stored them, also after the workbench was closed', async () => {
    const fake = fakeFleet();
    const workbench = await openWith(fake);
    const id = await launched(fake, workbench);
    await fake.event(1, 1, taken());
    await fake.event(1, 2, metrics(1, 20));
    await fake.event(1, 3, { type: 'saved', step: 10, elapsedMs: 1, object: 'first' });
    await fake.event(1, 4, { type: 'saved', step: 20, elapsedMs: 2, object: 'second' });
    fake.objects.set('first', Uint8Array.of(1));
    await fake.event(1, 5, { type: 'stored', step: 10 });
    await vi.waitFor(() => {
      expect(workbench.runs.get(id).checkpointStep).toBe(10);
    });
    await opened.pop()?.close();
    const again = await openWith(fake);
    fake.objects.set('second', Uint8Array.of(2));
    await fake.event(1, 6, { type: 'stored', step: 20 });
    await vi.waitFor(() => {
      expect(again.runs.get(id).checkpointStep).toBe(20);
    });
    expect(again.runs.logs(id).filter(({ level }) => level === 'warning')).toEqual([]);
  });

  it('does not take a slot of this machine, and its order cannot be changed here', async () => {
    const fake = fakeFleet();
    const workbench = await openWith(fake);
    const id = await launched(fake, workbench);
    const local = await fixture.started(workbench);
    expect(local.run.place).toBeUndefined();
    expect(() => workbench.runs.moveInQueue(id, 'front')).toThrow(/gpus/);
  });

  it('that no machine answers for is out of sight', async () => {
    const fake = fakeFleet();
    const workbench = await openWith(fake);
    const id = await launched(fake, workbench);
    await fake.event(1, 1, taken());
    await expect(workbench.runs.pause(id)).rejects.toMatchObject({ problem: { code: 'run.out-of-sight' } });
    await expect(workbench.runs.stop(id)).rejects.toMatchObject({ problem: { code: 'run.out-of-sight' } });
  });

  it('needs a fleet', async () => {
    const workbench = await openWith(null);
    expect(() => workbench.runs.create({ ...NEW_RUN, pool: 'gpus' })).toThrow(/fleet/);
    expect(() => workbench.runs.create({ ...NEW_RUN, pool: 'No Pool' })).toThrow();
  });
});

describe('what clients see of the fleet', () => {
  const machine = (job: string | null): FleetMachine => ({
    name: 'box-1',
    pool: 'gpus',
    device: 'gpu:0',
    state: job === null ? 'idle' : 'training',
    job,
    step: null,
    stepsPerSecond: null,
    temperature: null,
    isOnline: true,
    seenAt: 1,
  });

  it('is nothing without one, and is not asked for before a client wants to know', async () => {
    expect((await openWith(null)).fleet.status()).toBeNull();
    await opened.pop()?.close();
    const fake = fakeFleet();
    const workbench = await openWith(fake);
    expect(fake.isObserved()).toBe(false);
    expect(workbench.fleet.status()).toMatchObject({ server: 'tls://lab:4222', workers: [] });
    expect(fake.isObserved()).toBe(true);
  });

  it('names the run that a machine trains, unless it is one of another data folder', async () => {
    const fake = fakeFleet();
    const workbench = await openWith(fake);
    workbench.fleet.status();
    const seen: (number | null)[] = [];
    workbench.events.subscribe((event) => {
      if (event.type === 'fleet') seen.push(...event.fleet.workers.map(({ runId }) => runId));
    });
    const id = await launched(fake, workbench);
    fake.show({ workers: [machine(fake.sent[0]?.job ?? '')] });
    fake.show({ workers: [machine('a job of another data folder')] });
    expect(seen).toEqual([id, null]);
  });
});
