import { basename, join, resolve } from 'node:path';
import { build } from 'vite';
import { assetPaths } from '../scripts/setup/asset-paths.mjs';

const root = resolve(import.meta.dirname, '..');

/**
 * Bundles `entry` and all its imports, except installed packages, into one script. It is not placed in `out`, which
 * every build of the app empties.
 * @param {string} entry
 * @param {string} folder name of the script's folder; a different one for each process that may need the script at the
 *   same time
 * @returns its path
 */
export async function bundle(entry, folder = basename(entry, '.ts')) {
  const name = basename(entry, '.ts');
  const outDir = join(root, 'node_modules', '.cache', folder);
  await build({
    root,
    configFile: false,
    plugins: [assetPaths],
    logLevel: 'error',
    build: {
      ssr: entry,
      outDir,
      target: 'node20',
      rollupOptions: { output: { format: 'cjs', entryFileNames: `${name}.cjs` } },
    },
    ssr: { external: ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs', 'better-sqlite3'] },
  });
  return join(outDir, `${name}.cjs`);
}
