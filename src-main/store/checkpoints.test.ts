import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from './database';
import { migrate, openStore, STORE_FILE, type Store } from './open';
import type { RetentionRule } from './retention';
import { appendCheckpoint } from '../testing/append-checkpoint';
import { wholeCheckpoint } from '../testing/whole-checkpoint';

let directory: string;
let store: Store;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'latent-workbench-checkpoints-'));
});
afterEach(() => {
  store.close();
  rmSync(directory, { recursive: true });
});

const MB = 1024 * 1024;
const RULE: RetentionRule = { milestones: 2, best: { metric: 'loss', better: 'lower' } };
const newRun = () =>
  store.runs.create({
    name: (id) => `Run ${String(id)}`,
    config: {
      model: 'gan-mlp',
      dataset: 'ring-8',
      seed: 1,
      budget: { unit: 'steps', count: 100 },
      hyperparameters: {},
      sampleEvery: 10,
      sampleSheet: { columns: 1, rows: 1 },
      checkpointEvery: 20,
      engine: 'auto',
      device: 'auto',
    },
    color: 0,
    datasetName: 'Ring',
    datasetFingerprint: null,
  });
const add = (runId: number, step: number, loss: number | null = null, rule = RULE) =>
  appendCheckpoint(
    store,
    runId,
    {
      step,
      elapsedMs: step * 2,
      bytes: Uint8Array.of(step, 1),
      measured: loss === null ? null : { metric: 'loss', value: loss, step },
    },
    rule,
  );
const kinds = (runId: number) =>
  Object.fromEntries(store.checkpoints.list(runId).map(({ step, kinds }) => [step, kinds]));
const rowCount = (table: string) => {
  const db = connect(join(directory, STORE_FILE), { readonly: true });
  const count = db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get();
  db.close();
  return count;
};
const sweep = () => {
  while (store.checkpoints.sweepSome());
};

describe('checkpoints', () => {
  it('are retained if newest, best, milestone or pinned; others are deleted with their bytes', () => {
    store = openStore(directory);
    const [id, other] = [newRun(), newRun()];
    add(other, 1);
    expect(add(id, 10, 5)).toBe(false);
    add(id, 20, 9);
    expect(store.checkpoints.pin(id, 10, true)).toBe(true);
    expect(store.checkpoints.pin(id, 11, true)).toBe(false);
    add(id, 30, 1);
    for (const step of [40, 50]) add(id, step, step);
    expect(kinds(id)).toEqual({
      10: ['pinned'],
      20: ['milestone'],
      30: ['best'],
      50: ['newest', 'milestone'],
    });
    expect(add(id, 60, 0.5)).toBe(true);
    expect(kinds(id)).toEqual({ 10: ['pinned'], 20: ['milestone'], 60: ['newest', 'best', 'milestone'] });
    expect(wholeCheckpoint(store, id)).toEqual({ step: 60, elapsedMs: 120, bytes: Buffer.of(60, 1) });
    expect(wholeCheckpoint(store, id, 10)).toEqual({ step: 10, elapsedMs: 20, bytes: Buffer.of(10, 1) });
    expect(wholeCheckpoint(store, id, 30)).toBeNull();
    expect(store.runs.get(id)?.checkpointStep).toBe(60);

    sweep();
    expect(rowCount('checkpoints')).toBe(4);
    expect(rowCount('checkpoint_parts')).toBe(4);
    expect(store.checkpoints.list(other)).toHaveLength(1);
  });

  it('are replaced by another of the same step, and stay pinned', () => {
    store = openStore(directory);
    const id = newRun();
    add(id, 10);
    store.checkpoints.pin(id, 10, true);
    expect(appendCheckpoint(store, id, { step: 10, elapsedMs: 1, bytes: Uint8Array.of(7, 7, 7) }, RULE)).toBe(
      true,
    );
    expect(store.checkpoints.list(id)).toMatchObject([{ step: 10, sizeBytes: 3, elapsedMs: 1 }]);
    expect(kinds(id)[10]).toContain('pinned');
    expect([...(wholeCheckpoint(store, id)?.bytes ?? [])]).toEqual([7, 7, 7]);
  });

  it('can become the best when their value is measured later', () => {
    store = openStore(directory);
    const id = newRun();
    add(id, 10, 2);
    add(id, 20);
    expect(kinds(id)[10]).toContain('best');
    store.checkpoints.measure(id, 20, { metric: 'loss', value: 1, step: 20 }, RULE);
    expect(kinds(id)[10]).not.toContain('best');
    expect(store.checkpoints.list(id)[1]).toMatchObject({
      kinds: ['newest', 'best', 'milestone'],
      measured: { metric: 'loss', value: 1, step: 20 },
    });
  });

  it('are reduced when the rule changes, but never below the newest', () => {
    store = openStore(directory);
    const id = newRun();
    const many: RetentionRule = { milestones: 10, best: null };
    for (let step = 1; step <= 8; step++) add(id, step, null, many);
    expect(store.checkpoints.retain(id, { milestones: 4, best: null })).toBe(true);
    expect(store.checkpoints.list(id).map(({ step }) => step)).toEqual([2, 4, 6, 8]);
    store.checkpoints.retain(id, { milestones: 0, best: null });
    expect(kinds(id)).toEqual({ 8: ['newest'] });
  });

  it('are removed after a step, and recorded again before their bytes are swept', () => {
    store = openStore(directory);
    const id = newRun();
    for (const step of [10, 20, 30]) add(id, step, null, { milestones: 10, best: null });
    expect(store.checkpoints.removeAfter(id, 10)).toBe(true);
    expect(store.checkpoints.removeAfter(id, 10)).toBe(false);
    expect(store.runs.get(id)?.checkpointStep).toBe(10);
    add(id, 20);
    expect(store.checkpoints.remove(id, 10)).toBe(true);
    sweep();
    expect(store.checkpoints.list(id).map(({ step }) => step)).toEqual([20]);
    expect(rowCount('checkpoint_parts')).toBe(1);
  });

  it('become visible, and replace others, only when all their parts are written', () => {
    store = openStore(directory);
    const id = newRun();
    add(id, 10, 5);
    const before = store.checkpoints.list(id);
    const next = store.checkpoints.begin(id);
    store.checkpoints.addPart(next, Uint8Array.of(1, 2));
    store.checkpoints.addPart(next, Uint8Array.of(3));
    expect(store.checkpoints.list(id)).toEqual(before);
    expect(store.checkpoints.totalBytes()).toBe(2);
    sweep();
    expect(rowCount('checkpoint_parts')).toBe(3);
    expect(store.checkpoints.complete(next, { step: 10, elapsedMs: 1 }, RULE)).toBe(true);
    expect(wholeCheckpoint(store, id)).toEqual({ step: 10, elapsedMs: 1, bytes: Buffer.of(1, 2, 3) });
    expect(store.checkpoints.list(id)).toMatchObject([{ step: 10, sizeBytes: 3 }]);
    sweep();
    expect(rowCount('checkpoint_parts')).toBe(2);
  });

  it('that are interrupted leave the previous one unchanged, and their parts are swept', () => {
    store = openStore(directory);
    const id = newRun();
    add(id, 10, 5);
    const before = store.checkpoints.list(id);
    const broken = store.checkpoints.begin(id);
    store.checkpoints.addPart(broken, Uint8Array.of(1));
    store.checkpoints.abandon(broken);
    sweep();
    expect(rowCount('checkpoint_parts')).toBe(1);

    const killed = store.checkpoints.begin(id);
    for (let part = 0; part < 3; part++) store.checkpoints.addPart(killed, Uint8Array.of(part));
    store.close();
    store = openStore(directory);
    expect(store.checkpoints.list(id)).toEqual(before);
    expect(wholeCheckpoint(store, id)?.bytes).toEqual(Buffer.of(10, 1));
    sweep();
    expect([rowCount('checkpoints'), rowCount('checkpoint_parts')]).toEqual([1, 1]);
  });

  it('of many megabytes are restored exactly, and are swept a few parts at a time', () => {
    store = openStore(directory);
    const id = newRun();
    const bytes = new Uint8Array(9 * MB + 5).map((_, i) => i % 251);
    appendCheckpoint(store, id, { step: 1, elapsedMs: 1, bytes }, RULE);
    add(id, 2);
    expect(Buffer.compare(wholeCheckpoint(store, id, 1)?.bytes ?? new Uint8Array(), bytes)).toBe(0);
    expect(store.checkpoints.totalBytes()).toBe(bytes.length + 2);
    store.checkpoints.remove(id, 1);
    expect(store.checkpoints.totalBytes()).toBe(2);
    const left: (number | undefined)[] = [];
    while (store.checkpoints.sweepSome()) left.push(rowCount('checkpoint_parts'));
    expect(left).toEqual([7, 3, 1, 1]);
    expect(rowCount('checkpoints')).toBe(1);
  });

  it('are listed and summed without reading their bytes, and swept by index', () => {
    store = openStore(directory);
    const db = connect(join(directory, STORE_FILE), { readonly: true });
    const planOf = (sql: string) =>
      db
        .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map(({ detail }) => detail)
        .join('; ');
    const columns = db.pragma('table_info(checkpoints)') as { name: string }[];
    expect(columns.map(({ name }) => name)).not.toContain('bytes');
    const list = planOf('SELECT size FROM checkpoints WHERE run_id = 1 AND removed = 0 ORDER BY step');
    expect(list).toMatch(/^SEARCH checkpoints USING INDEX sqlite_autoindex_checkpoints_1 \(run_id=\?\)$/);
    expect(planOf('SELECT removed FROM checkpoints WHERE removed > 0 LIMIT 1')).toMatch(
      /^SEARCH checkpoints USING COVERING INDEX removed_checkpoints/,
    );
    db.close();
  });
});

describe('migration', () => {
  it('converts the single checkpoint of older runs, with its bytes', () => {
    const old = connect(join(directory, STORE_FILE), { readonly: false });
    migrate(old, 12);
    const bytes = Buffer.alloc(2 * MB + 1, 7);
    old.exec(`INSERT INTO runs (name, state, model, dataset_id, config, color, dataset_name, created_at, queued_at)
      VALUES ('a', 'stopped', 'vae-mlp', 'd', '{}', 0, 'D', 1, 1), ('b', 'stopped', 'vae-mlp', 'd', '{}', 0, 'D', 1, 1)`);
    const put = old.prepare(
      'INSERT INTO checkpoints (run_id, step, elapsed_ms, created_at, bytes) VALUES (?, ?, ?, ?, ?)',
    );
    put.run(1, 500, 12.5, 99, bytes);
    put.run(2, 3, 1, 100, Buffer.of(1));
    old.close();

    store = openStore(directory);
    expect(store.checkpoints.list(1)).toEqual([
      {
        step: 500,
        kinds: ['newest', 'milestone'],
        sizeBytes: bytes.length,
        createdAt: 99,
        elapsedMs: 12.5,
        measured: null,
      },
    ]);
    expect(wholeCheckpoint(store, 1)).toEqual({ step: 500, elapsedMs: 12.5, bytes });
    expect(wholeCheckpoint(store, 2)).toEqual({ step: 3, elapsedMs: 1, bytes: Buffer.of(1) });
    expect(store.runs.get(1)?.checkpointStep).toBe(500);
    expect(store.checkpoints.totalBytes()).toBe(bytes.length + 1);
    expect(store.settings.get().retention).toEqual({ milestones: 10, best: true, bestBy: {} });
    store.runs.delete(1);
    expect(rowCount('checkpoint_parts')).toBe(1);
  });
});

it('returns the settings that were set last, and defaults if they cannot be read', () => {
  store = openStore(directory);
  store.settings.set({ retention: { milestones: 3, best: false, bestBy: {} } });
  expect(store.settings.get().retention).toEqual({ milestones: 3, best: false, bestBy: {} });
  const db = connect(join(directory, STORE_FILE), { readonly: false });
  db.exec(`UPDATE settings SET value = '{"milestones":-1}'`);
  db.close();
  expect(store.settings.get().retention).toEqual({ milestones: 10, best: true, bestBy: {} });
});
