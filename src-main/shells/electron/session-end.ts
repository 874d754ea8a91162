import { app, powerMonitor, type BrowserWindow } from 'electron';
import { listenForInterrupt } from '../common/interrupt';

/**
 * Quits without asking when the session ends: a signal to this process, a logout, the machine shutting down. A second
 * signal ends it at once. To be called when the app is ready, since Chromium sets its own handlers of signals before.
 * @param quit ends the runs with a last checkpoint, then the app
 */
export function quitWithSession(window: BrowserWindow, quit: () => void): void {
  const { signal } = listenForInterrupt((code) => {
    app.exit(code);
  });
  signal.addEventListener('abort', quit);
  // Linux and macOS wait with the shutdown until the app has quit.
  powerMonitor.on('shutdown', (event?: { preventDefault: () => void }) => {
    event?.preventDefault();
    quit();
  });
  // Windows, which waits for a few seconds only.
  window.on('session-end', quit);
}
