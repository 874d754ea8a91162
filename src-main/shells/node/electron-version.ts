import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Version of the Electron that a window would be opened with; null where there is none. */
export function electronVersion(): string | null {
  try {
    const folder =
      process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??
      join(dirname(createRequire(__filename).resolve('electron/package.json')), 'dist');
    return readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
  } catch {
    // Not installed, or its download never came through: the other shells need none.
    return null;
  }
}

/** Why that Electron cannot open a window here, as the set-up found out; null where it can, or was not asked. */
export function electronProblem(): string | null {
  try {
    const problems: unknown = JSON.parse(process.env['LATENT_WORKBENCH_SETUP_PROBLEMS'] ?? '{}');
    const { electron } = problems as { electron?: unknown };
    return typeof electron === 'string' ? electron : null;
  } catch {
    // Not written by the set-up.
    return null;
  }
}
