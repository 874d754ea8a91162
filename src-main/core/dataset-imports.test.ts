import { getEventListeners } from 'node:events';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { ImportOptionsSchema, MAX_GIVEN_FILES } from '../contract/dataset';
import { MAX_UPLOAD_BYTES } from '../contract/files';
import { encodeIdxImages, encodeIdxLabels } from '../datasets/idx';
import { wholeBytes } from './whole-bytes';
import { writeTinyDataset, type FakeTrainer } from '../testing/fake-job-host';
import { NEW_RUN, workbenchFixture } from '../testing/workbench-fixture';
import type { Workbench } from './workbench';

const fixture = workbenchFixture();
const OPTIONS = ImportOptionsSchema.parse({});
async function* chunks(...parts: Uint8Array[]): AsyncGenerator<Uint8Array, void, void> {
  yield* parts;
}
const images = (count: number) =>
  encodeIdxImages({
    images: Uint8Array.from({ length: count * 4 }, (_, i) => i % 256),
    count,
    height: 2,
    width: 2,
  });
const labels = (count: number) => encodeIdxLabels(Uint8Array.from({ length: count }, (_, i) => i % 3));
async function upload(workbench: Workbench): Promise<string[]> {
  const { files } = workbench;
  return [
    await files.receiveUpload(
      '/home/somebody/train-images-idx3-ubyte',
      chunks(images(20).slice(0, 9), images(20).slice(9)),
    ),
    await files.receiveUpload('train-labels-idx1-ubyte', chunks(labels(20))),
  ];
}
/** Returns the nth process after it was requested to write. */
const writing = (nth: number): Promise<FakeTrainer> =>
  vi.waitFor(() => {
    const trainer = fixture.fake.trainers[nth];
    if (trainer?.posted.at(-1)?.type !== 'import') throw new Error('It has not been asked.');
    return trainer;
  });

describe('imports', () => {
  it('inspect uploads, then import them', async () => {
    const workbench = await fixture.open();
    const inspection = await workbench.datasets.inspect(await upload(workbench), OPTIONS);
    expect(inspection).toMatchObject({
      width: 2,
      height: 2,
      trainCount: 17,
      testCount: 3,
      classes: [
        { name: '0', trainCount: 6, testCount: 1 },
        { name: '1', trainCount: 6, testCount: 1 },
        { name: '2', trainCount: 5, testCount: 1 },
      ],
      leftOut: [],
      leftOutCount: 0,
    });
    expect(inspection.files.map(({ name }) => name)).toEqual([
      'train-images-idx3-ubyte',
      'train-labels-idx1-ubyte',
    ]);
    expect((await workbench.files.get(inspection.preview.path))?.mediaType).toBe('image/png');

    const dataset = await workbench.datasets.import(inspection.inspectionId, 'Mine: Tiny Ünits!');
    expect(dataset).toMatchObject({
      id: 'mine-tiny-units',
      source: 'imported',
      state: 'ready',
      trainCount: 17,
    });
    expect(readdirSync(join(fixture.dataDir, 'uploads'))).toEqual([]);
    expect(workbench.datasets.preview(dataset.id, 0, 3)).toMatchObject({ labels: ['0', '1', '2'] });
    await expect(workbench.datasets.import(inspection.inspectionId, 'Again')).rejects.toMatchObject({
      problem: { code: 'dataset.import-expired' },
    });
    const second = await workbench.datasets.inspect(await upload(workbench), OPTIONS);
    const other = await workbench.datasets.import(second.inspectionId, 'Mine: Tiny Ünits!');
    expect(other).toMatchObject({ id: 'mine-tiny-units-2', fingerprint: dataset.fingerprint });
    expect(workbench.datasets.list().map(({ id }) => id)).toEqual(
      expect.arrayContaining(['synthetic-digits', dataset.id, other.id]),
    );

    await workbench.datasets.remove(dataset.id);
    expect(fixture.events.pop()).toEqual({ type: 'dataset-removed', datasetId: dataset.id });
    expect(existsSync(join(fixture.dataDir, 'datasets', dataset.id))).toBe(false);
    expect(() => workbench.datasets.get(dataset.id)).toThrow('There is no dataset');
  });

  it('report progress, leave nothing if they are cancelled or interrupted, and can be started again', async () => {
    const workbench = await fixture.open();
    const { inspectionId } = await workbench.datasets.inspect(await upload(workbench), OPTIONS);
    fixture.fake.settings.imports = false;
    const cancel = new AbortController();
    const first = workbench.datasets.import(inspectionId, 'Tiny', cancel.signal);
    (await writing(0)).send({ type: 'progress', done: 5, total: 20 });
    expect(fixture.events.pop()).toEqual({ type: 'import-progress', inspectionId, fraction: 0.25 });
    cancel.abort();
    await expect(first).rejects.toMatchObject({ problem: { code: 'dataset.cancelled' } });
    expect(fixture.fake.trainers[0]?.posted.map(({ type }) => type)).toEqual(['inspect', 'import', 'stop']);
    expect(getEventListeners(cancel.signal, 'abort')).toEqual([]);
    const early = workbench.datasets.import(inspectionId, 'Tiny', AbortSignal.abort());
    await expect(early).rejects.toMatchObject({ problem: { code: 'dataset.cancelled' } });

    const dying = workbench.datasets.import(inspectionId, 'Tiny');
    (await writing(0)).exit();
    await expect(dying).rejects.toMatchObject({ problem: { code: 'dataset.interrupted' } });
    expect(workbench.datasets.list().some(({ name }) => name === 'Tiny')).toBe(false);

    fixture.fake.settings.imports = true;
    expect(await workbench.datasets.import(inspectionId, 'Tiny')).toMatchObject({ id: 'tiny' });
    expect(fixture.fake.trainers).toHaveLength(2);
    const again = await workbench.datasets.inspect(await upload(workbench), OPTIONS);
    fixture.fake.settings.imports = false;
    const closing = workbench.datasets.import(again.inspectionId, 'Tiny').catch((error: unknown) => error);
    await writing(2);
    await workbench.close();
    expect(await closing).toMatchObject({ problem: { code: 'workbench.closed' } });
    await expect(workbench.datasets.import(again.inspectionId, 'Tiny')).rejects.toMatchObject({
      problem: { code: 'workbench.closed' },
    });
    expect(fixture.fake.trainers).toHaveLength(3);
    expect(fixture.fake.trainers.every(({ exited, killed }) => exited || killed)).toBe(true);
  });

  it('wait for the end of a cancelled import, and get its id', async () => {
    const workbench = await fixture.open();
    const { inspectionId } = await workbench.datasets.inspect(await upload(workbench), OPTIONS);
    Object.assign(fixture.fake.settings, { imports: false });
    const cancel = new AbortController();
    const first = workbench.datasets.import(inspectionId, 'Tiny', cancel.signal);
    const ending = await writing(0);
    ending.obedient = false;
    cancel.abort();
    Object.assign(fixture.fake.settings, { imports: true });
    const second = workbench.datasets.import(inspectionId, 'Tiny');
    const third = workbench.datasets.import(inspectionId, 'Tiny', AbortSignal.abort());
    await new Promise(setImmediate);
    expect(ending.posted.filter(({ type }) => type === 'import')).toHaveLength(1);
    ending.send({ type: 'finished', outcome: 'stopped', step: 0, problem: null });
    await expect(first).rejects.toMatchObject({ problem: { code: 'dataset.cancelled' } });
    await expect(third).rejects.toMatchObject({ problem: { code: 'dataset.cancelled' } });
    expect(await second).toMatchObject({ id: 'tiny' });
  });

  it('can be written at the same time, each with its own id', async () => {
    const workbench = await fixture.open();
    const slow = await workbench.datasets.inspect(await upload(workbench), OPTIONS);
    fixture.fake.settings.imports = false;
    const first = workbench.datasets.import(slow.inspectionId, 'Tiny');
    const trainer = await writing(0);
    fixture.fake.settings.imports = true;
    const quick = await workbench.datasets.inspect(await upload(workbench), OPTIONS);
    expect((await workbench.datasets.import(quick.inspectionId, 'Tiny')).id).toBe('tiny-2');
    writeTinyDataset(join(fixture.dataDir, 'datasets', 'tiny'));
    trainer.send({ type: 'finished', outcome: 'completed', step: 0, problem: null });
    expect((await first).id).toBe('tiny');
  });

  it.each(['generated', 'imported'])('leave no files of a process that died: %s', async (how) => {
    const workbench = await fixture.open();
    Object.assign(fixture.fake.settings, { generates: false, imports: false });
    const { inspectionId } = await workbench.datasets.inspect(await upload(workbench), OPTIONS);
    const work =
      how === 'imported'
        ? workbench.datasets.import(inspectionId, 'Tiny')
        : workbench.datasets.ready('synthetic-digits');
    const trainer = how === 'imported' ? await writing(0) : fixture.fake.trainers[1]!;
    // No process has this id.
    mkdirSync(join(fixture.dataDir, 'datasets', 'tiny.partial-999999999'), { recursive: true });
    trainer.exit();
    await expect(work).rejects.toMatchObject({ problem: { code: 'dataset.interrupted' } });
    expect(readdirSync(join(fixture.dataDir, 'datasets'))).toEqual([]);
  });

  it('leave nothing if they are cancelled too late for their process', async () => {
    const workbench = await fixture.open();
    const { inspectionId } = await workbench.datasets.inspect(await upload(workbench), OPTIONS);
    Object.assign(fixture.fake.settings, { imports: false });
    const cancel = new AbortController();
    const late = workbench.datasets.import(inspectionId, 'Tiny', cancel.signal);
    const trainer = await writing(0);
    trainer.obedient = false;
    writeTinyDataset(join(fixture.dataDir, 'datasets', 'tiny'));
    cancel.abort();
    trainer.send({ type: 'finished', outcome: 'completed', step: 0, problem: null });
    await expect(late).rejects.toMatchObject({ problem: { code: 'dataset.cancelled' } });
    expect(readdirSync(join(fixture.dataDir, 'datasets'))).toEqual([]);
    expect(workbench.datasets.list().some(({ name }) => name === 'Tiny')).toBe(false);
    fixture.fake.settings.imports = true;
    expect(await workbench.datasets.import(inspectionId, 'Tiny')).toMatchObject({ id: 'tiny' });
  });

  it('have the counts of written items, fewer if some files could not be read', async () => {
    const workbench = await fixture.open();
    const { inspectionId } = await workbench.datasets.inspect(await upload(workbench), OPTIONS);
    Object.assign(fixture.fake.settings, { imports: false });
    const taken = workbench.datasets.import(inspectionId, 'Tiny');
    const trainer = await writing(0);
    writeTinyDataset(join(fixture.dataDir, 'datasets', 'tiny'));
    trainer.send({ type: 'finished', outcome: 'completed', step: 0, problem: null });
    expect(await taken).toMatchObject({ id: 'tiny', trainCount: 4, testCount: 4 });
  });

  it('can be inspected and imported with other options, without another upload', async () => {
    const workbench = await fixture.open();
    const uploadIds = await upload(workbench);
    const own = await workbench.datasets.inspect(uploadIds, OPTIONS);
    expect(own).toMatchObject({ ownSize: { width: 2, height: 2 }, width: 2, channels: 1 });
    const larger = await workbench.datasets.inspect(
      uploadIds,
      ImportOptionsSchema.parse({ side: 8, color: 'rgb' }),
    );
    expect(larger).toMatchObject({ width: 8, height: 8, channels: 3, preview: { tileWidth: 8 } });
    expect(larger.inspectionId).not.toBe(own.inspectionId);
    const dataset = await workbench.datasets.import(larger.inspectionId, 'Larger');
    expect(dataset).toMatchObject({ width: 8, height: 8, channels: 3 });
  });

  it('do not move files that are used in place', async () => {
    const workbench = await fixture.open();
    const folder = join(fixture.dataDir, 'points of mine');
    mkdirSync(folder, { recursive: true });
    const rows = Array.from(
      { length: 21 },
      (_, i) => `${String(i)},${String(-i)},${i % 2 === 0 ? 'even' : 'odd'}`,
    );
    writeFileSync(join(folder, 'numbers.csv'), `x,y,label\n${rows.join('\n')}\n`);
    const found = await workbench.datasets.inspect([workbench.files.useInPlace(folder)], OPTIONS);
    expect(found).toMatchObject({
      kind: 'points',
      suggestedName: 'numbers',
      classes: [{ name: 'even' }, { name: 'odd' }],
    });
    const triples = await workbench.files.get(found.preview.path);
    const floats = new Float32Array(Uint8Array.from(await wholeBytes(triples)).buffer);
    // The given points: (n, −n) and whether n is odd.
    const first = [...floats.filter((_, i) => i % 3 === 0)];
    expect([...floats]).toEqual(first.flatMap((n) => [n, n === 0 ? 0 : -n, n % 2]));
    expect(new Set(first).size).toBe(18);
    const { id } = await workbench.datasets.import(found.inspectionId, 'Numbers');
    expect(workbench.datasets.preview(id, 0, 100)).toMatchObject({ kind: 'points', count: 18 });
    expect(workbench.datasets.get(id).summary).toBe('Imported from points of mine.');
    expect(readdirSync(folder)).toEqual(['numbers.csv']);
  });

  it('train runs, and are not removed while a run needs them', async () => {
    const workbench = await fixture.open();
    const { inspectionId } = await workbench.datasets.inspect(await upload(workbench), OPTIONS);
    const { id } = await workbench.datasets.import(inspectionId, 'Tiny');
    const { run, trainer } = await fixture.started(workbench, { ...NEW_RUN, dataset: id });
    expect(trainer.task.dataset.train.items).toBe(
      join(fixture.dataDir, 'datasets', id, 'train-images-idx3-ubyte'),
    );
    await expect(workbench.datasets.remove(id)).rejects.toMatchObject({
      problem: { code: 'dataset.in-use' },
    });
    trainer.checkpoint(1);
    trainer.exit();
    await workbench.datasets.remove(id);
    await expect(workbench.runs.resume(run.id)).rejects.toMatchObject({
      problem: { code: 'dataset.unknown' },
    });
    expect(workbench.runs.get(run.id)).toMatchObject({ datasetName: 'Tiny', state: 'interrupted' });
  });

  it('refuse to continue a run on other data under the same name', async () => {
    const workbench = await fixture.open();
    const { inspectionId } = await workbench.datasets.inspect(await upload(workbench), OPTIONS);
    const { id } = await workbench.datasets.import(inspectionId, 'Tiny');
    const { run, trainer } = await fixture.started(workbench, { ...NEW_RUN, dataset: id });
    trainer.checkpoint(1);
    trainer.exit();
    await workbench.datasets.remove(id);
    const thirty = await workbench.files.receiveUpload('train-images-idx3-ubyte', chunks(images(30)));
    const other = await workbench.datasets.inspect([thirty], OPTIONS);
    expect((await workbench.datasets.import(other.inspectionId, 'Tiny')).id).toBe(id);
    await workbench.runs.resume(run.id);
    await vi.waitFor(() => {
      expect(workbench.runs.get(run.id)).toMatchObject({
        state: 'failed',
        problem: { code: 'run.dataset-changed' },
      });
    });
  });

  it('refuse an upload that is too large, and delete it', async () => {
    const workbench = await fixture.open();
    const chunk = new Uint8Array(32 * 1024 * 1024);
    async function* endless(): AsyncGenerator<Uint8Array, void, void> {
      for (let sent = 0; sent <= MAX_UPLOAD_BYTES; sent += chunk.length) yield chunk;
    }
    await expect(workbench.files.receiveUpload('big', endless())).rejects.toMatchObject({
      problem: { code: 'upload.too-large' },
    });
    expect(readdirSync(join(fixture.dataDir, 'uploads'))).toEqual([]);
  });

  it('delete an interrupted upload', async () => {
    const workbench = await fixture.open();
    async function* broken(): AsyncGenerator<Uint8Array, void, void> {
      yield Uint8Array.of(1, 2);
      throw new Error('connection lost');
    }
    await expect(workbench.files.receiveUpload('half', broken())).rejects.toThrow('connection lost');
    expect(readdirSync(join(fixture.dataDir, 'uploads'))).toEqual([]);
  });

  it('store only the newest uploads, and refuse older ones', async () => {
    const workbench = await fixture.open();
    const [first = ''] = await upload(workbench);
    for (let i = 0; i < MAX_GIVEN_FILES; i++)
      await workbench.files.receiveUpload('x', chunks(Uint8Array.of(i)));
    expect(readdirSync(join(fixture.dataDir, 'uploads'))).toHaveLength(MAX_GIVEN_FILES);
    await expect(workbench.datasets.inspect([first], OPTIONS)).rejects.toMatchObject({
      problem: { code: 'upload.unknown' },
    });
  });
});
