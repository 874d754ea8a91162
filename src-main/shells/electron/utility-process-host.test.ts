import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { processes, utilityProcess } from '../../testing/fake-electron';
import { utilityProcessHost } from './utility-process-host';

vi.mock('electron', () => import('../../testing/fake-electron'));
beforeEach(() => {
  processes.length = 0;
});
afterEach(() => {
  vi.restoreAllMocks();
});
const child = () => processes.at(-1)!;

it('starts the job with a readable standard error, and passes messages both ways', () => {
  const job = utilityProcessHost('/app/job.js').spawn();
  const [entry, args, options] = child().forked;
  expect([entry, args]).toEqual(['/app/job.js', []]);
  expect(options).toMatchObject({
    serviceName: 'Latent Workbench job',
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { TF_FORCE_GPU_ALLOW_GROWTH: 'true' },
  });
  job.post({ type: 'stop' });
  expect(child().calls).toEqual([['postMessage', { type: 'stop' }]]);
  const received: unknown[] = [];
  job.onMessage((message) => received.push(message));
  child().emit('message', { type: 'paused' });
  expect(received).toEqual([{ type: 'paused' }]);
});

it.each([
  [0, null],
  [9, 'SIGKILL'],
  [11, 'SIGSEGV'],
  [15, 'SIGTERM'],
])('reports its end after its last messages: %d', async (status, signal) => {
  const stderr = new PassThrough();
  const fork = utilityProcess.fork;
  vi.spyOn(utilityProcess, 'fork').mockImplementation((...given) =>
    Object.assign(fork(...given), { stderr }),
  );
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const job = utilityProcessHost('/app/job.js').spawn();
  const events: unknown[] = [];
  job.onMessage((message) => events.push(message));
  const ended = new Promise<void>((resolve) => {
    job.onExit((end) => {
      events.push(end);
      resolve();
    });
  });
  stderr.end('no memory left\n');
  await once(stderr, 'close');
  child().emit('exit', status);
  child().emit('message', { type: 'paused' });
  expect(events).toEqual([{ type: 'paused' }]);
  await ended;
  expect(events).toEqual([{ type: 'paused' }, { signal, lastWords: 'no memory left' }]);
  job.post({ type: 'stop' });
  expect(child().calls).toEqual([]);
});

it('kills the process as soon as there is one, and no later process with the same number', async () => {
  const real = spawn(process.execPath, [
    '-e',
    'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)',
  ]);
  const job = utilityProcessHost('/app/job.js').spawn();
  job.kill();
  expect(real.killed).toBe(false);
  child().pid = real.pid;
  child().emit('spawn');
  expect(await once(real, 'exit')).toEqual([null, 'SIGKILL']);

  const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
  const other = utilityProcessHost('/app/job.js').spawn();
  child().pid = 12_345;
  other.kill();
  expect(kill.mock.calls).toEqual([[12_345, 'SIGKILL']]);
  child().emit('exit', 9);
  other.kill();
  expect(kill).toHaveBeenCalledTimes(1);
});
