import { app, type BrowserWindow } from 'electron';
import type { Workbench } from '../../core/workbench';
import { followActiveRuns } from './active-runs';
import { APP_URL } from './app-page';
import { sleepBlocker } from './keep-awake';
import { notifyOfRuns } from './notifications';
import type { OpenRequest } from './open-requests';
import { showProgress } from './taskbar';
import { backgroundTray } from './tray';
import { showWindow } from './window';

/**
 * What the desktop shows of the runs: progress on the taskbar, notifications, an icon beside the clock while the window
 * is hidden; and the machine stays awake while they train.
 * @returns a function that ends this
 */
export function followRuns(
  workbench: Workbench,
  window: BrowserWindow,
  open: (request: OpenRequest) => void,
): () => void {
  const keepAwake = sleepBlocker();
  const tray = backgroundTray({
    open: () => {
      showWindow(window);
    },
    quit: () => {
      app.quit();
    },
  });
  window.on('hide', tray.show);
  window.on('show', tray.hide);
  const leaveRuns = followActiveRuns(workbench, (runs) => {
    showProgress(window, runs);
    keepAwake(runs);
    tray.take(runs);
  });
  const leaveEnds = notifyOfRuns({
    workbench,
    isWatched: (id) => window.isFocused() && window.webContents.getURL() === `${APP_URL}#/runs/${String(id)}`,
    open: (id) => {
      open({ type: 'run', id });
    },
  });
  return () => {
    leaveRuns();
    leaveEnds();
    tray.hide();
    keepAwake([]);
  };
}
