import { beforeEach, expect, it, vi } from 'vitest';
import { problem } from '../../contract/problems/catalogue';
import type { Workbench } from '../../core/workbench';
import { Notification } from '../../testing/fake-electron';
import { NEW_RUN, workbenchFixture } from '../../testing/workbench-fixture';
import { notifyOfRuns } from './notifications';

vi.mock('electron', () => import('../../testing/fake-electron'));
const fixture = workbenchFixture();
beforeEach(() => {
  Notification.shown = [];
  Notification.supported = true;
});
const shown = () => Notification.shown.map(({ options }) => options);

function notifying(workbench: Workbench, watched: number | null = null) {
  const opened: number[] = [];
  const leave = notifyOfRuns({
    workbench,
    isWatched: (id) => id === watched,
    open: (id) => opened.push(id),
  });
  return { opened, leave };
}

it('notifies of a run that completes, and opens it with a click', async () => {
  const workbench = await fixture.open();
  const { opened } = notifying(workbench);
  const { run, trainer } = await fixture.started(workbench);
  trainer.ready();
  trainer.metrics(1, 1000);
  trainer.finish();
  const body = expect.stringMatching(/^1.000 steps in 2.s\.$/) as unknown;
  expect(shown()).toEqual([{ title: `${run.name} is completed`, body }]);
  Notification.shown[0]?.emit('click');
  expect(opened).toEqual([run.id]);
  // A run that has ended changes in other ways, too.
  workbench.runs.rename(run.id, 'Renamed');
  expect(shown()).toHaveLength(1);
});

it('notifies of failures in their words, also of a run that trained before', async () => {
  const workbench = await fixture.open();
  const { run, trainer } = await fixture.started(workbench);
  notifying(workbench);
  trainer.ready();
  trainer.send({
    type: 'finished',
    outcome: 'diverged',
    step: 7,
    problem: problem('run.diverged', { metric: 'g_loss', value: 'NaN', step: 7, checkpointStep: null }),
  });
  expect(shown()).toMatchObject([{ title: `${run.name} diverged` }]);
  expect(shown()[0]?.body).toContain('g_loss became NaN at step 7');
  trainer.exit();
  const other = await fixture.started(workbench);
  other.trainer.exit({ signal: 'SIGKILL' });
  expect(shown().at(-1)).toMatchObject({ title: `${other.run.name} was interrupted` });
});

it('does not notify of what a person does or looks at, or with notifications off', async () => {
  const workbench = await fixture.open();
  const { run } = await fixture.started(workbench);
  const { leave } = notifying(workbench, run.id + 1);
  await workbench.runs.stop(run.id);
  expect(shown()).toEqual([]);
  const completed = async () => {
    const { trainer } = await fixture.started(workbench);
    trainer.ready();
    trainer.finish();
  };
  await completed();
  expect(shown()).toEqual([]);
  workbench.settings.set({ notifications: false });
  await completed();
  expect(shown()).toEqual([]);
  workbench.settings.set({ notifications: true });
  Notification.supported = false;
  await completed();
  expect(shown()).toEqual([]);
  Notification.supported = true;
  leave();
  await completed();
  expect(shown()).toEqual([]);
});

it('notifies of a sign of a failure once', async () => {
  const workbench = await fixture.open();
  const { run, trainer } = await fixture.started(workbench);
  notifying(workbench);
  trainer.ready();
  const now = workbench.runs.get(run.id);
  const alerts = [{ kind: 'collapse' as const, step: 10, evidence: 'Few modes.' as never }];
  const publish = (changes: object) => workbench.events.publish({ type: 'run', run: { ...now, ...changes } });
  publish({ alerts });
  publish({ alerts, step: 20 });
  expect(shown()).toEqual([{ title: `Mode collapse: ${run.name}`, body: 'Few modes.' }]);
});

it('reports the completion of runs that were launched together with the last of them', async () => {
  const workbench = await fixture.open();
  notifying(workbench);
  const group = { name: 'Both', sideBySide: true, runs: [NEW_RUN, NEW_RUN] };
  const runs = workbench.runs.createGroup(group);
  await vi.waitFor(() => {
    expect(workbench.activeRuns()).toHaveLength(2);
  });
  const trainers = fixture.fake.trainers.filter(({ kind }) => kind === 'train');
  for (const trainer of trainers) trainer.ready();
  trainers[0]?.finish();
  expect(shown()).toEqual([]);
  trainers[1]?.finish();
  expect(shown()).toEqual([{ title: 'Both is completed', body: `${runs[1]?.name ?? ''} was the last.` }]);
});
