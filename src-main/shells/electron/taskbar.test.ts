import { BrowserWindow } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { windows } from '../../testing/fake-electron';
import { NEW_RUN, workbenchFixture } from '../../testing/workbench-fixture';
import { followActiveRuns } from './active-runs';
import { fraction, showProgress } from './taskbar';

vi.mock('electron', () => import('../../testing/fake-electron'));
const fixture = workbenchFixture();

describe('progress on the taskbar', () => {
  it('is that of all running runs together, and none if none runs', () => {
    expect(fraction([])).toBe(-1);
    expect(fraction([{ step: 0, totalSteps: null }])).toBe(0);
    expect(
      fraction([
        { step: 50, totalSteps: 100 },
        { step: 100, totalSteps: 300 },
      ]),
    ).toBe(0.375);
  });

  it('follows runs from their current step to their end, and shows a pause', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    trainer.metrics(1, 250);
    const window = new BrowserWindow();
    const { calls } = windows.at(-1)!;
    const leave = followActiveRuns(workbench, (runs) => {
      showProgress(window, runs);
    });
    const shows = (...bar: [number, { mode: string }]) =>
      vi.waitFor(() => {
        expect(calls.at(-1)).toEqual(['setProgressBar', ...bar]);
      });
    await shows(0.25, { mode: 'normal' });
    trainer.metrics(251, 500);
    await shows(0.5, { mode: 'normal' });
    await workbench.runs.pause(run.id);
    await shows(0.5, { mode: 'paused' });
    const waiting = workbench.runs.create(NEW_RUN);
    workbench.runs.remove(waiting.id);
    await shows(0.5, { mode: 'paused' });
    await workbench.runs.stop(run.id);
    await shows(-1, { mode: 'normal' });
    leave();
    const count = calls.length;
    workbench.runs.rename(run.id, 'Renamed');
    expect(calls).toHaveLength(count);
  });
});
