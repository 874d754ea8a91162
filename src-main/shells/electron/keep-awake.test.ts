import { expect, it, vi } from 'vitest';
import { powerSaveBlocker } from '../../testing/fake-electron';
import { sleepBlocker } from './keep-awake';

vi.mock('electron', () => import('../../testing/fake-electron'));

it('keeps the machine awake while a run trains, and no longer', () => {
  const take = sleepBlocker();
  const blocks = (...states: ('running' | 'paused')[]) => {
    take(states.map((state) => ({ state })));
    return powerSaveBlocker.running;
  };
  expect(blocks()).toEqual([]);
  expect(blocks('paused', 'running')).toEqual(['prevent-app-suspension']);
  expect(blocks('running')).toEqual(['prevent-app-suspension']);
  expect(blocks('paused')).toEqual([]);
  expect(blocks('running')).toEqual(['prevent-app-suspension']);
  expect(blocks()).toEqual([]);
});
