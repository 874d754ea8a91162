import { app } from 'electron';
import { reportDefect } from '../../core/problem';
import { restartArguments } from './arguments';

const SWITCH = '--without-acceleration';
/** Chromium ends the whole app not long after this many crashes. */
const MAX_CRASHES = 3;

/**
 * Restarts the app without graphics acceleration when the GPU process keeps crashing (drivers, remote desktops). Must
 * be called before the app is ready.
 * @param shutDown ends the runs so that they can be resumed
 */
export function surviveGraphicsCrashes(dataDir: string, shutDown: () => Promise<void>): void {
  if (process.argv.includes(SWITCH)) {
    app.disableHardwareAcceleration();
    return;
  }
  let crashes = 0;
  app.on('child-process-gone', (_event, { type, reason }) => {
    if (type !== 'GPU' || reason === 'clean-exit' || ++crashes !== MAX_CRASHES) return;
    reportDefect('The graphics process keeps crashing; starting again without acceleration', reason);
    void shutDown().finally(() => {
      app.relaunch({ args: restartArguments(process.argv, dataDir, SWITCH) });
      app.exit(0);
    });
  });
}
