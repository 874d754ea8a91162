import { BrowserWindow } from 'electron';
import { beforeEach, expect, it, vi } from 'vitest';
import type { WhenClosed } from '../../contract/settings';
import { dialog, windows } from '../../testing/fake-electron';
import { guardClose } from './close-guard';

vi.mock('electron', () => import('../../testing/fake-electron'));
const STOP = { response: 0 };
const BACKGROUND = { response: 1 };
const CANCEL = { response: 2 };

let active: string[];
let stopped: number;
let stop: () => Promise<void>;
let whenClosed: WhenClosed;
beforeEach(() => {
  active = [];
  stopped = 0;
  whenClosed = 'ask';
  stop = async () => void stopped++;
  dialog.calls.length = 0;
  dialog.answers = [];
});

function guarded() {
  const guard = guardClose(new BrowserWindow(), {
    active: () => active,
    stop: () => stop(),
    whenClosed: () => whenClosed,
    remember: (choice) => (whenClosed = choice),
  });
  return { guard, window: windows.at(-1)! };
}
const settle = () => new Promise(setImmediate);

it('lets a window close while nothing trains', () => {
  const { window } = guarded();
  window.close();
  expect(window.isGone).toBe(true);
  expect(dialog.calls).toEqual([]);
});

it('asks while runs train, and stays open if cancelled, each time it is closed', async () => {
  const { window } = guarded();
  for (const [names, message, each] of [
    [['first'], 'first is still training.', 'it'],
    [['first', 'second'], '2 runs are still training.', 'each'],
  ] as const) {
    active = [...names];
    dialog.answers = [Promise.resolve(CANCEL)];
    window.close();
    window.close();
    expect(dialog.calls).toHaveLength(1);
    const [, owner, asked] = dialog.calls.pop()!;
    expect(owner).toBe(window);
    expect(asked).toEqual({
      type: 'question',
      message,
      detail: `Stopping writes a last checkpoint, so that ${each} can be resumed later. In the background, the icon beside the clock or another start opens the window again.`,
      buttons: ['Stop and Quit', 'Keep Training in the Background', 'Cancel'],
      // Neither Enter nor Escape may end a run.
      defaultId: 2,
      cancelId: 2,
      noLink: true,
      checkboxLabel: 'Do not ask again (Settings changes this)',
    });
    await settle();
    expect([window.isGone, stopped]).toEqual([false, 0]);
  }
});

it('stops the runs, shows that it does, and closes when they have ended, without asking again', async () => {
  const { window } = guarded();
  active = ['first'];
  dialog.answers = [Promise.resolve(STOP)];
  let end: () => void = () => undefined;
  stop = () => new Promise((resolve) => (end = resolve));
  window.close();
  await settle();
  expect(window.calls).toEqual([
    ['setTitle', 'Latent Workbench: stopping, writing the last checkpoint …'],
    ['setProgressBar', 2],
  ]);
  window.close();
  expect([window.isGone, dialog.calls.length]).toEqual([false, 1]);
  end();
  await settle();
  expect([window.isGone, dialog.calls.length]).toEqual([true, 1]);
});

it('hides the window while runs train on, without asking again once that is remembered', async () => {
  const { guard, window } = guarded();
  active = ['first'];
  dialog.answers = [Promise.resolve(BACKGROUND), Promise.resolve({ ...BACKGROUND, checkboxChecked: true })];
  for (const remembered of ['ask', 'background'] as const) {
    window.close();
    await settle();
    expect([window.isGone, stopped, whenClosed, window.calls.pop()]).toEqual([
      false,
      0,
      remembered,
      ['hide'],
    ]);
  }
  window.close();
  await settle();
  expect([window.calls.pop(), dialog.calls.length]).toEqual([['hide'], 2]);

  // Who quits the app cannot mean that.
  guard.quitting();
  dialog.answers = [Promise.resolve({ response: 1 })];
  window.close();
  expect(dialog.calls.at(-1)?.[2]).toMatchObject({ buttons: ['Stop and Quit', 'Cancel'], cancelId: 1 });
  await settle();
  expect([window.isGone, window.calls]).toEqual([false, []]);
  window.close();
  await settle();
  expect([window.calls, dialog.calls.length]).toEqual([[['hide']], 3]);
});

it('stops without asking if that was chosen', async () => {
  const { window } = guarded();
  active = ['first'];
  dialog.answers = [Promise.resolve({ ...CANCEL, checkboxChecked: true })];
  window.close();
  await settle();
  expect(whenClosed).toBe('ask');
  whenClosed = 'stop';
  window.close();
  await settle();
  expect([window.isGone, stopped, dialog.calls.length]).toEqual([true, 1, 1]);
});

it('reports why runs cannot be stopped, and can be closed again', async () => {
  const { window } = guarded();
  active = ['first'];
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  dialog.answers = [Promise.resolve(STOP), Promise.resolve(CANCEL)];
  stop = () => Promise.reject(new Error('no disk'));
  window.close();
  await settle();
  const [name, title, text] = dialog.calls.at(-1)!;
  expect([name, title]).toEqual(['showErrorBox', 'The run could not be stopped']);
  expect(text).toMatch(/^.+\n\n.+/);
  expect(window.isGone).toBe(false);
  window.close();
  await settle();
  expect(dialog.calls.filter(([method]) => method === 'showMessageBox')).toHaveLength(2);
  vi.restoreAllMocks();
});

it('lets the window close at the end of a session, whatever was answered or failed before', async () => {
  const { guard, window } = guarded();
  active = ['first'];
  let answer: (given: unknown) => void = () => undefined;
  dialog.answers = [new Promise((resolve) => (answer = resolve))];
  window.close();
  guard.letGo();
  answer(STOP);
  await settle();
  expect([window.isGone, stopped]).toEqual([false, 0]);
  window.close();
  expect([window.isGone, dialog.calls.length]).toEqual([true, 1]);

  const other = guarded();
  dialog.answers = [Promise.resolve(STOP)];
  let fail: (error: Error) => void = () => undefined;
  stop = () => new Promise((_resolve, reject) => (fail = reject));
  other.window.close();
  await settle();
  other.guard.letGo();
  fail(new Error('too late'));
  await settle();
  expect(dialog.calls.some(([method]) => method === 'showErrorBox')).toBe(false);
});
