import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { app } from '../../testing/fake-electron';
import { surviveGraphicsCrashes } from './acceleration';

vi.mock('electron', () => import('../../testing/fake-electron'));
const { argv } = process;
let stopped = 0;
const shutDown = async () => void stopped++;
beforeEach(() => {
  stopped = 0;
  app.calls.length = 0;
  app.removeAllListeners();
  process.argv = ['electron', '.', '--data-dir', '/old'];
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  process.argv = argv;
  vi.restoreAllMocks();
});
const gone = (type: string, reason: string) => app.emit('child-process-gone', {}, { type, reason });

it('restarts without acceleration after the third crash of the GPU process, once the runs have ended', async () => {
  surviveGraphicsCrashes('/data', shutDown);
  for (let i = 0; i < 5; i++) {
    gone('Utility', 'crashed');
    gone('GPU', 'clean-exit');
  }
  gone('GPU', 'crashed');
  gone('GPU', 'oom');
  await new Promise(setImmediate);
  expect([stopped, app.calls]).toEqual([0, []]);
  gone('GPU', 'crashed');
  expect([stopped, app.calls]).toEqual([1, []]);
  await new Promise(setImmediate);
  expect(app.calls).toEqual([
    ['relaunch', { args: ['.', '--data-dir=/data', '--without-acceleration'] }],
    ['exit', 0],
  ]);
  gone('GPU', 'crashed');
  expect(stopped).toBe(1);
});

it('keeps acceleration off from then on', () => {
  process.argv.push('--without-acceleration');
  surviveGraphicsCrashes('/data', shutDown);
  expect(app.calls).toEqual([['disableHardwareAcceleration']]);
  for (let i = 0; i < 4; i++) gone('GPU', 'crashed');
  expect(stopped).toBe(0);
});
