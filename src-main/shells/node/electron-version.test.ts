import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { electronProblem, electronVersion } from './electron-version';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

it('reads the version of the installed Electron, if there is one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'latent-workbench-electron-'));
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder);
  expect(electronVersion()).toBeNull();
  for (const text of ['v45.4.1\n', '45.4.1']) {
    writeFileSync(join(folder, 'version'), text);
    expect(electronVersion()).toBe('45.4.1');
  }
  rmSync(folder, { recursive: true });
});

it('is the Electron that runs the command line of a package', () => {
  vi.stubGlobal('process', { ...process, versions: { ...process.versions, electron: '45.4.1' } });
  expect(electronVersion()).toBe('45.4.1');
});

it('returns the problem that the set-up recorded, if any', () => {
  for (const [found, problem] of [
    ['{"electron":"It does not start."}', 'It does not start.'],
    ['{"electron":5}', null],
    ['{"engine":"x"}', null],
    ['null', null],
    ['no JSON', null],
    [undefined, null],
  ] as const) {
    vi.stubEnv('LATENT_WORKBENCH_SETUP_PROBLEMS', found);
    expect(electronProblem(), found).toBe(problem);
  }
});
