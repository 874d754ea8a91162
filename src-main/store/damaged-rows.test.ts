import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RunSchema, type RunConfig } from '../contract/run';
import { connect, type WritableDatabase } from './database';
import { MIGRATIONS } from './migrations';
import { migrate, writableStore, type Store } from './open';

let directory: string;
let db: WritableDatabase;
let store: Store;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'latent-workbench-rows-'));
  db = connect(join(directory, 'x.sqlite'), { readonly: false });
  migrate(db, MIGRATIONS.length);
  store = writableStore(db, 'x.sqlite');
});
afterEach(() => {
  store.close();
  rmSync(directory, { recursive: true, force: true });
});

const config: RunConfig = {
  model: 'gan-mlp',
  dataset: 'ring-8',
  seed: 7,
  budget: { unit: 'steps', count: 100 },
  hyperparameters: { batchSize: 64 },
  sampleEvery: 10,
  checkpointEvery: 20,
  engine: 'auto',
  device: 'auto',
  sampleSheet: { columns: 8, rows: 8 },
};
const newRun = () =>
  store.runs.create({
    name: (id) => `run ${String(id)}`,
    config,
    color: 3,
    datasetName: 'Ring',
    datasetFingerprint: null,
  });
const set = (id: number, column: string, value: string | number | null) =>
  db.prepare(`UPDATE runs SET ${column} = ? WHERE id = ?`).run(value, id);

describe('a run whose row cannot be read', () => {
  const broken = ['{', '', 'null', '5', '"x"', '[]', '{"seed":"x"}'];

  it.each(broken.map((json) => ['config', json]))(
    'is returned with its intact fields: %s %s',
    (column, json) => {
      const [before, id, after] = [newRun(), newRun(), newRun()];
      store.runs.setState(id, 'stopped');
      set(id, column, json);
      expect(store.runs.list(100).map((run) => run.id)).toEqual([after, id, before]);
      const run = store.runs.get(id)!;
      expect(run).toMatchObject({
        id,
        name: `run ${String(id)}`,
        state: 'stopped',
        color: 3,
        datasetName: 'Ring',
        config: { model: 'gan-mlp', dataset: 'ring-8', hyperparameters: {} },
        problem: {
          code: 'run.damaged',
          message: 'The record of this run is damaged: settings cannot be read.',
        },
      });
      expect(store.runs.get(before)).toMatchObject({ config, problem: null });
      expect(RunSchema.omit({ stepsPerSecond: true }).safeParse(run).success).toBe(true);
    },
  );

  it.each([
    ['engine', '{', 'what it was trained on'],
    ['engine', '{"mode":"compiled"}', 'what it was trained on'],
    ['latest', '{', 'last values'],
    ['latest', '{"loss":"low"}', 'last values'],
    ['latest', '{"loss":null}', 'last values'],
    ['problem', '{', 'what went wrong'],
    ['problem', '{"code":1}', 'what went wrong'],
    ['evaluations', '{', 'evaluations'],
    ['evaluations', '[1]', 'evaluations'],
    ['sparkline', '{', 'curve'],
    ['sparkline', '[1,null]', 'curve'],
    ['state', 'gone', 'state'],
    ['step', 2 ** 60, 'other facts'],
    ['elapsed_ms', Infinity, 'other facts'],
  ])('retains its settings if only %s is lost: %s', (column, value, lost) => {
    const [before, id] = [newRun(), newRun()];
    set(id, column, value);
    expect(store.runs.list(100)).toHaveLength(2);
    const run = store.runs.get(id)!;
    expect(run).toMatchObject({ config, problem: { code: 'run.partly-damaged' } });
    expect(run.problem?.message).toBe(`The record of this run is damaged: ${lost} cannot be read.`);
    expect(RunSchema.omit({ stepsPerSecond: true }).safeParse(run).success).toBe(true);
    expect(store.runs.get(before)?.problem).toBeNull();
  });

  it('survives the loss of everything that can be lost', () => {
    const id = newRun();
    for (const column of ['config', 'engine', 'latest', 'evaluations', 'sparkline', 'problem', 'networks'])
      set(id, column, '{');
    for (const column of ['created_at', 'started_at', 'deleted_at', 'elapsed_ms']) set(id, column, Infinity);
    for (const column of ['step', 'color', 'total_steps', 'steps_per_epoch']) set(id, column, 2 ** 60);
    set(id, 'model', 'm'.repeat(500));
    set(id, 'dataset_id', '../etc');
    const run = store.runs.get(id)!;
    expect(RunSchema.omit({ stepsPerSecond: true }).safeParse(run).success).toBe(true);
    expect(run).toMatchObject({ deletedAt: null, config: { dataset: 'unknown' } });
    expect(store.runs.networks(id)).toEqual([]);
  });

  it('does not prevent the migration of an older file', () => {
    const old = connect(join(directory, 'old.sqlite'), { readonly: false });
    migrate(old, 6);
    const insert =
      old.prepare(`INSERT INTO runs (name, state, model, dataset_id, config, latest, color, dataset_name,
      created_at, queued_at) VALUES ('old', 'stopped', 'vae-mlp', 'ring-8', ?, ?, 0, 'Ring', 1, 1)`);
    insert.run('{', '{');
    insert.run(JSON.stringify(config), '{');
    insert.run(JSON.stringify(config), '{}');
    migrate(old, MIGRATIONS.length);
    const { runs } = writableStore(old, '');
    const codes = runs.list(100).map(({ problem }) => problem?.code ?? null);
    expect(codes).toEqual([null, 'run.partly-damaged', 'run.damaged']);
    old.close();
  });
});

describe('rows of other tables that cannot be read', () => {
  it('a dataset is listed with a problem, the others unchanged', () => {
    const dataset = {
      id: 'mine',
      kind: 'images',
      name: 'Mine',
      summary: 'x',
      source: 'imported',
      width: 2,
      height: 2,
      channels: 1,
      classNames: ['a'],
      trainCount: 4,
      testCount: 4,
      fingerprint: 'f',
      sizeBytes: 9,
    } as const;
    for (const id of ['one', 'two', 'three', 'four'])
      store.datasets.put({ ...dataset, id, classNames: [...dataset.classNames] });
    db.exec(`UPDATE datasets SET class_names = '{' WHERE id = 'two'`);
    db.exec(`UPDATE datasets SET kind = 'sounds' WHERE id = 'three'`);
    db.exec(`UPDATE datasets SET id = '../x' WHERE id = 'four'`);
    const listed = store.datasets.list();
    expect(Object.fromEntries(listed.map(({ id, damage }) => [id, damage?.code ?? null]))).toEqual({
      one: null,
      two: 'dataset.damaged',
      three: 'dataset.damaged',
    });
    expect(listed.find(({ id }) => id === 'two')).toMatchObject({ name: 'Mine', classNames: [] });
  });

  it('figures and log entries are omitted, the others remain', () => {
    const id = newRun();
    const figure = { kind: 'samples', mediaType: 'x', sheet: null, bytes: Uint8Array.of(1) } as const;
    const [good, bad] = [1, 2].map((step) => store.figures.append(id, { ...figure, step }));
    db.exec(`UPDATE figures SET kind = 'smell' WHERE step = 2`);
    expect(store.figures.list(id)).toEqual([good]);
    expect(store.figures.get(bad!.id)).toBeNull();
    for (const text of ['a', 'b']) store.logs.append(id, { at: 1, level: 'info', text });
    db.exec(`UPDATE logs SET level = 'shout' WHERE text = 'a'`);
    expect(store.logs.list(id).map(({ text }) => text)).toEqual(['b']);
  });
});
