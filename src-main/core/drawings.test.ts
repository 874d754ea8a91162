import { getEventListeners } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WorkbenchError } from '../contract/error';
import { filePaths } from '../contract/files';
import { encodeSheet } from '../images/sheet';
import type { FakeTrainer } from '../testing/fake-job-host';
import { workbenchFixture } from '../testing/workbench-fixture';

const fixture = workbenchFixture();
const request = { label: 3, count: 1, seed: 5 };
const sheet = { columns: 1, rows: 1, tileWidth: 1, tileHeight: 1 };
const png = encodeSheet({ tiles: Uint8Array.of(7), count: 1, width: 1, height: 1, channels: 1, columns: 1 });

/** Returns the processes that were sent a model to draw with. */
const sessions = () => fixture.fake.trainers.filter(({ kind }) => kind === 'load');
/** Returns the newest of these processes after it has received this many requests. */
const asked = (times = 1, index = -1) =>
  vi.waitFor((): FakeTrainer => {
    const found = sessions().at(index);
    const draws = found?.posted.filter(({ type }) => type === 'draw').length ?? 0;
    if (found === undefined || draws < times) throw new Error('Nobody was asked to draw.');
    return found;
  });
const answer = (session: FakeTrainer, step = 1) => {
  session.send({ type: 'drawn', step, sheet, bytes: png });
};

async function trained(...steps: number[]) {
  const workbench = await fixture.open();
  const { run, trainer } = await fixture.started(workbench);
  trainer.ready();
  for (const step of steps) trainer.checkpoint(step);
  return { workbench, run, trainer };
}

it('draws from the checkpoint of a given step', async () => {
  const { workbench, run } = await trained(40, 50);
  await expect(workbench.drawings.draw(run.id, { ...request, step: 41 })).rejects.toThrow(
    /no checkpoint of step 41/,
  );
  const drawing = workbench.drawings.draw(run.id, { ...request, step: 40 });
  const session = await asked();
  expect(session.posted[0]).toMatchObject({ type: 'load', task: { checkpoint: Buffer.of(40, 1) } });
  answer(session, 40);
  expect((await drawing).step).toBe(40);
});

it('uses a process with the newest checkpoint, and stores the sheet for later requests', async () => {
  const { workbench, run, trainer } = await trained();
  await expect(workbench.drawings.draw(run.id, request)).rejects.toThrow(/no checkpoint yet/);
  trainer.checkpoint(40);
  const drawing = workbench.drawings.draw(run.id, request);
  const session = await asked();
  expect(session.posted).toMatchObject([
    { task: { config: { model: run.config.model, device: 'auto' }, checkpoint: Buffer.of(40, 1) } },
    { type: 'draw', request },
  ]);
  answer(session, 40);
  const { id, step } = await drawing;
  expect(step).toBe(40);
  expect((await workbench.files.get(filePaths.drawing(id)))?.bytes).toEqual(png);
  expect(await workbench.files.get(filePaths.drawingPng(id, 4))).toMatchObject({ mediaType: 'image/png' });
  expect(await workbench.files.get(filePaths.drawing('00'))).toBeNull();
  // The run is unchanged.
  expect(workbench.runs.get(run.id).state).toBe('running');
});

it('says why nothing was drawn, and starts a new process for the next request', async () => {
  const { workbench, run } = await trained(1);
  const refused = workbench.drawings.draw(run.id, request);
  const problem = { code: 'run.no-class', message: 'There is no such class.', advice: 'Choose one.' };
  (await asked()).send({ type: 'failed', problem });
  await expect(refused).rejects.toEqual(new WorkbenchError(problem));
  expect(sessions()[0]?.killed).toBe(true);
  const lost = workbench.drawings.draw(run.id, request);
  await vi.waitFor(() => {
    expect(sessions()).toHaveLength(2);
  });
  (await asked()).exit();
  await expect(lost).rejects.toThrow(/ended unexpectedly/);
});

it('keeps a process that refused a request', async () => {
  const { workbench, run } = await trained(1);
  const refused = workbench.drawings.draw(run.id, request);
  const problem = { code: 'run.no-class', message: 'There is no such class.', advice: 'Choose one.' };
  (await asked()).send({ type: 'refused', problem });
  await expect(refused).rejects.toMatchObject({ problem });
  const next = workbench.drawings.draw(run.id, request);
  answer(await asked(2));
  expect((await next).step).toBe(1);
  expect(sessions().map(({ killed }) => killed)).toEqual([false]);
});

describe('a session', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('stays with its weights for a minute after the last request', async () => {
    const { workbench, run } = await trained(1);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    for (const times of [1, 2]) {
      const drawing = workbench.drawings.draw(run.id, request);
      answer(await asked(times));
      await drawing;
      vi.advanceTimersByTime(59_000);
      expect(sessions().map(({ killed }) => killed)).toEqual([false]);
    }
    expect(sessions()[0]?.posted.map(({ type }) => type)).toEqual(['load', 'draw', 'draw']);
    vi.advanceTimersByTime(1001);
    expect(sessions()[0]?.killed).toBe(true);
  });

  it('answers one request after another', async () => {
    const { workbench, run } = await trained(1);
    const drawings = [1, 2, 3].map((seed) => workbench.drawings.draw(run.id, { ...request, seed }));
    for (const times of [1, 2, 3]) {
      const session = await asked(times);
      expect(session.posted).toHaveLength(1 + times);
      answer(session);
      await drawings[times - 1];
    }
    expect(sessions()).toHaveLength(1);
    expect(sessions()[0]?.posted.slice(1)).toMatchObject([1, 2, 3].map((seed) => ({ request: { seed } })));
  });

  it('is ended for other weights, the least recently used one first', async () => {
    const { workbench, run } = await trained(1, 2, 3, 4, 5);
    const drawn = async (step: number, index: number, times = 1) => {
      const drawing = workbench.drawings.draw(run.id, { ...request, step });
      answer(await asked(times, index), step);
      await drawing;
    };
    await drawn(1, 0);
    await drawn(2, 1);
    await drawn(1, 0, 2);
    await drawn(3, 2);
    await drawn(4, 3);
    expect(sessions().some(({ killed }) => killed)).toBe(false);
    await drawn(5, 4);
    expect(sessions().map(({ killed }) => killed)).toEqual([false, true, false, false, false]);
  });

  it('that dies between two requests is replaced', async () => {
    const { workbench, run } = await trained(1);
    const first = workbench.drawings.draw(run.id, request);
    const session = await asked();
    answer(session);
    await first;
    session.exit({ signal: 'SIGKILL' });
    const second = workbench.drawings.draw(run.id, request);
    await vi.waitFor(() => {
      expect(sessions()).toHaveLength(2);
    });
    answer(await asked());
    expect((await second).step).toBe(1);
  });

  it('fails alone: waiting requests are answered by another', async () => {
    const { workbench, run } = await trained(1);
    const first = workbench.drawings.draw(run.id, request);
    const second = workbench.drawings.draw(run.id, request);
    (await asked()).exit();
    await expect(first).rejects.toThrow(/ended unexpectedly/);
    await vi.waitFor(() => {
      expect(sessions()).toHaveLength(2);
    });
    answer(await asked());
    expect((await second).step).toBe(1);
  });

  it('is ended if it does not answer and no caller waits', async () => {
    const { workbench, run } = await trained(1);
    const abort = new AbortController();
    const drawing = workbench.drawings.draw(run.id, request, abort.signal);
    const session = await asked();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    abort.abort();
    await expect(drawing).rejects.toMatchObject({ problem: { code: 'run.draw-cancelled' } });
    expect(session.killed).toBe(false);
    vi.advanceTimersByTime(2001);
    expect(session.killed).toBe(true);
    await vi.waitFor(() => {
      expect(getEventListeners(abort.signal, 'abort')).toEqual([]);
    });
  });
});

describe('a drawing process for clients', () => {
  it('ends with the last connection that used it', async () => {
    const { workbench, run } = await trained(1);
    const [one, other] = [new AbortController(), new AbortController()];
    for (const [index, { signal }] of [one, other].entries()) {
      const drawing = workbench.drawings.draw(run.id, request, undefined, signal);
      answer(await asked(index + 1));
      await drawing;
    }
    expect(sessions()).toHaveLength(1);
    one.abort();
    expect(sessions()[0]?.killed).toBe(false);
    other.abort();
    expect(sessions()[0]?.killed).toBe(true);
  });

  it('finishes the current request after its connection ends, and then ends', async () => {
    const { workbench, run } = await trained(1);
    const client = new AbortController();
    const drawing = workbench.drawings.draw(run.id, request, undefined, client.signal);
    const session = await asked();
    client.abort();
    expect(session.killed).toBe(false);
    answer(session);
    await drawing;
    expect(session.killed).toBe(true);
  });

  it('stays for a caller without a connection', async () => {
    const { workbench, run } = await trained(1);
    const client = new AbortController();
    for (const [index, signal] of [client.signal, undefined].entries()) {
      const drawing = workbench.drawings.draw(run.id, request, undefined, signal);
      answer(await asked(index + 1));
      await drawing;
    }
    client.abort();
    expect(sessions()[0]?.killed).toBe(false);
    expect(getEventListeners(client.signal, 'abort')).toEqual([]);
  });
});

describe('many requests at once', () => {
  const codeOf = (drawing: Promise<unknown>) =>
    drawing.then(
      () => 'drawn',
      (error: unknown) => (error instanceof WorkbenchError ? error.problem.code : String(error)),
    );

  it('are answered for two checkpoints at a time, in their order', async () => {
    const { workbench, run } = await trained(1, 2, 3);
    const results = [1, 2, 3].map((step) => codeOf(workbench.drawings.draw(run.id, { ...request, step })));
    await asked(1, 0);
    answer(await asked(1, 1));
    expect(await results[1]).toBe('drawn');
    answer(await asked(1, 2));
    expect(await results[2]).toBe('drawn');
    answer(await asked(1, 0));
    expect(await results[0]).toBe('drawn');
  });

  it('are refused beyond ten, with an explanation, and accepted again later', async () => {
    const { workbench, run } = await trained(1);
    const draw = () => codeOf(workbench.drawings.draw(run.id, request));
    const results = Array.from({ length: 12 }, draw);
    expect(await Promise.all(results.slice(10))).toEqual(['run.draw-busy', 'run.draw-busy']);
    answer(await asked(1));
    expect(await results[0]).toBe('drawn');
    const again = draw();
    for (let times = 2; times <= 11; times++) answer(await asked(times));
    expect(await again).toBe('drawn');
    expect(await Promise.all(results.slice(0, 10))).toEqual(Array(10).fill('drawn'));
  });

  it('leave the queue with their callers', async () => {
    const { workbench, run } = await trained(1);
    const aborts = Array.from({ length: 4 }, () => new AbortController());
    const draw = (signal: AbortSignal) => codeOf(workbench.drawings.draw(run.id, request, signal));
    const results = aborts.map(({ signal }) => draw(signal));
    const session = await asked();
    aborts[0]?.abort();
    aborts[2]?.abort();
    expect(await results[0]).toBe('run.draw-cancelled');
    expect(await results[2]).toBe('run.draw-cancelled');
    expect(await draw(AbortSignal.abort())).toBe('run.draw-cancelled');
    // The first is answered anyway; the third was never posted.
    for (const times of [1, 2, 3]) answer(await asked(times));
    expect(await Promise.all(results)).toEqual([
      'run.draw-cancelled',
      'drawn',
      'run.draw-cancelled',
      'drawn',
    ]);
    expect(session.posted).toHaveLength(4);
    for (const { signal } of aborts) expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('all end when the workbench is closed', async () => {
    const { workbench, run } = await trained(1);
    const results = Array.from({ length: 5 }, () => codeOf(workbench.drawings.draw(run.id, request)));
    await asked();
    await workbench.close();
    expect(await Promise.all(results)).toEqual([
      'run.draw-interrupted',
      'run.draw-interrupted',
      'run.draw-cancelled',
      'run.draw-cancelled',
      'run.draw-cancelled',
    ]);
    expect(sessions().map(({ killed }) => killed)).toEqual([true]);
  });
});
