import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { childEnvironment } from './scripts/setup/environment.mjs';

// Each worker is a process with its own TensorFlow; tests train for real, so they may take their time.
const shared = { pool: 'forks', testTimeout: 30_000, hookTimeout: 30_000 } as const;

/** Stands in for electron-vite's own: the path of a file that the build puts beside the bundle. */
const assets: Plugin = {
  name: 'asset-paths',
  enforce: 'pre',
  async resolveId(source, importer) {
    if (!source.endsWith('?asset')) return null;
    const file = await this.resolve(source.slice(0, -'?asset'.length), importer);
    return file && `\0virtual:asset:${file.id}`;
  },
  load: (id) =>
    id.startsWith('\0virtual:asset:')
      ? `export default ${JSON.stringify(id.slice('\0virtual:asset:'.length))}`
      : null,
};

export default defineConfig({
  test: {
    allowOnly: false,
    env: childEnvironment(),
    projects: [
      {
        plugins: [assets],
        test: {
          ...shared,
          name: 'main',
          environment: 'node',
          include: ['src-main/**/*.test.ts', 'bench/**/*.test.ts'],
        },
      },
      {
        plugins: [svelte({ configFile: false })],
        test: {
          ...shared,
          name: 'renderer',
          environment: resolve(import.meta.dirname, 'scripts/testing/svelte-client-environment.mjs'),
          include: ['src-renderer/**/*.test.ts'],
          server: { deps: { inline: [/\/svelte\//] } }, // else Node resolves `svelte` to the server runtime after all
        },
      },
    ],
  },
});
