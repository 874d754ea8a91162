import { createRouterClient } from '@orpc/server';
import { BrowserWindow } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { router } from '../../core/router';
import { windows } from '../../testing/fake-electron';
import { NEW_RUN, workbenchFixture } from '../../testing/workbench-fixture';
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
    const closed = new AbortController();
    const api = createRouterClient(router, { context: { workbench } });
    const window = new BrowserWindow();
    const { calls } = windows.at(-1)!;
    const shown = showProgress(window, api, closed.signal);
    const shows = (...bar: [number, { mode: string }]) =>
      vi.waitFor(() => {
        expect(calls.at(-1)).toEqual(['setProgressBar', ...bar]);
      });
    await shows(0.25, { mode: 'normal' });
    trainer.metrics(251, 500);
    await shows(0.5, { mode: 'normal' });
    await workbench.runs.pause(run.id);
    await shows(0.5, { mode: 'paused' });
    const count = calls.length;
    trainer.figure(500);
    const waiting = workbench.runs.create(NEW_RUN);
    workbench.runs.remove(waiting.id);
    await vi.waitFor(() => {
      expect(calls.length).toBeGreaterThan(count);
    });
    await shows(0.5, { mode: 'paused' });
    await workbench.runs.stop(run.id);
    await shows(-1, { mode: 'normal' });
    closed.abort();
    await shown;
  });

  it('immediately shows runs that started before it', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    trainer.metrics(1, 250);
    await workbench.runs.pause(run.id);
    await vi.waitFor(() => {
      expect(workbench.runs.get(run.id)).toMatchObject({ state: 'paused', step: 250 });
    });
    const closed = new AbortController();
    const shown = showProgress(
      new BrowserWindow(),
      createRouterClient(router, { context: { workbench } }),
      closed.signal,
    );
    const { calls } = windows.at(-1)!;
    await vi.waitFor(() => {
      expect(calls[0]).toEqual(['setProgressBar', 0.25, { mode: 'paused' }]);
    });
    closed.abort();
    await shown;
  });

  it('does nothing to a window that is closed', async () => {
    const workbench = await fixture.open();
    await fixture.started(workbench);
    const closed = new AbortController();
    const window = new BrowserWindow();
    const { calls } = Object.assign(windows.at(-1)!, { isGone: true });
    const api = createRouterClient(router, { context: { workbench } });
    const shown = showProgress(window, api, closed.signal);
    await new Promise(setImmediate);
    closed.abort();
    await shown;
    expect(calls).toEqual([]);
  });
});
