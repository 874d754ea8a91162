import { dialog, type BrowserWindow } from 'electron';
import type { WhenClosed } from '../../contract/settings';
import { t } from '../../contract/texts';
import { toProblem } from '../../core/problem';

export interface ClosingWork {
  /** Names of the runs that would end. */
  active(): string[];
  /** Ends them, each with a final checkpoint. */
  stop(): Promise<void>;
  /** What to do without asking. */
  whenClosed(): WhenClosed;
  remember(choice: WhenClosed): void;
}

export interface CloseGuard {
  /** The whole app is to end, so its runs cannot train on in the background. */
  readonly quitting: () => void;
  /** Lets the window close without asking, because at the end of a session there is no time for an answer. */
  readonly letGo: () => void;
}

type Choice = 'stop' | 'background' | 'cancel';
interface Answer {
  readonly choice: Choice;
  readonly isRemembered: boolean;
}

/** Asks before a window is closed during a run, then stops the run cleanly, or hides the window while it trains on. */
export function guardClose(window: BrowserWindow, work: ClosingWork): CloseGuard {
  let state: 'open' | 'asking' | 'stopping' | 'closing' = 'open';
  let isQuitting = false;

  window.on('close', (event) => {
    if (state === 'closing') return;
    const names = work.active();
    if (state === 'open' && names.length === 0) return;
    event.preventDefault();
    if (state !== 'open') return;
    state = 'asking';
    void decide(names)
      .then(perform)
      .catch((error: unknown) => {
        if (state === 'closing') return;
        state = 'open';
        const { message, advice } = toProblem('The run could not be stopped', error);
        dialog.showErrorBox(t.desktop.notStopped, `${message}\n\n${advice}`);
      });
  });

  async function decide(names: string[]): Promise<Choice> {
    const known = work.whenClosed();
    if (known === 'stop' || (known === 'background' && !isQuitting)) return known;
    const { choice, isRemembered } = await ask(window, names, isQuitting);
    if (isRemembered && choice !== 'cancel') work.remember(choice);
    return choice;
  }

  async function perform(choice: Choice): Promise<void> {
    if (state === 'closing') return;
    isQuitting = false;
    state = choice === 'stop' ? 'stopping' : 'open';
    if (choice === 'background') window.hide();
    if (choice !== 'stop') return;
    window.setTitle(t.desktop.stopping);
    // On the taskbar, a value of 2 or above means "busy, duration unknown".
    window.setProgressBar(2);
    await work.stop();
    state = 'closing';
    window.close();
  }

  return {
    quitting: () => {
      isQuitting = true;
    },
    letGo: () => {
      state = 'closing';
    },
  };
}

async function ask(window: BrowserWindow, names: string[], isQuitting: boolean): Promise<Answer> {
  const [first = ''] = names;
  const one = names.length === 1;
  const choices: readonly Choice[] = isQuitting ? ['stop', 'cancel'] : ['stop', 'background', 'cancel'];
  const cancel = choices.indexOf('cancel');
  const { response, checkboxChecked } = await dialog.showMessageBox(window, {
    type: 'question',
    message: one ? t.desktop.stillTrains(first) : t.desktop.stillTrain(names.length),
    detail: [t.desktop.stoppingHelp(one), ...(isQuitting ? [] : [t.desktop.backgroundHelp])].join(' '),
    buttons: choices.map((choice) => labelOf(choice)),
    defaultId: cancel,
    cancelId: cancel,
    noLink: true,
    ...(isQuitting ? {} : { checkboxLabel: t.desktop.doNotAsk }),
  });
  return { choice: choices[response] ?? 'cancel', isRemembered: !isQuitting && checkboxChecked };
}

const labelOf = (choice: Choice): string =>
  ({
    stop: t.desktop.stopAndQuit,
    background: t.desktop.keepTraining,
    cancel: t.desktop.cancel,
  })[choice];
