import { expect, it } from 'vitest';
import type { MetricPlace } from '../contract/metric-place';
import { decodeSeries } from '../contract/series-file';
import { filePaths } from '../contract/files';
import { encodeSheet } from '../images/sheet';
import { log, openLog } from './log';
import { evenly } from '../presentation/evenly';
import { created, exported } from '../testing/exported';
import { wholeBytes } from './whole-bytes';
import type { Workbench } from './workbench';
import { workbenchFixture } from '../testing/workbench-fixture';

const fixture = workbenchFixture();
const SHEET = encodeSheet({
  tiles: Uint8Array.from({ length: 16 }, (_, i) => i * 16),
  count: 4,
  width: 2,
  height: 2,
  channels: 1,
  columns: 2,
});

async function trained(workbench: Workbench): Promise<number> {
  const { run, trainer } = await fixture.started(workbench);
  const sheet = { columns: 2, rows: 2, tileWidth: 2, tileHeight: 2 };
  trainer.ready();
  for (const step of [0, 10, 20]) {
    if (step > 0) trainer.metrics(step - 9, step, (at) => at / 3);
    trainer.send({ type: 'figure', step, kind: 'samples', mediaType: 'image/png', sheet, bytes: SHEET });
  }
  trainer.finish();
  return run.id;
}

it('answers every path of the contract', async () => {
  const workbench = await fixture.open();
  const id = await trained(workbench);
  const get = (path: string) => workbench.files.get(path);
  const bytes = async (path: string) => wholeBytes(await get(path));
  const figure = workbench.runs.figures(id).pop()!;
  expect(await get(filePaths.figure(figure.id))).toMatchObject({ mediaType: 'image/png' });
  expect(await bytes(filePaths.figure(figure.id))).toEqual(Buffer.from(SHEET));
  expect(await bytes(filePaths.thumbnail(figure.id))).toEqual(Buffer.from(SHEET));

  const enlarged = await get(filePaths.figurePng(figure.id, 8));
  expect(enlarged?.fileName).toBe(`run-${String(id)}-samples-step-20-8x.png`);
  // The width in the PNG's header.
  expect((await wholeBytes(enlarged)).readUInt32BE(16)).toBe(32);

  const pairs = await bytes(filePaths.metric(id, 'd_loss'));
  expect([...new Float64Array(Uint8Array.from(pairs).buffer)].slice(0, 4)).toEqual([1, 1 / 3, 2, 2 / 3]);
  expect(pairs).toHaveLength(20 * 16);

  const metricOf = (name: string) => ({ runId: id, name });
  const [loss, other] = decodeSeries(
    Uint8Array.from(await bytes(filePaths.series([metricOf('d_loss'), metricOf('g_loss')], 500))).buffer,
  );
  expect([...new Float64Array(Uint8Array.from(pairs).buffer)]).toEqual(
    [...(loss?.steps ?? [])].flatMap((step, i) => [step, loss?.values[i]]),
  );
  expect(other?.steps).toEqual(loss?.steps);
  const range = { from: 3, to: 5 };
  const [part] = decodeSeries(
    Uint8Array.from(await bytes(filePaths.series([metricOf('d_loss')], 500, range))).buffer,
  );
  expect([...(part?.steps ?? [])]).toEqual([3, 4, 5]);
  const values = async (place: MetricPlace) => [
    ...new Float64Array(Uint8Array.from(await bytes(filePaths.metricValues('d_loss', place))).buffer),
  ];
  expect(await values(5)).toEqual([id, 5 / 3]);
  expect(await values(999)).toEqual([]);
  // The mean of all 20 steps, which are fewer than a block has.
  expect(await values('lowest')).toEqual([id, expect.closeTo(3.5, 10)]);
  const csv = await created(workbench, { format: 'metrics-csv', runs: [id] });
  const file = await get(filePaths.exported(csv.id));
  expect(file).toMatchObject({
    mediaType: 'text/csv; charset=utf-8',
    fileName: `run-${String(id)}-metrics.csv`,
  });
  expect((await wholeBytes(file)).toString().split('\n').slice(0, 2)).toEqual([
    'step,epoch,d_loss,g_loss',
    `1,0.01,${String(1 / 3)},${String(1 / 3)}`,
  ]);
});

it('serves the log', async () => {
  const workbench = await fixture.open();
  openLog(fixture.dataDir);
  log('Something', 'happened');
  const file = await workbench.files.get(filePaths.log);
  expect(file).toMatchObject({ mediaType: 'text/plain; charset=utf-8', fileName: 'workbench.log' });
  expect((await wholeBytes(file)).toString()).toContain('Something: happened');
  openLog(null);
});

it('serves metrics that the model may still record, and refuses others with an explanation', async () => {
  const workbench = await fixture.open();
  const id = await trained(workbench);
  // Declared by the model, but not measured in this run.
  expect(await wholeBytes(await workbench.files.get(filePaths.metric(id, 'd_real')))).toHaveLength(0);
  for (const name of ['no such/metric', '__proto__', 'D_LOSS']) {
    await expect(workbench.files.get(filePaths.metric(id, name)), name).rejects.toMatchObject({
      problem: { code: 'metric.unknown', advice: 'It has recorded d_loss, g_loss.' },
    });
  }
});

it('has no file for other paths', async () => {
  const workbench = await fixture.open();
  await trained(workbench);
  for (const path of [
    '/files/',
    '/files/figures/999',
    '/files/figures/x',
    '/files/figures/1.png?scale=1000',
    '/files/figures/1.png?scale=1.5',
    '/files/runs/1/metrics/%E0%A4%A',
    '/files/series?columns=500',
    '/files/series?metric=1/d_loss',
    '/files/series?metric=1/d_loss&columns=100000',
    '/files/series?metric=d_loss&columns=500',
    '/files/metric-values/d_loss',
    '/files/metric-values/d_loss?at=middle',
    '/files/exports/0',
    '/files/datasets/../workbench.sqlite/preview?offset=0&count=1',
    '/files/datasets/synthetic-digits/preview?offset=0&count=0',
    '/files/uploads?name=x',
  ]) {
    expect(await workbench.files.get(path), path).toBeNull();
  }
  await expect(workbench.files.get(filePaths.metric(99, 'd_loss'))).rejects.toMatchObject({
    problem: { code: 'run.unknown' },
  });
  await expect(workbench.files.get('/files/inspections/00/preview')).rejects.toMatchObject({
    problem: { code: 'dataset.import-expired' },
  });
});

it('works for a reader beside the workbench', async () => {
  const workbench = await fixture.open();
  const id = await trained(workbench);
  const reader = await fixture.openReadOnly();
  const path = filePaths.metric(id, 'd_loss');
  const bytes = await wholeBytes(await reader.files.get(path));
  expect(bytes.length).toBeGreaterThan(100);
  expect(bytes).toEqual(await wholeBytes(await workbench.files.get(path)));
  const request = { format: 'metrics-csv', runs: [id] };
  expect(await exported(reader, request)).toEqual(await exported(workbench, request));
});

it('chooses figures from the first to the last', () => {
  const steps = Array.from({ length: 100 }, (_, i) => i);
  const chosen = evenly(steps, 12);
  expect(chosen).toHaveLength(12);
  expect([chosen[0], chosen[11]]).toEqual([0, 99]);
  expect(new Set(chosen).size).toBe(12);
  expect(evenly([1, 2], 12)).toEqual([1, 2]);
  expect(evenly([1, 2, 3], 1)).toEqual([3]);
});
