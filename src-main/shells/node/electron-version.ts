import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Version of the Electron that a window would be opened with; null if there is none. In a package, it runs this too. */
export function electronVersion(): string | null {
  if (process.versions.electron !== undefined) return process.versions.electron;
  try {
    const folder =
      process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??
      join(dirname(createRequire(__filename).resolve('electron/package.json')), 'dist');
    return readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
  } catch {
    // Not installed, or its download failed: the other shells do not need it.
    return null;
  }
}

/** Why that Electron cannot open a window here, as recorded by the set-up; null if it can, or was not checked. */
export function electronProblem(): string | null {
  try {
    const problems: unknown = JSON.parse(process.env['LATENT_WORKBENCH_SETUP_PROBLEMS'] ?? '{}');
    const { electron } = problems as { electron?: unknown };
    return typeof electron === 'string' ? electron : null;
  } catch {
    // The set-up has not recorded anything.
    return null;
  }
}
