import { expect, it } from 'vitest';
import { WorkbenchError, type Problem } from '../contract/error';
import { workbenchFixture } from '../testing/workbench-fixture';

const fixture = workbenchFixture();

function problemFrom(work: () => unknown): Problem | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof WorkbenchError) return error.problem;
    throw error;
  }
}

async function runWithCheckpoints() {
  const workbench = await fixture.open();
  const { run, trainer } = await fixture.started(workbench);
  trainer.ready();
  for (const step of [100, 200, 300]) {
    trainer.metrics(step - 99, step);
    trainer.checkpoint(step);
  }
  const kinds = () =>
    Object.fromEntries(workbench.checkpoints.list(run.id).map((one) => [one.step, one.kinds]));
  return { workbench, id: run.id, trainer, kinds };
}

it('are listed with size, time and the reason why each is stored', async () => {
  const { workbench, id } = await runWithCheckpoints();
  const list = workbench.checkpoints.list(id);
  expect(list.map(({ step }) => step)).toEqual([100, 200, 300]);
  expect(list[2]).toMatchObject({ step: 300, sizeBytes: 2, elapsedMs: 600, kinds: ['newest', 'milestone'] });
  expect(problemFrom(() => workbench.checkpoints.list(99))?.code).toBe('run.unknown');
});

it('are pinned and unpinned, which clients are notified of', async () => {
  const { workbench, id, kinds } = await runWithCheckpoints();
  fixture.events.length = 0;
  workbench.checkpoints.pin(id, 100, true);
  expect(kinds()[100]).toEqual(['milestone', 'pinned']);
  workbench.checkpoints.pin(id, 100, false);
  expect(kinds()[100]).toEqual(['milestone']);
  expect(fixture.events).toEqual(Array(2).fill({ type: 'checkpoints', runId: id }));
  expect(problemFrom(() => workbench.checkpoints.pin(id, 150, true))).toMatchObject({
    code: 'checkpoint.unknown',
    message: expect.stringContaining('no checkpoint of step 150') as string,
  });
});

it('are removed, except the newest of a run that has not ended', async () => {
  const { workbench, id, trainer, kinds } = await runWithCheckpoints();
  workbench.checkpoints.remove(id, 100);
  expect(Object.keys(kinds())).toEqual(['200', '300']);
  expect(problemFrom(() => workbench.checkpoints.remove(id, 100))?.code).toBe('checkpoint.unknown');
  const refused = problemFrom(() => workbench.checkpoints.remove(id, 300));
  expect(refused?.code).toBe('checkpoint.needed');
  expect(refused?.message).toMatch(/step 300 is the newest of .*, which is running/);
  trainer.exit();
  workbench.checkpoints.remove(id, 300);
  expect(kinds()).toEqual({ 200: ['newest', 'milestone'] });
  expect(fixture.events.at(-1)).toMatchObject({ type: 'run', run: { id, checkpointStep: 200 } });
});

it('cannot be changed if the data folder is open for reading only', async () => {
  const { workbench, id } = await runWithCheckpoints();
  const reading = await fixture.openReadOnly();
  expect(reading.checkpoints.list(id)).toEqual(workbench.checkpoints.list(id));
  expect(problemFrom(() => reading.checkpoints.pin(id, 100, true))?.code).toBe('workbench.read-only');
  expect(problemFrom(() => reading.checkpoints.remove(id, 100))?.code).toBe('workbench.read-only');
});
