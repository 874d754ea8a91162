import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MetricBatch } from '../contract/events';
import { openStore, type Store } from '../store/open';
import { createHub } from './events';
import { watchMetrics, type MetricNotice } from './watch';

let directory: string;
let store: Store;
let runId: number;
const notices = createHub<MetricNotice>();

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'latent-workbench-watch-'));
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

function record(from: number, to: number, names = ['d_loss', 'g_loss'], sign = 1): void {
  const steps = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  store.metrics.append(
    runId,
    names.map((name) => ({ name, steps, values: steps.map((step) => sign * step) })),
  );
  notices.publish({ runId });
}

/** Collects batches until the steps of `name` satisfy `enough`. */
async function collect(after: Record<string, number>, enough: (steps: number[]) => boolean, name = 'd_loss') {
  const abort = new AbortController();
  const batches: MetricBatch[] = [];
  const steps: number[] = [];
  for await (const batch of watchMetrics(store, notices, runId, { after }, abort.signal)) {
    batches.push(batch);
    steps.push(...(batch.rows.find((rows) => rows.name === name)?.steps ?? []));
    if (enough(steps)) abort.abort();
  }
  return { batches, steps };
}
const upTo = (last: number) => (steps: number[]) => steps[steps.length - 1] === last;
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe('watching', () => {
  it('yields recorded rows, then new ones, each once', async () => {
    record(1, 2500);
    const watching = collect({}, upTo(2700));
    for (let step = 2501; step <= 2700; step += 10) {
      record(step, step + 9);
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
    const { steps, batches } = await watching;
    expect(steps).toEqual(range(1, 2700));
    for (const { rows } of batches) {
      // All metrics of a batch reach the same step.
      expect(new Set(rows.map((part) => part.steps[part.steps.length - 1])).size).toBe(1);
    }
  });

  it('continues without gaps or duplicates after a lost connection', async () => {
    record(1, 100);
    const first = await collect({}, upTo(100));
    record(101, 150);
    const second = collect({ d_loss: 100, g_loss: 100 }, upTo(180));
    await new Promise((resolve) => setTimeout(resolve, 5));
    record(151, 180);
    expect([...first.steps, ...(await second).steps]).toEqual(range(1, 180));
  });

  it('yields a row that is written between the query and the wait', async () => {
    record(1, 5);
    const abort = new AbortController();
    const watching = watchMetrics(store, notices, runId, {}, abort.signal);
    expect((await watching.next()).value?.rows[0]?.steps).toEqual([1, 2, 3, 4, 5]);
    record(6, 6);
    expect((await watching.next()).value?.rows[0]?.steps).toEqual([6]);
    abort.abort();
  });

  it('yields rarely measured metrics when they are recorded, and new ones from their first row', async () => {
    record(1, 1500);
    record(1500, 1500, ['validation_loss']);
    const { batches } = await collect({}, upTo(1500), 'validation_loss');
    expect(batches.flatMap(({ rows }) => rows.filter(({ name }) => name === 'validation_loss'))).toEqual([
      { name: 'validation_loss', steps: [1500], values: [1500] },
    ]);
    const late = collect({ d_loss: 1500, g_loss: 1500, validation_loss: 1500 }, upTo(1501), 'late');
    await new Promise((resolve) => setTimeout(resolve, 5));
    record(1501, 1501, ['late']);
    expect((await late).steps).toEqual([1501]);
  });

  it('yields rows that are recorded after others of the same step, even if the client has those', async () => {
    record(1, 3);
    const watching = collect({ d_loss: 3, g_loss: 3 }, upTo(3), 'test_loss');
    record(3, 3, ['test_loss']);
    const { batches } = await watching;
    expect(batches.flatMap(({ rows }) => rows)).toEqual([{ name: 'test_loss', steps: [3], values: [3] }]);
  });

  it('yields steps again that a resumed run repeats', async () => {
    record(1, 20);
    const abort = new AbortController();
    const watching = watchMetrics(store, notices, runId, {}, abort.signal);
    expect((await watching.next()).value?.rows[0]?.steps).toEqual(range(1, 20));
    store.metrics.removeAfter(runId, 10);
    notices.publish({ runId, restartedAfter: 10 });
    record(11, 12, ['d_loss'], -1);
    const again = (await watching.next()).value?.rows[0];
    expect(again).toEqual({ name: 'd_loss', steps: [11, 12], values: [-11, -12] });
    abort.abort();
  });

  it('merges rows for a slow client, and sends at most about ten batches a second', async () => {
    record(1, 1);
    const abort = new AbortController();
    const watching = watchMetrics(store, notices, runId, {}, abort.signal);
    await watching.next();
    for (let step = 2; step <= 400; step++) record(step, step);
    const started = Date.now();
    const { value } = await watching.next();
    expect(value?.rows.map(({ steps }) => steps.length)).toEqual([399, 399]);
    const next = watching.next();
    record(401, 401);
    await next;
    expect(Date.now() - started).toBeGreaterThan(50);
    abort.abort();
  });

  it('ends on abort, whether waiting or not', async () => {
    const abort = new AbortController();
    const waiting = watchMetrics(store, notices, runId, {}, abort.signal).next();
    setTimeout(() => {
      abort.abort();
    }, 5);
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect((await watchMetrics(store, notices, runId, {}, AbortSignal.abort()).next()).done).toBe(true);
  });
});
