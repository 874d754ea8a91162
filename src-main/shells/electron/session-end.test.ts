import { BrowserWindow } from 'electron';
import { expect, it, vi } from 'vitest';
import { app, fakeEvent, powerMonitor, windows } from '../../testing/fake-electron';
import { quitWithSession } from './session-end';

vi.mock('electron', () => import('../../testing/fake-electron'));

it('quits on a signal, a shutdown and a logout, and ends immediately on a second signal', () => {
  const before = process.listeners('SIGTERM');
  let quits = 0;
  quitWithSession(new BrowserWindow(), () => quits++);
  const shutdown = fakeEvent();
  powerMonitor.emit('shutdown', shutdown);
  expect([shutdown.isPrevented, quits]).toEqual([true, 1]);
  powerMonitor.emit('shutdown');
  windows.at(-1)?.emit('session-end');
  expect(quits).toBe(3);

  process.emit('SIGTERM');
  expect([quits, app.calls]).toEqual([4, []]);
  vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 1000);
  process.emit('SIGTERM');
  expect([quits, app.calls]).toEqual([4, [['exit', 130]]]);
  vi.restoreAllMocks();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    for (const listener of process.listeners(signal))
      if (!before.includes(listener)) process.off(signal, listener);
});
