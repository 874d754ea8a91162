import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { beforeEach, expect, it } from 'vitest';
import type { Manifest } from '../contract/archive';
import { ImportOptionsSchema } from '../contract/dataset';
import { encodeIdxImages } from '../datasets/idx';
import { encodeSafetensors } from '../engine/safetensors';
import { npyHeader } from '../exports/npy';
import { encodeSheet } from '../images/sheet';
import { openReadOnlyStore } from '../store/open';
import { created, exported } from '../testing/exported';
import { differences, recordOf } from '../testing/run-record';
import { wholeCheckpoint } from '../testing/whole-checkpoint';
import { NEW_RUN, workbenchFixture } from '../testing/workbench-fixture';
import type { Workbench } from './workbench';

const fixture = workbenchFixture();
const LAYOUT = { columns: 2, rows: 1, tileWidth: 2, tileHeight: 2 };
const SHEET = encodeSheet({
  ...{ tiles: Uint8Array.of(0, 0, 0, 0, 9, 9, 9, 9), count: 2, width: 2, height: 2, channels: 1, columns: 2 },
});
const weights = (value: number) =>
  encodeSafetensors({
    tensors: new Map([['w', { shape: [2], values: Float32Array.of(value, 1 / 3) }]]),
    metadata: { step: String(value) },
  });

const OPTIONS = ImportOptionsSchema.parse({});

function recorded(run: number) {
  const store = openReadOnlyStore(fixture.dataDir)!;
  try {
    return recordOf(store, run);
  } finally {
    store.close();
  }
}

let workbench: Workbench;
let id: number;

/** A run with everything that an archive holds. */
beforeEach(async () => {
  workbench = await fixture.open();
  const { run, trainer } = await fixture.started(workbench, { ...NEW_RUN, name: 'first — “π”' });
  id = run.id;
  trainer.ready();
  for (const step of [100, 200]) {
    trainer.metrics(step - 99, step, (at) => 1 / at);
    const figure = { step, mediaType: 'image/png', sheet: LAYOUT, bytes: SHEET };
    trainer.send({ type: 'figure', kind: 'samples', ...figure });
    trainer.send({ type: 'checkpoint-part', bytes: weights(step) });
    trainer.send({ type: 'checkpoint', step, elapsedMs: step * 2 });
  }
  trainer.finish('stopped');
  workbench.checkpoints.pin(id, 100, true);
  workbench.annotations.annotate([id], { addTags: ['kept'], starred: true });
  workbench.annotations.setNotes(id, 'Why *so*?');
  const other = workbench.runs.create({ ...NEW_RUN, name: 'second' });
  await workbench.runs.stop(other.id);
  const saved = { name: 'Pair', note: 'Both.', runs: [id, other.id], baseline: other.id, step: null };
  workbench.settings.set({ savedComparisons: [{ ...saved, sections: ['metrics', 'summary'] }] });
});

const archive = (runs = [id]) => exported(workbench, { format: 'archive', runs });

function taken(bytes: Uint8Array, name = 'runs.lwrun') {
  const path = join(fixture.dataDir, name);
  writeFileSync(path, bytes);
  return workbench.archives.import(workbench.files.useInPlace(path));
}

/** The archive with some of its files replaced, and its manifest changed. */
async function changed(
  change: (manifest: Manifest & Record<string, unknown>) => void,
  files: Readonly<Record<string, Uint8Array | null>> = {},
): Promise<Uint8Array> {
  const { 'manifest.json': json, ...rest } = unzipSync(await archive());
  const manifest = JSON.parse(Buffer.from(json!).toString()) as Manifest & Record<string, unknown>;
  change(manifest);
  const all = { ...rest, 'manifest.json': strToU8(JSON.stringify(manifest)), ...files };
  return zipSync(Object.fromEntries(Object.entries(all).filter(([, bytes]) => bytes !== null)));
}

it('round-trips a run to the last bit, with its notes, tags, times and checkpoints', async () => {
  const { runs, copies, datasets, missing } = await taken(await archive());
  const [run] = runs;
  expect(run).toMatchObject({
    name: 'first — “π”',
    state: 'stopped',
    step: 200,
    tags: ['kept'],
    starred: true,
  });
  const { id: _id, queueOrder: _order, thumbnailId: _thumbnail, ...original } = workbench.runs.get(id);
  expect(run).toMatchObject(original);
  expect(copies).toEqual([{ id: run!.id, of: id }]);
  expect([datasets, missing]).toEqual([[], []]);
  const store = openReadOnlyStore(fixture.dataDir)!;
  try {
    expect(differences(recordOf(store, id), recordOf(store, run!.id))).toEqual([]);
    expect(store.annotations.notes(run!.id)).toBe('Why *so*?');
    for (const step of [100, 200])
      expect(wholeCheckpoint(store, run!.id, step)?.bytes).toEqual(wholeCheckpoint(store, id, step)?.bytes);
    const kinds = (of: number) =>
      store.checkpoints.list(of).map((one) => [one.step, one.kinds.includes('pinned')]);
    expect(kinds(run!.id)).toEqual([
      [100, true],
      [200, false],
    ]);
    expect(store.logs.list(run!.id)).toEqual(store.logs.list(id));
  } finally {
    store.close();
  }
});

it('brings a comparison with its runs, under a name that is free', async () => {
  const { runs } = await taken(await archive([id, id + 1]));
  const [one, two] = runs.map((run) => run.id);
  expect(workbench.settings.get().savedComparisons).toMatchObject([
    { name: 'Pair', runs: [id, id + 1] },
    { name: 'Pair (2)', note: 'Both.', runs: [one, two], baseline: two, sections: ['metrics', 'summary'] },
  ]);
});

it('holds the chosen checkpoints, and says which dataset is missing', async () => {
  const newest = await exported(workbench, {
    format: 'archive',
    runs: [id],
    options: { checkpoints: 'newest' },
  });
  expect(Object.keys(unzipSync(newest)).filter((name) => name.includes('checkpoints'))).toEqual([
    `runs/${String(id)}/checkpoints/200.safetensors`,
  ]);
  const elsewhere = await changed(({ runs }) => {
    runs[0]!.run.config.dataset = 'cats';
    runs[0]!.run.datasetName = 'Cats';
    runs[0]!.run.datasetFingerprint = '00';
  });
  expect(await taken(elsewhere)).toMatchObject({ missing: ['Cats'], copies: [] });
});

it('holds a whole data folder, with datasets that no run was trained on, and restores it in another', async () => {
  const named = async (name: string, value: number) => {
    const images = encodeIdxImages({
      ...{
        images: Uint8Array.from({ length: 40 }, (_, i) => (i * value) % 256),
        count: 10,
        height: 2,
        width: 2,
      },
    });
    const path = join(fixture.dataDir, `${name}-images-idx3-ubyte`);
    writeFileSync(path, images);
    const { inspectionId } = await workbench.datasets.inspect([workbench.files.useInPlace(path)], OPTIONS);
    return workbench.datasets.import(inspectionId, name);
  };
  const [cats, dogs] = [await named('Cats', 3), await named('Dogs', 5)];
  const all = workbench.runs.list().map((run) => run.id);
  const bytes = await exported(workbench, { format: 'archive', runs: all, options: { datasets: 'all' } });
  const before = all.map((each) => recorded(each));
  const fingerprints = () =>
    workbench.datasets
      .list()
      .filter(({ source }) => source === 'imported')
      .map(({ name, fingerprint }) => [name, fingerprint]);
  const datasets = fingerprints();
  expect(datasets.map(([name]) => name).sort()).toEqual([cats.name, dogs.name]);
  await workbench.close();
  rmSync(join(fixture.dataDir, 'workbench.sqlite'));
  rmSync(join(fixture.dataDir, 'datasets'), { recursive: true, force: true });
  workbench = await fixture.open();
  expect(fingerprints()).toEqual([]);

  const { runs } = await taken(bytes);
  for (const [i, run] of runs.entries()) expect(differences(before[i]!, recorded(run.id))).toEqual([]);
  expect(fingerprints().sort()).toEqual(datasets.sort());
  expect(workbench.settings.get().savedComparisons).toMatchObject([{ name: 'Pair', note: 'Both.' }]);
  // What is here already is not imported again.
  expect(await taken(bytes)).toMatchObject({ datasets: [] });
  expect(fingerprints()).toHaveLength(2);
});

it('is named after its runs', async () => {
  expect((await created(workbench, { format: 'archive', runs: [id] })).fileName).toBe(
    `run-${String(id)}-archive.lwrun`,
  );
});

const METRIC = 'metrics/1.npy';
const values = (...pairs: number[]) =>
  Buffer.concat([npyHeader('<f8', [pairs.length / 2, 2]), Buffer.from(Float64Array.from(pairs).buffer)]);

it.each<[string, string, () => Promise<Uint8Array>]>([
  ['a file that is no ZIP', 'dataset.zip.damaged', () => Promise.resolve(strToU8('PK, but no more'))],
  ['another ZIP', 'archive.no-manifest', () => Promise.resolve(zipSync({ 'a.txt': strToU8('a') }))],
  ['a later version', 'archive.newer', () => changed((manifest) => (manifest.version = 2 as 1))],
  ['values of another kind', 'archive.manifest', () => changed(({ runs }) => (runs[0]!.run.step = 1.5))],
  [
    'a state that no archive has',
    'archive.manifest',
    () => changed(({ runs }) => (runs[0]!.run.state = 'queued' as 'stopped')),
  ],
  ['a missing part', 'archive.part-missing', () => changed(() => undefined, { [`runs/1/${METRIC}`]: null })],
  ['an unknown model', 'model.unknown', () => changed(({ runs }) => (runs[0]!.run.config.model = 'x'))],
  [
    'hyperparameters beyond their limits',
    'archive.settings',
    () => changed(({ runs }) => (runs[0]!.run.config.hyperparameters['latentSize'] = 1e9)),
  ],
  [
    'a figure that is described twice',
    'archive.part',
    () => changed(({ runs }) => runs[0]!.figures.push(runs[0]!.figures[0]!)),
  ],
  [
    'fewer values than described',
    'archive.part',
    () => changed(() => undefined, { [`runs/1/${METRIC}`]: values(1, 1) }),
  ],
  [
    'steps that go back',
    'archive.part',
    () =>
      changed(({ runs }) => (runs[0]!.metrics[0]!.count = 2), { [`runs/1/${METRIC}`]: values(2, 1, 1, 1) }),
  ],
  [
    'values that are not finite',
    'archive.part',
    () =>
      changed(({ runs }) => (runs[0]!.metrics[0]!.count = 1), { [`runs/1/${METRIC}`]: values(1, Infinity) }),
  ],
  [
    'a picture of another size',
    'archive.part',
    () => changed(({ runs }) => (runs[0]!.figures[0]!.sheet!.tileWidth = 3)),
  ],
  [
    'a picture that is none',
    'archive.part',
    () => changed(() => undefined, { 'runs/1/figures/samples-100.png': strToU8('<svg onload=x>') }),
  ],
  [
    'damaged weights',
    'archive.part',
    () =>
      changed(() => undefined, {
        'runs/1/checkpoints/100.safetensors': weights(100).map((byte, i) => (i > 150 ? byte ^ 1 : byte)),
      }),
  ],
])('refuses %s, and leaves nothing behind', async (_what, code, bytes) => {
  const before = workbench.runs.list().length;
  const error: { problem?: { code: string; message: string } } = await taken(await bytes()).then(
    () => ({}),
    (thrown: object) => thrown,
  );
  expect(error.problem?.code).toBe(code);
  expect(workbench.runs.list()).toHaveLength(before);
});

it('imports into another data folder, and ends when it is cancelled', async () => {
  const bytes = await archive();
  await workbench.close();
  rmSync(join(fixture.dataDir, 'workbench.sqlite'));
  workbench = await fixture.open();
  const stop = new AbortController();
  const path = join(fixture.dataDir, 'runs.lwrun');
  writeFileSync(path, bytes);
  const cancelled = workbench.archives.import(workbench.files.useInPlace(path), stop.signal);
  stop.abort();
  await expect(cancelled).rejects.toMatchObject({ problem: { code: 'archive.cancelled' } });
  expect(workbench.runs.list()).toEqual([]);
  expect(await taken(bytes)).toMatchObject({ runs: [{ name: 'first — “π”' }], copies: [] });
});
