import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WorkbenchError } from '../contract/error';
import type { RunConfig } from '../contract/run';
import type { FigureKind } from '../contract/figure';
import { connect } from './database';
import { MIGRATIONS } from './migrations';
import { storageProblem } from './problems';
import {
  emptyStore,
  migrate,
  openReadOnlyStore,
  openStore,
  STORE_FILE,
  writableStore,
  type Store,
} from './open';
import { appendCheckpoint } from '../testing/append-checkpoint';
import { wholeCheckpoint } from '../testing/whole-checkpoint';

let directory: string;
const stores: { close: () => void }[] = [];
const keep = <T extends { close: () => void }>(store: T): T => {
  stores.push(store);
  return store;
};

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'latent-workbench-store-'));
});
afterEach(() => {
  for (const store of stores.splice(0)) store.close();
  rmSync(directory, { recursive: true, force: true });
});

const config: RunConfig = {
  model: 'gan-mlp',
  dataset: 'synthetic-digits',
  seed: 7,
  budget: { unit: 'steps', count: 100 },
  hyperparameters: { batchSize: 64 },
  sampleEvery: 10,
  checkpointEvery: 20,
  engine: 'auto',
  device: 'auto',
  sampleSheet: { columns: 8, rows: 8 },
};
const newRun = (store: Store) =>
  store.runs.create({
    name: (id) => `gan-mlp #${String(id)}`,
    config,
    color: 0,
    datasetName: 'Synthetic digits',
    datasetFingerprint: null,
  });
const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'nothing was thrown';
  } catch (error) {
    return error instanceof WorkbenchError ? error.problem.code : String(error);
  }
};
const sheet = { columns: 8, rows: 8, tileWidth: 28, tileHeight: 28 };
const figure = (step: number, kind: FigureKind = 'samples', byte = step) => ({
  step,
  kind,
  mediaType: 'image/png',
  sheet,
  bytes: Uint8Array.of(byte, 2, 3),
});

describe('opening', () => {
  it('migrates a new file to the newest version', () => {
    keep(openStore(directory));
    const db = keep(connect(join(directory, STORE_FILE), { readonly: true }));
    expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    const tables = db
      .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`)
      .pluck()
      .all();
    expect(tables).toEqual(
      expect.arrayContaining([
        'checkpoint_parts',
        'checkpoints',
        'datasets',
        'logs',
        'metric_names',
        'metrics',
        'runs',
        'figures',
      ]),
    );
  });

  it('refuses a file of a newer version and leaves it as it is', () => {
    openStore(directory).close();
    const db = connect(join(directory, STORE_FILE), { readonly: false });
    db.pragma(`user_version = ${String(MIGRATIONS.length + 1)}`);
    db.close();
    expect(codeOf(() => openStore(directory))).toBe('store.newer');
    expect(codeOf(() => openReadOnlyStore(directory))).toBe('store.newer');
  });

  it('backs an older file up, then migrates it with what it holds', () => {
    const old = connect(join(directory, STORE_FILE), { readonly: false });
    migrate(old, 1);
    old.exec(`INSERT INTO runs (name, state, model, dataset_id, config, color, dataset_name, created_at, queued_at)
      VALUES ('old', 'completed', 'gan-mlp', 'ring-8', '{}', 0, 'Ring', 1, 1)`);
    old.close();
    expect(openReadOnlyStore(directory)).toBeNull();

    const store = keep(openStore(directory));
    expect(store.runs.list(10).map(({ name, config }) => [name, config.device])).toEqual([['old', 'auto']]);
    const backups = readdirSync(directory).filter((name) => name.includes('.backup-v1-'));
    expect(backups).toHaveLength(1);
    const backup = keep(connect(join(directory, backups[0] ?? ''), { readonly: true }));
    expect(backup.pragma('user_version', { simple: true })).toBe(1);
    expect(backup.prepare('SELECT name FROM runs').pluck().all()).toEqual(['old']);
  });

  it('does not back up a file that is up to date', () => {
    openStore(directory).close();
    openStore(directory).close();
    expect(readdirSync(directory)).toEqual([STORE_FILE]);
  });

  it('undoes a migration that fails half-way', () => {
    const db = keep(connect(join(directory, STORE_FILE), { readonly: false }));
    migrate(db, 1);
    db.exec('CREATE TABLE metrics (x)');
    expect(() => {
      migrate(db, 2);
    }).toThrow(/metrics/);
    expect(db.pragma('user_version', { simple: true })).toBe(1);
    expect(db.prepare(`SELECT count(*) FROM sqlite_master WHERE name = 'metric_names'`).pluck().get()).toBe(
      0,
    );
  });

  it('says in a sentence why a folder or file cannot be used', () => {
    writeFileSync(join(directory, 'file'), '');
    expect(codeOf(() => openStore(join(directory, 'file')))).toBe('store.unwritable');
    expect(codeOf(() => openStore(join(directory, 'file', 'below')))).toBe('store.unwritable');
    writeFileSync(
      join(directory, STORE_FILE),
      'this is text, and long enough not to be taken for an empty file',
    );
    expect(codeOf(() => openStore(directory))).toBe('store.damaged');
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'refuses a folder without permission',
    () => {
      chmodSync(directory, 0o500);
      expect(codeOf(() => openStore(directory))).toBe('store.unwritable');
      chmodSync(directory, 0o700);
    },
  );

  it('has a sentence for a full disk, and none for a defect', () => {
    const full = storageProblem(Object.assign(new Error('disk full'), { code: 'SQLITE_FULL' }), '/data/x');
    expect(full?.problem).toMatchObject({
      code: 'store.full',
      message: 'The disk that holds /data/x is full.',
    });
    expect(storageProblem(new TypeError('x'), '/data/x')).toBeNull();
    expect(storageProblem(Object.assign(new Error(), { code: 'SQLITE_CONSTRAINT' }), '/data/x')).toBeNull();
  });

  it('reads beside the writer, and cannot write', () => {
    expect(openReadOnlyStore(directory)).toBeNull();
    const store = keep(openStore(directory));
    const reader = openReadOnlyStore(directory);
    if (!reader) throw new Error('no reader');
    keep(reader);
    newRun(store);
    expect(reader.runs.list(10)).toHaveLength(1);
    expect('create' in reader.runs).toBe(false);
    expect(keep(emptyStore()).runs.list(10)).toEqual([]);
  });
});

describe('query plans', () => {
  /** Every statement of the store, as it is prepared. */
  function statements(): { sql: string; plan: string }[] {
    openStore(directory).close();
    const db = keep(connect(join(directory, STORE_FILE), { readonly: false }));
    const recorded = new Set<string>();
    const prepare = db.prepare.bind(db);
    db.prepare = (sql: string) => {
      recorded.add(sql);
      return prepare(sql);
    };
    writableStore(db, '');
    return [...recorded].map((sql) => {
      const unbound = sql.replace(/\?/g, '1').replace(/@\w+/g, '1');
      const steps = prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${unbound}`).all();
      return { sql, plan: steps.map((step) => step.detail).join('; ') };
    });
  }

  it('seek in an index wherever a table may be long', () => {
    const all = statements();
    expect(all.length).toBeGreaterThan(25);
    for (const { sql, plan } of all) {
      expect(plan, sql).not.toMatch(/SCAN (metrics|figures|checkpoints|checkpoint_parts|logs)\b/);
      if (/\b(metrics|logs|figures|checkpoints|checkpoint_parts) WHERE/.test(sql))
        expect(plan, sql).toMatch(/SEARCH/);
      if (!sql.includes('FROM datasets')) expect(plan, sql).not.toMatch(/TEMP B-TREE/);
    }
    const planOf = (part: string) => all.find(({ sql }) => sql.includes(part))?.plan;
    expect(planOf('SELECT step, value FROM metrics')).toMatch(/^SEARCH metrics USING PRIMARY KEY/);
    expect(planOf(`state = 'queued' AND`)).toMatch(/^SEARCH runs USING INDEX runs_by_state/);
  });
});

describe('runs', () => {
  it('keep their rows over a restart', () => {
    const first = openStore(directory);
    const id = newRun(first);
    first.runs.start(id, {
      startedAt: null,
      datasetFingerprint: 'abc',
      step: 0,
      elapsedMs: 0,
      latest: {},
      evaluations: [],
      sparkline: [],
      window: null,
    });
    const engine = {
      mode: 'compiled',
      backend: 'tensorflow',
      device: 'CPU',
      tensorflow: '2.21.0',
      tfjs: '4.22.0',
    } as const;
    const networks = [{ name: 'generator', stacks: [{ name: 'body', from: 'z', input: [2], layers: [] }] }];
    expect(first.runs.networks(id)).toEqual([]);
    first.runs.plan(id, { engine, totalSteps: 100, stepsPerEpoch: 50, networks });
    expect(first.runs.networks(id)).toEqual(networks);
    const window = { from: 1, to: 30, metrics: { d_loss: { mean: 0.6, margin: null } } };
    const progress = { step: 30, elapsedMs: 12.5, latest: { d_loss: 0.5 }, sparkline: [1, 0.5], window };
    first.runs.progress(id, progress);
    appendCheckpoint(first, id, { step: 20, elapsedMs: 9, bytes: Uint8Array.of(1) });
    const sample = first.figures.append(id, figure(20));
    first.runs.finish(id, 'failed', 99, { code: 'x', message: 'It broke.', advice: 'Fix it.' });
    first.close();

    const run = keep(openStore(directory)).runs.get(id);
    expect(run).toMatchObject({
      id,
      name: `gan-mlp #${String(id)}`,
      state: 'failed',
      config,
      engine,
      datasetFingerprint: 'abc',
      step: 30,
      totalSteps: 100,
      stepsPerEpoch: 50,
      elapsedMs: 12.5,
      finishedAt: 99,
      problem: { code: 'x', message: 'It broke.', advice: 'Fix it.' },
      latest: { d_loss: 0.5 },
      sparkline: [1, 0.5],
      window,
      thumbnailId: sample.id,
      checkpointStep: 20,
      deletedAt: null,
    });
  });

  it('leave the queue in the order in which they entered it', () => {
    const store = keep(openStore(directory));
    const [a, b, c] = [newRun(store), newRun(store), newRun(store)];
    store.runs.queue(a);
    expect(store.runs.queued()).toEqual([b, c, a]);
    store.runs.setDeleted(b, 1);
    expect(store.runs.queued()).toEqual([c, a]);
    expect(store.runs.everyQueued().sort()).toEqual([a, b, c]);
    store.runs.finish(c, 'stopped', 1, null);
    expect(store.runs.queued()).toEqual([a]);
  });

  it('queue behind those that wait, also where the clock was set back', () => {
    const store = keep(openStore(directory));
    const first = newRun(store);
    vi.spyOn(Date, 'now').mockReturnValue(1);
    const [second, third] = [newRun(store), newRun(store)];
    store.runs.queue(second);
    vi.restoreAllMocks();
    expect(store.runs.queued()).toEqual([first, third, second]);
  });

  it('are moved in the queue, past those that are there', () => {
    const store = keep(openStore(directory));
    const [a, removed, b, c] = [newRun(store), newRun(store), newRun(store), newRun(store)];
    store.runs.setDeleted(removed, 1);
    expect(store.runs.moveInQueue(c, 'front')).toEqual([c]);
    expect(store.runs.queued()).toEqual([c, a, b]);
    expect(store.runs.moveInQueue(b, 'up').sort()).toEqual([a, b]);
    expect(store.runs.queued()).toEqual([c, b, a]);
    expect(store.runs.moveInQueue(c, 'down').sort()).toEqual([b, c]);
    expect(store.runs.queued()).toEqual([b, c, a]);
    const last = newRun(store);
    expect(store.runs.queued()).toEqual([b, c, a, last]);
    const orders = store.runs.queued().map((id) => store.runs.get(id)?.queueOrder ?? NaN);
    expect(orders).toEqual([...orders].sort((x, y) => x - y));
    expect(new Set(orders).size).toBe(4);
  });

  it('are moved past one that came in the same millisecond, as early versions recorded it', () => {
    const store = keep(openStore(directory));
    const ids = [newRun(store), newRun(store), newRun(store), newRun(store)];
    const [a, b, c, d] = ids;
    const db = connect(join(directory, STORE_FILE), { readonly: false });
    db.exec('UPDATE runs SET queued_at = 5');
    db.close();
    store.runs.moveInQueue(c!, 'up');
    expect(store.runs.queued()).toEqual([a, c, b, d]);
    store.runs.moveInQueue(b!, 'down');
    expect(store.runs.queued()).toEqual([a, c, d, b]);
  });

  it('stay where they are in the queue where there is no place to move to', () => {
    const store = keep(openStore(directory));
    const [a, b, ended] = [newRun(store), newRun(store), newRun(store)];
    store.runs.finish(ended, 'stopped', 1, null);
    expect(store.runs.moveInQueue(a, 'front')).toEqual([]);
    expect(store.runs.moveInQueue(a, 'up')).toEqual([]);
    expect(store.runs.moveInQueue(b, 'down')).toEqual([]);
    expect(store.runs.moveInQueue(ended, 'front')).toEqual([]);
    expect(store.runs.queued()).toEqual([a, b]);
  });

  it('show reconstructions where there are no samples', () => {
    const store = keep(openStore(directory));
    const id = newRun(store);
    const reconstructions = store.figures.append(id, figure(5, 'reconstructions'));
    expect(store.runs.get(id)?.thumbnailId).toBe(reconstructions.id);
    const samples = store.figures.append(id, figure(0));
    expect(store.runs.get(id)?.thumbnailId).toBe(samples.id);
    const other = newRun(store);
    const points = store.figures.append(other, figure(5, 'points'));
    expect(store.runs.get(other)?.thumbnailId).toBe(points.id);
  });

  it('are deleted with all their rows in other tables', () => {
    const store = keep(openStore(directory));
    const [gone, kept] = [newRun(store), newRun(store)];
    for (const id of [gone, kept]) {
      store.metrics.append(id, [{ name: 'loss', steps: [1], values: [2] }]);
      store.figures.append(id, figure(1));
      appendCheckpoint(store, id, { step: 1, elapsedMs: 1, bytes: Uint8Array.of(1) });
      store.logs.append(id, { at: 1, level: 'info', text: 'x' });
    }
    store.runs.setDeleted(gone, 10);
    expect(store.runs.expire(10)).toEqual([]);
    expect(store.runs.expire(11)).toEqual([gone]);
    store.runs.setDeleted(gone, null);
    expect(store.runs.get(gone)?.deletedAt).toBe(0);
    store.runs.delete(gone);
    expect(store.runs.get(gone)).toBeNull();
    expect(store.metrics.names(gone)).toEqual([]);
    expect(store.figures.list(gone)).toEqual([]);
    expect(wholeCheckpoint(store, gone)).toBeNull();
    expect(store.logs.list(gone)).toEqual([]);
    expect(store.metrics.names(kept)).toEqual(['loss']);
    expect(newRun(store)).toBeGreaterThan(kept);
  });
});

describe('metrics', () => {
  it('keep every step, in order, as packed pairs', () => {
    const store = keep(openStore(directory));
    const [id, other] = [newRun(store), newRun(store)];
    const steps = Array.from({ length: 100_000 }, (_, i) => i + 1);
    store.metrics.append(id, [
      { name: 'd_loss', steps, values: steps.map((step) => step / 7) },
      { name: 'g_loss', steps: [5], values: [1] },
    ]);
    store.metrics.append(other, [{ name: 'd_loss', steps: [1], values: [9] }]);
    expect(store.metrics.names(id)).toEqual(['d_loss', 'g_loss']);
    const parts = [...store.metrics.series(id, 'd_loss')];
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(10_000);
    const series = parts.flatMap((part) => [...part]);
    expect(series).toHaveLength(200_000);
    expect([series[0], series[1], series[199_998], series[199_999]]).toEqual([
      1,
      1 / 7,
      100_000,
      100_000 / 7,
    ]);
    expect([...store.metrics.series(id, 'unheard')]).toEqual([]);
    expect(store.metrics.after(id, 'd_loss', 41, 2)).toEqual({
      name: 'd_loss',
      steps: [42, 43],
      values: [6, 43 / 7],
    });
    expect(store.metrics.last(id, 'd_loss')).toEqual({ step: 100_000, value: 100_000 / 7 });
    expect(store.metrics.last(id, 'unheard')).toBeNull();
    expect(store.metrics.first(id, 'd_loss')).toEqual({ step: 1, value: 1 / 7 });
    expect(store.metrics.next(id, 'd_loss', 42)).toEqual({ step: 42, value: 6 });
    expect(store.metrics.next(id, 'd_loss', 100_001)).toBeNull();
    expect(store.metrics.count(id, 'd_loss', 10, 19)).toBe(10);
    expect(store.metrics.count(id, 'unheard', 0, 10)).toBe(0);
  });

  it('are all written or none, and none that is not finite', () => {
    const store = keep(openStore(directory));
    const id = newRun(store);
    for (const bad of [NaN, Infinity]) {
      expect(() => {
        store.metrics.append(id, [
          { name: 'loss', steps: [1], values: [1] },
          { name: 'other', steps: [1], values: [bad] },
        ]);
      }).toThrow(/other at step 1/);
    }
    expect(store.metrics.names(id)).toEqual([]);
    store.metrics.append(id, [{ name: 'loss', steps: [1], values: [1] }]);
    expect([...store.metrics.series(id, 'loss')]).toEqual([Float64Array.of(1, 1)]);
  });

  it('are dropped from their end on, a part at a time', () => {
    const store = keep(openStore(directory));
    const [id, other] = [newRun(store), newRun(store)];
    const steps = Array.from({ length: 9000 }, (_, i) => i + 1);
    for (const run of [id, other])
      store.metrics.append(run, [
        { name: 'loss', steps, values: steps },
        { name: 'rare', steps: [50, 100], values: [1, 2] },
      ]);
    const left: number[] = [];
    while (store.metrics.removeLast(id, 60)) left.push(store.metrics.last(id, 'loss')?.step ?? 0);
    expect(left.length).toBeGreaterThan(4);
    expect(left).toEqual([...left].sort((a, b) => b - a));
    expect([store.metrics.last(id, 'loss')?.step, store.metrics.last(id, 'rare')?.step]).toEqual([60, 50]);
    expect(store.metrics.count(id, 'loss', 0, 9000)).toBe(60);
    expect(store.metrics.count(other, 'loss', 0, 9000)).toBe(9000);
    while (store.metrics.removeLast(id, -1));
    expect(store.metrics.names(id)).toEqual([]);
    for (let step = 0; step <= 50; step++) store.figures.append(id, figure(step));
    while (store.figures.removeSome(id, 9));
    expect(store.figures.list(id).map(({ step }) => step)).toEqual(steps.slice(0, 10).map((i) => i - 1));
  });

  it('are dropped after a step and written again by a resumed run', () => {
    const store = keep(openStore(directory));
    const id = newRun(store);
    store.metrics.append(id, [
      { name: 'loss', steps: [1, 2, 3], values: [1, 2, 3] },
      { name: 'late', steps: [3], values: [3] },
      { name: 'latest', steps: [1, 3], values: [1, 3] },
    ]);
    store.metrics.removeAfter(id, 2);
    expect(store.metrics.names(id)).toEqual(['loss', 'latest']);
    store.metrics.append(id, [{ name: 'loss', steps: [2, 3], values: [20, 30] }]);
    expect([...store.metrics.series(id, 'loss')]).toEqual([Float64Array.of(1, 1, 2, 20, 3, 30)]);
  });
});

describe('samples, logs, datasets', () => {
  it('gives a figure back, and replaces one of the same step', () => {
    const store = keep(openStore(directory));
    const id = newRun(store);
    const first = store.figures.append(id, figure(10, 'samples', 1));
    const again = store.figures.append(id, figure(10, 'samples', 7));
    const scatter = store.figures.append(id, {
      ...figure(0),
      kind: 'latent-scatter',
      mediaType: 'x',
      sheet: null,
    });
    expect(again.id).toBe(first.id);
    expect(store.figures.list(id)).toEqual([scatter, again]);
    expect(store.figures.list(id, 'samples')).toEqual([again]);
    expect(store.figures.get(scatter.id)).toMatchObject({ sheet: null, kind: 'latent-scatter' });
    expect([...(store.figures.bytes(first.id) ?? [])]).toEqual([7, 2, 3]);
    store.figures.removeAfter(id, 0);
    expect(store.figures.list(id)).toEqual([scatter]);
    expect(store.figures.append(id, figure(10)).id).toBeGreaterThan(scatter.id);
    expect(store.figures.bytes(999)).toBeNull();
  });

  it('keeps logs in the order in which they were written', () => {
    const store = keep(openStore(directory));
    const id = newRun(store);
    const entries = [
      { at: 5, level: 'info', text: 'a' },
      { at: 4, level: 'error', text: 'b' },
    ] as const;
    for (const entry of entries) store.logs.append(id, entry);
    expect(store.logs.list(id)).toEqual(entries);
  });

  it('keeps datasets', () => {
    const store = keep(openStore(directory));
    const dataset = {
      id: 'ring-8',
      kind: 'points',
      name: 'Ring',
      summary: 'Eight.',
      source: 'generated',
      width: 2,
      height: 1,
      channels: 1,
      classNames: ['0', '1'],
      trainCount: 10,
      testCount: 5,
      fingerprint: 'f',
      sizeBytes: 30,
    } as const;
    store.datasets.put({ ...dataset, classNames: [...dataset.classNames] });
    expect(store.datasets.list()).toEqual([dataset]);
    store.datasets.remove('ring-8');
    expect(store.datasets.list()).toEqual([]);
  });
});
