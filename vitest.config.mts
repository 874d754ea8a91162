import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { assetPaths } from './scripts/setup/asset-paths.mjs';
import { childEnvironment } from './scripts/setup/environment.mjs';

// Each worker is a process with its own TensorFlow; tests train for real, so they may take their time.
const shared = { pool: 'forks', testTimeout: 30_000, hookTimeout: 30_000 } as const;

export default defineConfig({
  test: {
    allowOnly: false,
    env: childEnvironment(),
    projects: [
      {
        plugins: [assetPaths],
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
