import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { connect } from '../store/database';
import { openStore, STORE_FILE } from '../store/open';
import { exported } from '../testing/exported';
import { canMountDisks, smallDisk, type SmallDisk } from '../testing/small-disk';
import { NEW_RUN, workbenchFixture } from '../testing/workbench-fixture';

const fixture = workbenchFixture();
/** Returns the states and problems of a run that clients were notified of. */
const states = (id: number) =>
  fixture.events.flatMap((event) =>
    event.type === 'run' && event.run.id === id ? [[event.run.state, event.run.problem?.code ?? null]] : [],
  );

describe('a data folder that is deleted while a run trains', () => {
  it('fails the run at its next rows, and ends its trainer', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    trainer.metrics(1, 10);
    rmSync(fixture.dataDir, { recursive: true });
    trainer.metrics(11, 20);
    expect(workbench.runs.get(run.id)).toMatchObject({ state: 'failed', problem: { code: 'store.gone' } });
    expect(trainer.killed).toBe(true);
    expect(states(run.id).pop()).toEqual(['failed', 'store.gone']);
    expect(await fixture.closedWith(workbench)).toBe('store.gone');
    expect(existsSync(fixture.dataDir)).toBe(false);
  });

  it('does not let the run complete, even if all its rows were written before', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    trainer.metrics(1, 10);
    rmSync(fixture.dataDir, { recursive: true });
    trainer.finish();
    expect(workbench.runs.get(run.id)).toMatchObject({ state: 'failed', problem: { code: 'store.gone' } });
    expect(states(run.id).map(([state]) => state)).not.toContain('completed');
    expect(await fixture.closedWith(workbench)).toBe('store.gone');
  });

  it('is distinguished from a moved data folder, in which the run continues', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    const moved = `${fixture.dataDir}-moved`;
    renameSync(fixture.dataDir, moved);
    fixture.dataDir = moved;
    trainer.metrics(1, 10);
    trainer.finish();
    expect(workbench.runs.get(run.id)).toMatchObject({ state: 'completed', problem: null });
    await workbench.close();
    expect((await fixture.open()).runs.get(run.id)).toMatchObject({ state: 'completed', step: 10 });
  });
});

describe.runIf(canMountDisks())('a disk that is full', () => {
  let disk: SmallDisk;
  async function onSmallDisk() {
    disk = smallDisk(4 * 1024 * 1024)!;
    onTestFinished(disk.unmount);
    rmSync(fixture.dataDir, { recursive: true });
    fixture.dataDir = join(disk.folder, 'data');
    return fixture.open();
  }
  // Before the workbench is closed.
  afterEach(() => {
    disk.free();
  });

  it('fails the run with an explanation, and releases the data folder at the end', async () => {
    const workbench = await onSmallDisk();
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    trainer.metrics(1, 10);
    trainer.checkpoint(10);
    disk.leave(0);
    trainer.metrics(11, 50_000);
    const failed = workbench.runs.get(run.id);
    expect(failed).toMatchObject({ state: 'failed', step: 10, problem: { code: 'store.full' } });
    expect(failed.problem?.message).toContain('workbench.sqlite is full');
    expect(await fixture.closedWith(workbench)).toBe('store.full');

    disk.free();
    const again = await fixture.open();
    expect(again.runs.get(run.id)).toMatchObject({ step: 10, checkpointStep: 10 });
    await again.runs.resume(run.id);
    await vi.waitFor(() => {
      expect(again.runs.get(run.id).state).toBe('running');
    });
  });

  it('does not complete a run whose end could not be written', async () => {
    const workbench = await onSmallDisk();
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    disk.leave(0);
    trainer.finish();
    expect(workbench.runs.get(run.id)).toMatchObject({ state: 'failed', problem: { code: 'store.full' } });
  });

  it('fails a queued run once, and starts it on the next request', async () => {
    const workbench = await onSmallDisk();
    await workbench.datasets.ready(NEW_RUN.dataset);
    const { id } = workbench.runs.create(NEW_RUN);
    disk.leave(0);
    await vi.waitFor(() => {
      expect(workbench.runs.get(id)).toMatchObject({ state: 'failed', problem: { code: 'store.full' } });
    });
    const said = states(id).length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(states(id)).toHaveLength(said);
    disk.free();
    await workbench.runs.resume(id);
    await vi.waitFor(() => {
      expect(workbench.runs.get(id).state).toBe('running');
    });
  });
});

it('releases the lock if opening the workbench fails at any step', async () => {
  openStore(fixture.dataDir).close();
  const file = join(fixture.dataDir, STORE_FILE);
  const refuse = (sql: string) => {
    const db = connect(file, { readonly: false });
    db.exec(sql);
    db.close();
  };
  refuse(`CREATE TRIGGER refuse BEFORE UPDATE ON runs BEGIN SELECT raise(ABORT, 'refused'); END;
    INSERT INTO runs (name, state, model, dataset_id, config, color, dataset_name, created_at, queued_at, deleted_at)
    VALUES ('x', 'stopped', 'gan-mlp', 'ring-8', '{}', 0, 'Ring', 1, 1, 1)`);
  await expect(fixture.open()).rejects.toThrow('refused');
  refuse('DROP TRIGGER refuse');
  await fixture.open();
});

describe('a run whose record is damaged', () => {
  /** Creates two completed runs and a queued one, and damages the settings of the first and the last. */
  async function damaged() {
    const workbench = await fixture.open();
    const ids: number[] = [];
    for (let i = 0; i < 2; i++) {
      const { run, trainer } = await fixture.started(workbench);
      trainer.ready();
      trainer.metrics(1, 3);
      trainer.checkpoint(3);
      trainer.finish();
      ids.push(run.id);
    }
    await fixture.started(workbench);
    const queued = workbench.runs.create(NEW_RUN).id;
    await workbench.close();
    const db = connect(join(fixture.dataDir, STORE_FILE), { readonly: false });
    const [lost = 0, whole = 0] = ids;
    db.prepare(`UPDATE runs SET config = '{' WHERE id IN (?, ?)`).run(lost, queued);
    db.prepare(`UPDATE runs SET state = 'stopped', networks = '{' WHERE id = ?`).run(lost);
    db.close();
    return { lost, whole, queued };
  }
  const refused = { problem: { code: 'run.damaged' } };

  it('is listed with its problem, also for a reader', async () => {
    const { lost, whole, queued } = await damaged();
    for (const open of [() => fixture.openReadOnly(), () => fixture.open()]) {
      const { runs } = await open();
      const problems = Object.fromEntries(runs.list().map(({ id, problem }) => [id, problem?.code ?? null]));
      expect(problems).toMatchObject({ [lost]: 'run.damaged', [whole]: null, [queued]: 'run.damaged' });
    }
  });

  it('can be exported, but not continued', async () => {
    const { lost, whole, queued } = await damaged();
    const workbench = await fixture.open();
    await expect(workbench.runs.resume(lost)).rejects.toMatchObject(refused);
    const request = { label: null, count: 1, seed: 1 };
    await expect(workbench.drawings.draw(lost, request)).rejects.toMatchObject(refused);
    for (const format of ['metrics-csv', 'report-html'])
      expect((await exported(workbench, { format, runs: [lost, whole] })).length).toBeGreaterThan(100);
    expect(workbench.runs.networks(lost)).toEqual([]);
    workbench.startQueue();
    await vi.waitFor(() => {
      expect(workbench.runs.get(queued)).toMatchObject({ state: 'failed', ...refused });
    });
    expect(fixture.fake.trainers.filter(({ kind }) => kind === 'train')).toHaveLength(3);
    workbench.runs.remove(lost);
    expect(workbench.runs.list().map(({ id }) => id)).not.toContain(lost);
  });
});
