import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { closing } from '../../core/cleanup';
import { workbenchFixture } from '../../testing/workbench-fixture';
import { openReachable, withOpenWorkbench } from './local-socket';

const fixture = workbenchFixture();
const socketFile = () => join(fixture.dataDir, 'workbench.sock');

/** Opens the data folder for others while something is done. */
async function whileReachable(work: () => Promise<void>): Promise<void> {
  const { close } = await openReachable(fixture.options());
  await closing(close, work);
}

it('lets another process of this user call the workbench that has the folder open', async () => {
  await whileReachable(async () => {
    expect(statSync(socketFile()).mode & 0o777).toBe(0o600);
    expect(await withOpenWorkbench(fixture.dataDir, (api) => api.models.list())).not.toEqual([]);
    await expect(
      withOpenWorkbench(fixture.dataDir, (api) => api.runs.change({ id: 9, hyperparameters: {} })),
    ).rejects.toMatchObject({ data: { code: 'run.unknown' } });
  });
  expect(existsSync(socketFile())).toBe(false);
});

it('replaces the socket that a crash left', async () => {
  writeFileSync(socketFile(), '');
  await whileReachable(async () => {
    expect(await withOpenWorkbench(fixture.dataDir, (api) => api.runs.list({}))).toBeDefined();
  });
});

it('is refused where no workbench is open', async () => {
  const none = { problem: { code: 'workbench.none-answers' } };
  await expect(withOpenWorkbench(fixture.dataDir, (api) => api.models.list())).rejects.toMatchObject(none);
  writeFileSync(socketFile(), '');
  await expect(withOpenWorkbench(fixture.dataDir, (api) => api.models.list())).rejects.toMatchObject(none);
});

it('is left out, with an entry in the log, where the path is too long for a socket', async () => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const dataDir = mkdtempSync(join(tmpdir(), 'x'.repeat(100)));
  try {
    const { close } = await openReachable({ ...fixture.options(), dataDir });
    await close();
    const entry = /^No other command can reach this workbench: .* too long/;
    expect(written.mock.calls.some(([text]) => entry.test(String(text)))).toBe(true);
  } finally {
    written.mockRestore();
    rmSync(dataDir, { recursive: true });
  }
});
