import { expect, it, vi } from 'vitest';
import { WorkbenchError } from '../contract/error';
import { filePaths } from '../contract/files';
import { encodeSheet } from '../images/sheet';
import type { FakeTrainer } from './fake-trainer-host';
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
