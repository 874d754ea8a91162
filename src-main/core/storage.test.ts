import { expect, it } from 'vitest';
import { workbenchFixture } from '../testing/workbench-fixture';

const fixture = workbenchFixture();

it('is what runs take, the largest first, and the trash apart from them', async () => {
  const workbench = await fixture.open();
  expect(workbench.system.storage()).toMatchObject({ checkpointBytes: 0, trashBytes: 0, runs: [] });
  const small = await fixture.started(workbench);
  small.trainer.ready();
  small.trainer.metrics(1, 10);
  small.trainer.figure(10);
  small.trainer.finish('stopped');
  const large = await fixture.started(workbench);
  large.trainer.ready();
  large.trainer.metrics(1, 20);
  large.trainer.checkpoint(10);
  large.trainer.checkpoint(20);
  large.trainer.finish('stopped');

  const { runs, ...sums } = workbench.system.storage();
  expect(runs).toEqual([
    { id: large.run.id, name: large.run.name, checkpoints: 2, bytes: 4 },
    { id: small.run.id, name: small.run.name, checkpoints: 0, bytes: 1 },
  ]);
  expect(sums).toMatchObject({ checkpointBytes: 4, figureBytes: 1, trashBytes: 0 });
  expect(sums.databaseBytes).toBeGreaterThan(1000);
  workbench.runs.remove(large.run.id);
  expect(workbench.system.storage()).toMatchObject({
    checkpointBytes: 4,
    trashBytes: 4,
    runs: [{ bytes: 1 }],
  });
});

it('shrinks when the checkpoints of one run are thinned', async () => {
  const workbench = await fixture.open();
  workbench.settings.set({ retention: { milestones: 10, best: false, bestBy: {} } });
  const withCheckpoints = async () => {
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    for (const step of [10, 20, 30]) {
      trainer.metrics(step - 9, step);
      trainer.checkpoint(step);
    }
    trainer.finish('stopped');
    return run.id;
  };
  const [first, second] = [await withCheckpoints(), await withCheckpoints()];
  workbench.settings.set({ retention: { milestones: 0, best: false, bestBy: {} } });
  expect(await workbench.checkpoints.applyRetention(second)).toBe(2);
  const counts = new Map(workbench.system.storage().runs.map(({ id, checkpoints }) => [id, checkpoints]));
  expect(counts).toEqual(
    new Map([
      [first, 3],
      [second, 1],
    ]),
  );
  await expect(workbench.checkpoints.applyRetention(99)).rejects.toMatchObject({
    problem: { code: 'run.unknown' },
  });
});
