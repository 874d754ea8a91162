import { dialog, type BrowserWindow } from 'electron';
import { toProblem } from '../../core/problem';

export interface ClosingWork {
  /** Names of the runs that would end. */
  active(): string[];
  /** Ends them, each with a final checkpoint. */
  stop(): Promise<void>;
}

export interface CloseGuard {
  /** Lets the window close without asking, because at the end of a session there is no time for an answer. */
  letGo(): void;
}

const STOP_AND_QUIT = 0;
const CANCEL = 1;

/** Asks before a window is closed during a run, then stops the run cleanly. */
export function guardClose(window: BrowserWindow, work: ClosingWork): CloseGuard {
  let state: 'open' | 'asking' | 'stopping' | 'closing' = 'open';

  window.on('close', (event) => {
    if (state === 'closing') return;
    const names = work.active();
    if (state === 'open' && names.length === 0) return;
    event.preventDefault();
    if (state !== 'open') return;
    state = 'asking';
    void ask(names)
      .then(async (stop) => {
        if (state === 'closing') return;
        state = stop ? 'stopping' : 'open';
        if (!stop) return;
        window.setTitle('Latent Workbench: stopping, writing the last checkpoint …');
        // On the taskbar, a value of 2 or above means "busy, duration unknown".
        window.setProgressBar(2);
        await work.stop();
        state = 'closing';
        window.close();
      })
      .catch((error: unknown) => {
        if (state === 'closing') return;
        state = 'open';
        const { message, advice } = toProblem('The run could not be stopped', error);
        dialog.showErrorBox('The run could not be stopped', `${message}\n\n${advice}`);
      });
  });

  async function ask(names: string[]): Promise<boolean> {
    const one = names.length === 1;
    const { response } = await dialog.showMessageBox(window, {
      type: 'question',
      message: one
        ? `${names[0] ?? 'A run'} is still training.`
        : `${String(names.length)} runs are still training.`,
      detail: `Stopping writes a last checkpoint, so that ${one ? 'it' : 'each'} can be resumed later.`,
      buttons: ['Stop and Quit', 'Cancel'],
      defaultId: CANCEL,
      cancelId: CANCEL,
      noLink: true,
    });
    return response === STOP_AND_QUIT;
  }

  return {
    letGo: () => {
      state = 'closing';
    },
  };
}
