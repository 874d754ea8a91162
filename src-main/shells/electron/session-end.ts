import { app, powerMonitor, type BrowserWindow } from 'electron';
import { listenForInterrupt } from '../common/interrupt';

/**
 * Quits without asking when the session ends: a signal to this process, a logout, the machine shutting down. A second
 * signal ends the process immediately. Must be called when the app is ready, because Chromium sets its own signal
 * handlers before.
 * @param quit ends the runs with a final checkpoint, then the app
 */
export function quitWithSession(window: BrowserWindow, quit: () => void): void {
  const { signal } = listenForInterrupt((code) => {
    app.exit(code);
  });
  signal.addEventListener('abort', quit);
  // Linux and macOS delay the shutdown until the app has quit.
  powerMonitor.on('shutdown', (event?: { preventDefault: () => void }) => {
    event?.preventDefault();
    quit();
  });
  // Windows waits only for a few seconds.
  window.on('session-end', quit);
}
