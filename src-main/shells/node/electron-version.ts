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
