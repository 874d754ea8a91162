import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The default data folder of every shell, so that window and command line see the same runs. */
export function defaultDataDir(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
  home: string = homedir(),
): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'latent-workbench');
  if (platform === 'win32')
    return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'latent-workbench');
  const xdg = env['XDG_DATA_HOME'];
  // The XDG specification says that relative values are ignored.
  return join(xdg?.startsWith('/') === true ? xdg : join(home, '.local', 'share'), 'latent-workbench');
}

export function resolveDataDir(given: string | undefined): string {
  return given === undefined || given === '' ? defaultDataDir() : resolve(given);
}
