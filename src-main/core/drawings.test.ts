import { getEventListeners } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { WorkbenchError } from '../contract/error';
import { filePaths } from '../contract/files';
import { encodeSheet } from '../images/sheet';
import type { FakeTrainer } from './fake-job-host';
import { workbenchFixture } from './workbench-fixture';

const fixture = workbenchFixture();
const request = { label: 3, count: 1, seed: 5 };
const sheet = { columns: 1, rows: 1, tileWidth: 1, tileHeight: 1 };
const png = encodeSheet({ tiles: Uint8Array.of(7), count: 1, width: 1, height: 1, channels: 1, columns: 1 });

/** The trainer that was asked to draw. */
const drawer = () =>
  vi.waitFor((): FakeTrainer => {
    const found = fixture.fake.trainers.find(({ kind }) => kind === 'draw');
    if (found === undefined) throw new Error('Nobody was asked to draw.');
    return found;
  });

it('draws from the checkpoint of a step that is asked for', async () => {
  const workbench = await fixture.open();
  const { run, trainer } = await fixture.started(workbench);
  trainer.ready();
  for (const step of [40, 50]) trainer.checkpoint(step);
  const request = { label: null, count: 1, seed: 1 };
  await expect(workbench.drawings.draw(run.id, { ...request, step: 41 })).rejects.toThrow(
    /no checkpoint of step 41/,
  );
  const drawing = workbench.drawings.draw(run.id, { ...request, step: 40 });
  const artist = await vi.waitFor(() => {
    const found = fixture.fake.trainers.find(({ kind }) => kind === 'draw');
    if (!found) throw new Error('Nobody draws yet.');
    return found;
  });
  expect(artist.posted[0]).toMatchObject({ task: { checkpoint: Buffer.of(40, 1) } });
  artist.send({ type: 'drawn', step: 40, sheet: null, bytes: Uint8Array.of(1) });
  expect((await drawing).step).toBe(40);
});

it('asks a trainer with the newest checkpoint, and keeps the sheet at hand', async () => {
  const workbench = await fixture.open();
  const { run, trainer } = await fixture.started(workbench);
  trainer.ready();
  await expect(workbench.drawings.draw(run.id, request)).rejects.toThrow(/no checkpoint yet/);
  trainer.checkpoint(40);
  const drawing = workbench.drawings.draw(run.id, request);
  const artist = await drawer();
  expect(artist.posted[0]).toMatchObject({
    type: 'draw',
    request,
    task: { config: { model: run.config.model, device: 'auto' }, checkpoint: Buffer.of(40, 1) },
  });
  artist.send({ type: 'drawn', step: 40, sheet, bytes: png });
  artist.exit();
  const { id, step } = await drawing;
  expect(step).toBe(40);
  expect((await workbench.files.get(filePaths.drawing(id)))?.bytes).toEqual(png);
  expect(await workbench.files.get(filePaths.drawingPng(id, 4))).toMatchObject({ mediaType: 'image/png' });
  expect(await workbench.files.get(filePaths.drawing('00'))).toBeNull();
  // The run is none the wiser.
  expect(workbench.runs.get(run.id).state).toBe('running');
});

it('tells why nothing was drawn', async () => {
  const workbench = await fixture.open();
  const { run, trainer } = await fixture.started(workbench);
  trainer.ready();
  trainer.checkpoint(1);
  const refused = workbench.drawings.draw(run.id, request);
  const problem = { code: 'run.no-class', message: 'There is no such class.', advice: 'Choose one.' };
  (await drawer()).send({ type: 'failed', problem });
  await expect(refused).rejects.toEqual(new WorkbenchError(problem));
  (await drawer()).exit();
  fixture.fake.trainers.splice(fixture.fake.trainers.indexOf(await drawer()), 1);
  const lost = workbench.drawings.draw(run.id, request);
  (await drawer()).exit();
  await expect(lost).rejects.toThrow(/ended unexpectedly/);
});

describe('many at once', () => {
  const drawers = () => fixture.fake.trainers.filter(({ kind }) => kind === 'draw');
  const begun = (count: number) =>
    vi.waitFor(() => {
      expect(drawers()).toHaveLength(count);
    });

  async function asked(count: number, signals: (AbortSignal | undefined)[] = []) {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    trainer.checkpoint(1);
    const draw = (signal?: AbortSignal) => {
      const drawing = workbench.drawings.draw(run.id, request, signal);
      const told = drawing.then(
        () => 'drawn',
        (error: unknown) => (error instanceof WorkbenchError ? error.problem.code : String(error)),
      );
      return told;
    };
    const results = Array.from({ length: count }, (_, i) => draw(signals[i]));
    await begun(Math.min(count, 2));
    return { workbench, draw, results };
  }
  const answer = (trainer: FakeTrainer) => {
    trainer.send({ type: 'drawn', step: 1, sheet, bytes: png });
    trainer.exit();
  };

  it('are drawn two at a time, in the order in which they came', async () => {
    const { results } = await asked(5);
    for (const [done, now] of [
      [0, 2],
      [1, 3],
      [2, 4],
      [3, 5],
      [4, 5],
    ] as const) {
      await begun(now);
      answer(drawers()[done]!);
      expect(await results[done]).toBe('drawn');
    }
    expect(await Promise.all(results)).toEqual(Array(5).fill('drawn'));
  });

  it('are refused beyond ten, with a sentence, and taken again later', async () => {
    const { draw, results } = await asked(12);
    expect(await Promise.all(results.slice(10))).toEqual(['run.draw-busy', 'run.draw-busy']);
    answer(drawers()[0]!);
    expect(await results[0]).toBe('drawn');
    await begun(3);
    const again = draw();
    for (let i = 1; i < 11; i++) {
      await begun(Math.min(11, i + 2));
      answer(drawers()[i]!);
    }
    expect(await again).toBe('drawn');
  });

  it('go on when one fails', async () => {
    const { results } = await asked(3);
    drawers()[0]!.exit();
    expect(await results[0]).toBe('run.draw-interrupted');
    await begun(3);
  });

  it('end, or leave the queue, with their callers', async () => {
    const aborts = Array.from({ length: 4 }, () => new AbortController());
    const { results, draw } = await asked(
      4,
      aborts.map(({ signal }) => signal),
    );
    aborts[0]!.abort();
    aborts[2]!.abort();
    expect(await results[0]).toBe('run.draw-cancelled');
    expect(await results[2]).toBe('run.draw-cancelled');
    expect(drawers()[0]!.killed).toBe(true);
    // The fourth has the first one's turn; the third was never begun.
    await begun(3);
    expect(await draw(AbortSignal.abort())).toBe('run.draw-cancelled');
    for (const trainer of drawers().slice(1)) answer(trainer);
    expect(await Promise.all(results)).toEqual([
      'run.draw-cancelled',
      'drawn',
      'run.draw-cancelled',
      'drawn',
    ]);
    // Nobody listens any more.
    for (const { signal } of aborts) expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('all end when the workbench is closed', async () => {
    const { workbench, results } = await asked(5);
    await workbench.close();
    expect(await Promise.all(results.slice(2))).toEqual(Array(3).fill('run.draw-cancelled'));
    await Promise.all(results);
    expect(drawers().map(({ killed }) => killed)).toEqual([true, true]);
  });
});
