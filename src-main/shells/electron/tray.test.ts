import { beforeEach, expect, it, vi } from 'vitest';
import { Tray } from '../../testing/fake-electron';
import { backgroundTray, trayText } from './tray';

vi.mock('electron', () => import('../../testing/fake-electron'));
const done: string[] = [];
const actions = { open: () => void done.push('open'), quit: () => void done.push('quit') };
beforeEach(() => {
  Tray.shown.length = done.length = 0;
  Tray.hasPlace = true;
});
const run = { name: 'first', state: 'running', step: 40, totalSteps: 200 } as const;

it('says what trains, and how far it is', () => {
  expect(trayText([])).toBe('No run is training');
  expect(trayText([run])).toBe('first is training, 20 %');
  expect(trayText([{ ...run, state: 'paused' }])).toBe('first is paused, 20 %');
  expect(trayText([run, { ...run, step: 160 }])).toBe('2 runs are training, 50 %');
});

it('is there while the window is hidden, with its actions', () => {
  const tray = backgroundTray(actions);
  tray.take([run as never]);
  expect(Tray.shown).toEqual([]);
  tray.show();
  tray.show();
  expect(Tray.shown).toHaveLength(1);
  const [shown] = Tray.shown;
  expect(shown?.tip).toBe('first is training, 20 %');
  tray.take([{ ...run, step: 100 } as never]);
  expect(shown?.tip).toBe('first is training, 50 %');
  for (const { click } of shown?.menu ?? []) click?.();
  shown?.emit('click');
  expect(done).toEqual(['open', 'quit', 'open']);
  tray.hide();
  expect(Tray.shown).toEqual([]);
});

it('is left out where there is no place for it', () => {
  const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  Tray.hasPlace = false;
  const tray = backgroundTray(actions);
  tray.show();
  tray.take([run as never]);
  tray.hide();
  expect(log.mock.calls.join()).toContain('no icon beside the clock');
  log.mockRestore();
});
