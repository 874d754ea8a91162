import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

// Not import.meta.dirname: Debian's own Node 18 should get as far as fetching a newer one.
export const scripts = resolve(dirname(fileURLToPath(import.meta.url)), '..');
export const projectRoot = dirname(scripts);
export const nodeModules = join(projectRoot, 'node_modules');

/** Shared by every checkout of this user: what is large and costs minutes to make again. */
export const cacheRoot = join(userCacheFolder(), 'latent-workbench');

/** Only the holder of the set-up lock writes here, so whatever lies here when the lock is taken is left over. */
export const scratchRoot = join(cacheRoot, 'scratch');

/** The names used in the tables of what can be fetched for which machine: `linux-x64`, `darwin-arm64`, … */
export const platform = `${process.platform}-${process.arch}`;

function userCacheFolder() {
  const chosen = process.env.XDG_CACHE_HOME;
  // The XDG base directory specification: a relative path is to be ignored.
  return chosen && isAbsolute(chosen) ? chosen : join(homedir(), '.cache');
}
