import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WorkbenchError } from '../contract/error';
import { openStore, type Store } from './open';
import { answerQuery } from './views';

const folder = mkdtempSync(join(tmpdir(), 'views-'));
let store: Store;
let id: number;

beforeAll(() => {
  store = openStore(folder);
  const config = {
    ...{ model: 'gan-mlp', dataset: 'd', seed: 7, sampleEvery: 5, checkpointEvery: 5 },
    ...{ budget: { unit: 'steps' as const, count: 10 }, hyperparameters: { lr: 0.01, schedule: 'cosine' } },
    ...{ engine: 'auto' as const, device: 'auto' as const, sampleSheet: { columns: 8, rows: 8 } },
  };
  const run = { config, color: 0, datasetName: 'D', datasetFingerprint: null };
  id = store.runs.create({ ...run, name: () => 'first' });
  store.runs.setDeleted(store.runs.create({ ...run, name: () => 'removed' }), Date.now());
  store.annotations.set(id, ['good', 'baseline'], true);
  store.annotations.setNotes(id, 'Why?');
  store.metrics.append(id, [{ name: 'loss', steps: [1, 2], values: [0.5, 1 / 3] }]);
});
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const rowsOf = (sql: string) => answerQuery(folder, sql).rows;

function codeOf(work: () => unknown): string {
  try {
    work();
    return '';
  } catch (error) {
    return (error as WorkbenchError).problem.code;
  }
}

it('answers from views that hide the tables, without removed runs, beside the process that writes', () => {
  expect(answerQuery(folder, 'SELECT id, name, seed, starred, notes FROM runs')).toEqual({
    columns: ['id', 'name', 'seed', 'starred', 'notes'],
    rows: [[id, 'first', 7, 1, 'Why?']],
  });
  expect(rowsOf('SELECT tag FROM tags ORDER BY tag')).toEqual([['baseline'], ['good']]);
  expect(rowsOf("SELECT value FROM hyperparameters WHERE name = 'schedule'")).toEqual([['cosine']]);
  expect(rowsOf('SELECT run, name, step, value FROM metrics')).toEqual([
    [id, 'loss', 1, 0.5],
    [id, 'loss', 2, 1 / 3],
  ]);
  expect(rowsOf('SELECT version FROM views_version')).toEqual([[1]]);
});

it('reads every view', () => {
  const views = ['last_metrics', 'qualities', 'figures', 'checkpoints', 'datasets'];
  for (const view of views) expect(rowsOf(`SELECT * FROM ${view}`), view).toEqual([]);
});

it.each([
  ['SELEC 1', 'query.invalid'],
  ['SELECT * FROM nowhere', 'query.invalid'],
  ['SELECT 1; SELECT 2', 'query.invalid'],
  ['DELETE FROM main.runs', 'query.not-reading'],
  ["ATTACH 'x.sqlite' AS x", 'query.not-reading'],
  ["UPDATE main.runs SET name = 'x' RETURNING id", 'query.invalid'],
  ['', 'query.invalid'],
])('refuses %j', (sql, code) => {
  expect(codeOf(() => rowsOf(sql))).toBe(code);
  expect(rowsOf('SELECT name FROM runs')).toEqual([['first']]);
});

it('has empty views where there is no data folder yet', () => {
  expect(answerQuery(join(folder, 'none'), 'SELECT * FROM runs').rows).toEqual([]);
});
