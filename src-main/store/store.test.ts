import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { connect } from './database';
import { openStore, STORE_FILE } from './open';
import { appendCheckpoint } from '../testing/append-checkpoint';
import { wholeCheckpoint } from '../testing/whole-checkpoint';
import { storeFixture } from '../testing/store-fixture';

const { keep, config, newRun, figure, folder } = storeFixture();

describe('runs', () => {
  it('survive a restart', () => {
    const first = openStore(folder());
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

    const run = keep(openStore(folder())).runs.get(id);
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
    const store = keep(openStore(folder()));
    const [a, b, c] = [newRun(store), newRun(store), newRun(store)];
    store.runs.queue(a);
    expect(store.runs.queued()).toEqual([b, c, a]);
    store.runs.setDeleted(b, 1);
    expect(store.runs.queued()).toEqual([c, a]);
    expect(store.runs.everyQueued().sort()).toEqual([a, b, c]);
    store.runs.finish(c, 'stopped', 1, null);
    expect(store.runs.queued()).toEqual([a]);
  });

  it('queue behind waiting runs, even if the clock was set back', () => {
    const store = keep(openStore(folder()));
    const first = newRun(store);
    vi.spyOn(Date, 'now').mockReturnValue(1);
    const [second, third] = [newRun(store), newRun(store)];
    store.runs.queue(second);
    vi.restoreAllMocks();
    expect(store.runs.queued()).toEqual([first, third, second]);
  });

  it('are moved in the queue, past visible runs', () => {
    const store = keep(openStore(folder()));
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

  it('are moved past one with the same timestamp, as in early versions', () => {
    const store = keep(openStore(folder()));
    const ids = [newRun(store), newRun(store), newRun(store), newRun(store)];
    const [a, b, c, d] = ids;
    const db = connect(join(folder(), STORE_FILE), { readonly: false });
    db.exec('UPDATE runs SET queued_at = 5');
    db.close();
    store.runs.moveInQueue(c!, 'up');
    expect(store.runs.queued()).toEqual([a, c, b, d]);
    store.runs.moveInQueue(b!, 'down');
    expect(store.runs.queued()).toEqual([a, c, d, b]);
  });

  it('do not move in the queue if there is no place to move to', () => {
    const store = keep(openStore(folder()));
    const [a, b, ended] = [newRun(store), newRun(store), newRun(store)];
    store.runs.finish(ended, 'stopped', 1, null);
    expect(store.runs.moveInQueue(a, 'front')).toEqual([]);
    expect(store.runs.moveInQueue(a, 'up')).toEqual([]);
    expect(store.runs.moveInQueue(b, 'down')).toEqual([]);
    expect(store.runs.moveInQueue(ended, 'front')).toEqual([]);
    expect(store.runs.queued()).toEqual([a, b]);
  });

  it('have reconstructions as thumbnail if there are no samples', () => {
    const store = keep(openStore(folder()));
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
    const store = keep(openStore(folder()));
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

describe('samples, logs, datasets', () => {
  it('returns a figure, and replaces one of the same step', () => {
    const store = keep(openStore(folder()));
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

  it('returns logs in the order of writing', () => {
    const store = keep(openStore(folder()));
    const id = newRun(store);
    const entries = [
      { at: 5, level: 'info', text: 'a' },
      { at: 4, level: 'error', text: 'b' },
    ] as const;
    for (const entry of entries) store.logs.append(id, entry);
    expect(store.logs.list(id)).toEqual(entries);
  });

  it('stores and removes datasets', () => {
    const store = keep(openStore(folder()));
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
