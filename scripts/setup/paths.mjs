import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

// Not import.meta.dirname, so that Debian's own Node 18 can at least fetch a newer Node.
export const scripts = resolve(dirname(fileURLToPath(import.meta.url)), '..');
export const projectRoot = dirname(scripts);
export const nodeModules = join(projectRoot, 'node_modules');

/** Shared by all checkouts of this user, for large files that take minutes to create. */
export const cacheRoot = join(userCacheFolder(), 'latent-workbench');

/** Only the holder of the set-up lock writes here, so anything here when the lock is taken is left over. */
export const scratchRoot = join(cacheRoot, 'scratch');

/** The platform names in the tables of downloads: `linux-x64`, `darwin-arm64`, … */
export const platform = `${process.platform}-${process.arch}`;

function userCacheFolder() {
  const chosen = process.env.XDG_CACHE_HOME;
  // The XDG base directory specification says that a relative path is ignored.
  return chosen && isAbsolute(chosen) ? chosen : join(homedir(), '.cache');
}
