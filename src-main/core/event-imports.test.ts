import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync, zipSync, type Zippable } from 'fflate';
import { beforeEach, expect, it } from 'vitest';
import type { ArchiveImport } from '../contract/archive';
import { scalarEvent, textEvent, versionEvent, imageEvent } from '../exports/tensorboard/event';
import { encodeSheet } from '../images/sheet';
import { archiveImportText } from '../presentation/archive-text';
import { openReadOnlyStore } from '../store/open';
import { exported } from '../testing/exported';
import { recordOf, type RunRecord } from '../testing/run-record';
import { NEW_RUN, workbenchFixture } from '../testing/workbench-fixture';
import type { Workbench } from './workbench';

const fixture = workbenchFixture();
const LAYOUT = { columns: 2, rows: 1, tileWidth: 2, tileHeight: 2 };
const SHEET = encodeSheet({
  ...{ tiles: Uint8Array.of(0, 0, 0, 0, 9, 9, 9, 9), count: 2, width: 2, height: 2, channels: 1, columns: 2 },
});
const START = 1_790_000_000;
const NAME = 'events.out.tfevents.1790000000.machine';

let workbench: Workbench;
beforeEach(async () => {
  workbench = await fixture.open();
});

const taken = (path: string): Promise<ArchiveImport> =>
  workbench.archives.import(workbench.files.useInPlace(path));

/** Writes files below a folder, and returns its path. */
function folderOf(files: Readonly<Record<string, Uint8Array>>): string {
  const folder = join(fixture.dataDir, 'logs');
  for (const [name, bytes] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, bytes);
  }
  return folder;
}

const scalar = (step: number, value: number, name = 'loss') =>
  scalarEvent({ wallTime: START + step, step }, [name], [value]);
const events = (...records: readonly Uint8Array[]) => Buffer.concat([versionEvent(START), ...records]);

function recorded(id: number): RunRecord {
  const store = openReadOnlyStore(fixture.dataDir)!;
  try {
    return recordOf(store, id);
  } finally {
    store.close();
  }
}

const series = (id: number, name: string) => [...(recorded(id).metrics.get(name) ?? [])];

it('reads what the workbench exported: values as 32-bit floats, sheets byte for byte with their layout, settings', async () => {
  const { run, trainer } = await fixture.started(workbench, { ...NEW_RUN, name: 'first' });
  trainer.ready();
  trainer.metrics(1, 300, (at) => 1 / at);
  trainer.send({
    ...{ type: 'figure', kind: 'samples', step: 200 },
    ...{ mediaType: 'image/png', sheet: LAYOUT, bytes: SHEET },
  });
  trainer.finish('stopped');
  workbench.annotations.setNotes(run.id, 'Why *so*?');
  const path = join(fixture.dataDir, 'logs.zip');
  writeFileSync(path, await exported(workbench, { format: 'tensorboard', runs: [run.id] }));

  const imported = await taken(path);
  const [found] = imported.runs;
  expect(archiveImportText(imported)).toEqual(['Imported “1 first” as run 2.']);
  expect(found).toMatchObject({ name: '1 first', state: 'completed', step: 300, checkpointStep: null });
  const { config } = workbench.runs.get(run.id);
  expect(found?.config.hyperparameters).toEqual({
    ...config.hyperparameters,
    ...{ model: config.model, dataset: config.dataset, seed: config.seed },
  });
  expect(found?.datasetName).toBe(config.dataset);
  const [before, after] = [recorded(run.id), recorded(found!.id)];
  expect([...after.metrics.keys()].sort()).toEqual([...before.metrics.keys()].sort());
  for (const [name, values] of before.metrics)
    expect([...after.metrics.get(name)!]).toEqual(
      [...values].map(([step, value]) => [step, Math.fround(value)]),
    );
  expect(after.figures).toEqual(before.figures);
  expect(workbench.runs.figures(found!.id)).toMatchObject([{ kind: 'samples', step: 200, sheet: LAYOUT }]);
  expect(workbench.annotations.notes(found!.id)).toMatch(
    /^## configuration\n\n {4}\{[^]*## notes\n\nWhy \*so\*\?$/,
  );
});

it('reads what TensorFlow writes, in its form of today and the one before', async () => {
  const zip = unzipSync(readFileSync(join('src-main', 'testing', 'tensorflow-events.zip')));
  const { 'values.json': values, ...files } = zip;
  const expected = JSON.parse(Buffer.from(values!).toString()) as Record<
    string,
    Record<string, [number, number][]>
  >;
  const { runs, notes } = await taken(folderOf(files));
  expect(notes).toEqual([]);
  expect(runs.map(({ name }) => name)).toEqual(['new', 'old']);
  for (const { id, name } of runs)
    for (const [tag, rows] of Object.entries(expected[name]!)) expect(series(id, tag)).toEqual(rows);
  const [newer] = runs;
  expect(newer?.config).toMatchObject({
    seed: 7,
    hyperparameters: { learning_rate: 0.001, optimizer: 'adam', augment: true },
  });
  expect(workbench.annotations.notes(newer!.id)).toBe('## configuration\n\n**adam**, 0.001');
  // Four tiles of one step become one sheet.
  const sheet = { columns: 2, rows: 2, tileWidth: 12, tileHeight: 8 };
  expect(workbench.runs.figures(newer!.id)).toMatchObject([
    { kind: 'samples', step: 0, sheet },
    { kind: 'samples', step: 50, sheet },
  ]);
});

it('takes the last value of a step that was written twice, and the time from the events', async () => {
  const folder = folderOf({
    [`a/${NAME}`]: events(scalar(1, 1), scalar(2, 2), scalar(3, 3)),
    [`a/${NAME}.1`]: events(scalar(2, 20), scalar(4, 40)),
    [`b/${NAME}`]: events(scalar(7, 1)),
    'a/checkpoint.pt': Uint8Array.of(1),
  });
  const { runs } = await taken(folder);
  expect(runs.map(({ name, step }) => [name, step])).toEqual([
    ['a', 4],
    ['b', 7],
  ]);
  expect(series(runs[0]!.id, 'loss')).toEqual([
    [1, 1],
    [2, 20],
    [3, 3],
    [4, 40],
  ]);
  expect(runs[0]).toMatchObject({ createdAt: START * 1000, elapsedMs: 4000, latest: { loss: 40 } });
});

it.each<[string, Uint8Array, string]>([
  [
    'cut inside a record',
    events(scalar(1, 1), scalar(2, 2), scalar(3, 3)).subarray(0, -5),
    `${NAME} is cut or damaged: it was read up to there, 3 records.`,
  ],
  [
    'damaged inside a record',
    Buffer.concat([
      events(scalar(1, 1), scalar(2, 2)),
      scalar(3, 3).map((byte, i) => (i === 20 ? byte ^ 1 : byte)),
      scalar(4, 4),
    ]),
    `${NAME} is cut or damaged: it was read up to there, 3 records.`,
  ],
  [
    'with a length beyond the limit',
    Buffer.concat([events(scalar(1, 1), scalar(2, 2)), Buffer.alloc(64, 0xff)]),
    `${NAME} is cut or damaged: it was read up to there, 3 records.`,
  ],
])('keeps a file that is %s up to there, and says so', async (_what, bytes, note) => {
  const imported = await taken(join(folderOf({ [NAME]: bytes }), NAME));
  expect(archiveImportText(imported)).toEqual(['Imported “logs” as run 1.', note]);
  expect(series(1, 'loss')).toEqual([
    [1, 1],
    [2, 2],
  ]);
});

it('leaves out what it cannot show, and says so', async () => {
  const at = { wallTime: START, step: 5 };
  const picture = { width: 4, height: 2, channels: 1, png: SHEET };
  const { notes, runs } = await taken(
    folderOf({
      [`a/${NAME}`]: events(
        scalar(1, 1),
        scalar(2, NaN),
        scalar(-3, 1),
        scalar(4, 1, 'x'.repeat(300)),
        imageEvent(at, 'samples', picture, ''),
        imageEvent({ ...at, step: 6 }, 'samples', { ...picture, png: Buffer.from('<svg onload=x>') }, ''),
        imageEvent(at, 'weights', picture, ''),
      ),
      [`b/${NAME}`]: Buffer.from('no event'),
    }),
  );
  expect(notes).toEqual([
    { code: 'image-tags-left-out', run: 'a', tags: ['weights'] },
    { code: 'images-left-out', run: 'a', count: 1 },
    { code: 'values-left-out', run: 'a', count: 2 },
    { code: 'tags-left-out', run: 'a', count: 1 },
    { code: 'files-unreadable', files: [`b/${NAME}`] },
  ]);
  const [run] = runs;
  expect(workbench.runs.figures(run!.id)).toMatchObject([
    { step: 5, sheet: { columns: 1, rows: 1, tileWidth: 4, tileHeight: 2 } },
  ]);
});

const zipped = (files: Zippable) => Buffer.from(zipSync(files));

it.each<[string, string, string, Uint8Array]>([
  ['a file without a record', 'events.unreadable', NAME, Buffer.from('no event')],
  ['records of another kind', 'events.unreadable', NAME, scalar(1, 1)],
  [
    'files without scalars and images',
    'events.nothing',
    NAME,
    events(textEvent({ wallTime: START, step: 0 }, 'a', 'b')),
  ],
  ['a picture', 'events.unreadable', 'cat.png', SHEET],
  ['a ZIP without event files', 'archive.no-manifest', 'logs.zip', zipped({ 'a.txt': SHEET })],
  ['a ZIP of damaged event files', 'events.unreadable', 'logs.zip', zipped({ [NAME]: SHEET })],
])('refuses %s, and leaves nothing behind', async (_what, code, name, bytes) => {
  await expect(taken(join(folderOf({ [name]: bytes }), name))).rejects.toMatchObject({ problem: { code } });
  expect(workbench.runs.list()).toEqual([]);
});

it('refuses a folder without event files', async () => {
  await expect(taken(folderOf({ 'a/model.pt': SHEET }))).rejects.toMatchObject({
    problem: { code: 'events.none' },
  });
});

it('never trains, draws or evaluates an imported run, says why, and compares and exports it', async () => {
  const { runs } = await taken(folderOf({ [`a/${NAME}`]: events(scalar(1, 1), scalar(9, 2)) }));
  const { id, config } = runs[0]!;
  const refused = { problem: { code: 'run.imported' } };
  await expect(workbench.runs.resume(id)).rejects.toMatchObject(refused);
  await expect(workbench.runs.resume(id, 9)).rejects.toMatchObject(refused);
  await expect(workbench.runs.fork(id, 9)).rejects.toMatchObject(refused);
  await expect(workbench.qualities.evaluate(id, { samples: 10, seed: 1 })).rejects.toMatchObject(refused);
  await expect(workbench.drawings.draw(id, { label: null, count: 1, seed: 1 })).rejects.toMatchObject(
    refused,
  );
  expect(() => workbench.runs.create({ model: config.model, dataset: 'ring-8' })).toThrow(/model/i);

  const problems = Object.fromEntries(
    workbench.exports.formats([id]).map(({ id: format, problem }) => [format, problem?.code ?? null]),
  );
  expect(problems).toMatchObject({
    ...{ 'report-html': null, 'metrics-csv': null, tensorboard: null, archive: null },
    ...{
      'samples-zip': 'run.imported',
      'network-onnx': 'run.imported',
      'weights-safetensors': 'run.imported',
    },
  });
  expect((await exported(workbench, { format: 'report-html', runs: [id] })).toString()).toContain('</html>');
  const archive = join(fixture.dataDir, 'a.lwrun');
  writeFileSync(archive, await exported(workbench, { format: 'archive', runs: [id] }));
  expect(await taken(archive)).toMatchObject({ copies: [{ id: 2, of: id }], missing: [], notes: [] });
  await workbench.close();
  workbench = await fixture.open();
  expect(workbench.runs.list().map(({ name }) => name)).toEqual(['a', 'a']);
});
