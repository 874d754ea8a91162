import { basename, join, resolve } from 'node:path';
import { build } from 'vite';
import { assetPaths } from '../scripts/setup/asset-paths.mjs';

const root = resolve(import.meta.dirname, '..');

/**
 * Makes one script of `entry` and all it imports, beside what is installed and not in `out`, which every build of the
 * app empties.
 * @param {string} entry
 * @param {string} folder its name there; another one for each process that may want the script at the same time
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
