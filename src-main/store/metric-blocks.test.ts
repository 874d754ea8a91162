import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ALL_STEPS, blockAt, BLOCK_FIELDS, BLOCK_STEPS, type MetricBlock } from '../contract/metric-block';
import { mulberry32 } from '../contract/pseudo-random';
import { connect } from './database';
import { fillBlocks } from './metric-blocks';
import { openStore, STORE_FILE, type Store } from './open';

let directory: string;
let store: Store;
let runId: number;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'latent-workbench-blocks-'));
  store = openStore(directory);
  runId = store.runs.create({
    name: () => 'run',
    config: { model: 'gan-mlp', dataset: 'synthetic-digits' } as never,
    color: 0,
    datasetName: 'Digits',
    datasetFingerprint: null,
  });
});
afterEach(() => {
  store.close();
  rmSync(directory, { recursive: true, force: true });
});

const append = (steps: readonly number[], valueAt: (step: number) => number, name = 'loss') => {
  store.metrics.append(runId, [{ name, steps: [...steps], values: steps.map(valueAt) }]);
};
const range = (from: number, to: number, every = 1) =>
  Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, i) => from + i * every);
const blocks = (name = 'loss'): MetricBlock[] =>
  [...store.metrics.blocks(runId, name, ALL_STEPS)].flatMap((part) =>
    range(0, part.length / BLOCK_FIELDS - 1).map((index) => blockAt(part, index)),
  );
const rows = (name = 'loss') => {
  const all = [...store.metrics.series(runId, name)].flatMap((part) => [...part]);
  return range(0, all.length / 2 - 1).map((i) => ({ step: all[2 * i] ?? NaN, value: all[2 * i + 1] ?? NaN }));
};
function pagesStored(): number {
  const db = connect(join(directory, STORE_FILE), { readonly: true });
  const count = db.prepare<[], number>('SELECT count(*) FROM metric_blocks').pluck().get() ?? 0;
  db.close();
  return count;
}

/** Checks that the blocks sum up exactly the values that are stored. */
function expectAgreement(name = 'loss'): void {
  let rest = rows(name);
  for (const block of blocks(name)) {
    const own = rest.slice(0, block.count);
    rest = rest.slice(block.count);
    const values = own.map(({ value }) => value);
    expect(block).toMatchObject({
      firstStep: own[0]?.step,
      first: own[0]?.value,
      lastStep: own.at(-1)?.step,
      last: own.at(-1)?.value,
      lowest: Math.min(...values),
      highest: Math.max(...values),
    });
    expect(block.lastStep - block.firstStep).toBeLessThan(BLOCK_STEPS);
    expect(own.find(({ step }) => step === block.lowestStep)?.value).toBe(block.lowest);
    expect(own.find(({ step }) => step === block.highestStep)?.value).toBe(block.highest);
    expect(block.sum).toBeCloseTo(
      values.reduce((sum, value) => sum + value, 0),
      9,
    );
  }
  expect(rest).toEqual([]);
}

describe('blocks sum up the values of a metric', () => {
  it('that arrive a few at a time', () => {
    for (let step = 1; step <= 5000; step += 37) append(range(step, step + 36), Math.sin);
    expectAgreement();
    expect(pagesStored()).toBe(Math.floor(5032 / 1024));
  });

  it('that arrive at once, and that are rarely measured', () => {
    append(range(1, 9000), Math.cos);
    append(range(938, 93_800, 938), Math.sin, 'validation');
    expectAgreement();
    expectAgreement('validation');
    expect(blocks('unheard')).toEqual([]);
  });

  it('of which some are overwritten or deleted, in any order', () => {
    const random = mulberry32(7);
    let last = 0;
    for (let turn = 0; turn < 60; turn += 1) {
      const kind = random();
      if (kind < 0.2) {
        last = Math.floor(last * random());
        store.metrics.removeAfter(runId, last);
      } else if (kind < 0.3) {
        store.metrics.removeLast(runId, Math.floor(last * random()));
        last = rows().at(-1)?.step ?? 0;
      } else if (kind < 0.4 && last > 1) {
        const from = 1 + Math.floor((last - 1) * random());
        append(range(from, last), () => random());
      } else {
        const every = random() < 0.8 ? 1 : 1 + Math.floor(300 * random());
        const steps = range(last + 1, last + 1 + Math.floor(1500 * random()), every);
        append(steps, () => random());
        last = steps.at(-1) ?? last;
      }
      expectAgreement();
    }
  });

  it('of a run that was recorded before there were blocks', () => {
    append(range(1, 4000), Math.sin);
    const db = connect(join(directory, STORE_FILE), { readonly: false });
    db.exec('DELETE FROM metric_blocks');
    fillBlocks(db);
    db.close();
    expectAgreement();
    expect(pagesStored()).toBe(3);
  });

  it('and go with the run', () => {
    append(range(1, 4000), Math.sin);
    while (store.metrics.removeLast(runId, -1));
    expect(blocks()).toEqual([]);
    expect(pagesStored()).toBe(0);
  });
});
