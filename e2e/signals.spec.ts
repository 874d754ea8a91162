import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { eventsOf, runCli } from './cli';
import { expect, test } from './fixtures';
import { descendantsOf, isRunning } from '../src-main/testing/processes';

test.describe('npm start -- serve', { tag: '@command-line' }, () => {
  // The server is prepared once for each: nothing is set up again, but npm and Node start slowly on a busy machine.
  test.setTimeout(120_000);

  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGKILL'] as const)
    test(`ends with npm at ${signal} and releases the data folder`, async ({ dataDir }) => {
      const { npm, below } = await started(dataDir);
      npm.kill(signal);
      try {
        await expect.poll(() => below.filter(isRunning)).toEqual([]);
      } finally {
        for (const pid of below.filter(isRunning)) process.kill(pid, 'SIGKILL');
      }
      const { code, stdout, stderr } = await runCli(dataDir, 'datasets', 'generate', 'two-moons', '--json');
      expect(code, stderr).toBe(0);
      expect(eventsOf(stdout).at(-1)?.event).toBe('done');
    });
});

/** The child processes of npm once its server listens. */
async function started(dataDir: string): Promise<{ npm: ChildProcess; below: number[] }> {
  const npm = spawn('npm', ['start', '--', 'serve', '--json', '--data-dir', dataDir], {
    cwd: resolve(__dirname, '..'),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  npm.stdout.on('data', (data: Buffer) => (said += data.toString()));
  await expect.poll(() => said, { timeout: 90_000 }).toContain('"listening"');
  const below = descendantsOf(npm.pid!);
  expect(below.length).toBeGreaterThan(1);
  return { npm, below };
}
