import { expect, it, vi } from 'vitest';
import type { FakeTrainer } from '../testing/fake-job-host';
import { workbenchFixture } from '../testing/workbench-fixture';

const fixture = workbenchFixture();
const searchers = () => fixture.fake.trainers.filter(({ kind }) => kind === 'nearest');
const searcher = (index: number) =>
  vi.waitFor((): FakeTrainer => {
    const found = searchers()[index];
    if (found === undefined) throw new Error('Nobody was asked to search.');
    return found;
  });

async function recorded() {
  const workbench = await fixture.open();
  const { run, trainer } = await fixture.started(workbench);
  trainer.ready();
  trainer.figure(10);
  const figure = await vi.waitFor(
    () => workbench.runs.figures(run.id)[0] ?? Promise.reject(new Error('None')),
  );
  return { workbench, run, figure };
}

it('finds the nearest images of a sheet once, in a separate process', async () => {
  const { workbench, run, figure } = await recorded();
  const find = () => workbench.nearest.find(run.id, { figureId: figure.id, tiles: [0] });
  const first = find();
  const job = await searcher(0);
  expect(job.posted[0]).toMatchObject({
    type: 'nearest',
    request: { datasetName: run.config.dataset, sheet: figure.sheet, png: Buffer.of(10) },
  });
  job.send({ type: 'nearest', space: 'features', items: [1], distances: [0.25] });
  const found = await first;
  expect(found).toMatchObject({ space: 'features', distances: [0.25], preview: { items: [1], count: 1 } });
  expect(job.killed).toBe(true);
  expect(await find()).toEqual(found);
  expect(searchers()).toHaveLength(1);
});

it('searches again by features once there is an encoder', async () => {
  const { workbench, run, figure } = await recorded();
  const find = () => workbench.nearest.find(run.id, { figureId: figure.id, tiles: [0] });
  for (const index of [0, 1]) {
    const search = find();
    const job = await searcher(index);
    job.send({ type: 'nearest', space: 'pixels', items: [0], distances: [1] });
    expect((await search).space).toBe('pixels');
  }
});

it('says why there is no answer', async () => {
  const { workbench, run, figure } = await recorded();
  const request = { figureId: figure.id, tiles: [0] };
  await expect(workbench.nearest.find(run.id, { ...request, figureId: 99 })).rejects.toMatchObject({
    problem: { code: 'run.no-sheet' },
  });
  const lost = workbench.nearest.find(run.id, request);
  (await searcher(0)).exit({ signal: 'SIGKILL' });
  await expect(lost).rejects.toMatchObject({ problem: { code: 'run.evaluation-interrupted' } });
  const controller = new AbortController();
  const left = workbench.nearest.find(run.id, request, controller.signal);
  await searcher(1);
  controller.abort();
  await expect(left).rejects.toMatchObject({ problem: { code: 'run.evaluation-cancelled' } });
  await vi.waitFor(() => expect(searchers()[1]?.killed).toBe(true));
});
