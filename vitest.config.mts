import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type TestUserConfig } from 'vitest/config';
import { assetPaths } from './scripts/setup/asset-paths.mjs';
import { childEnvironment } from './scripts/setup/environment.mjs';

// Each worker is a process with its own TensorFlow; tests train for real, so they may take their time. Instrumented for
// mutations, arithmetic takes fifty times as long; Stryker has a limit of its own.
const limitMs = process.env['STRYKER_MUTATOR_WORKER'] === undefined ? 30_000 : 600_000;
const shared = {
  pool: 'forks',
  testTimeout: limitMs,
  hookTimeout: limitMs,
  setupFiles: ['scripts/testing/unit-setup.mjs'],
} satisfies TestUserConfig;

/** What has to hold on whichever backend the engine finds: run with native TensorFlow, and once more without it. */
const ON_EACH_BACKEND = [
  'src-main/engine/{gradients,layers,optimizers,random,upsampling}.test.ts',
  'src-main/models/models.test.ts',
  'src-main/models/reference/*.test.ts',
];
const FALLBACK_ONLY = 'src-main/**/*.fallback.test.ts';

export default defineConfig({
  test: {
    allowOnly: false,
    maxWorkers: '100%', // by default one processor stays idle: on a small machine that is half of it
    env: { ...childEnvironment(), LC_ALL: 'C.UTF-8' }, // English
    projects: [
      {
        plugins: [assetPaths],
        test: {
          ...shared,
          name: 'main',
          environment: 'node',
          include: ['src-main/**/*.test.ts', 'bench/**/*.test.ts', 'scripts/**/*.test.mjs'],
          exclude: [FALLBACK_ONLY],
          css: { include: /\.css\?raw$/ }, // else it is empty
        },
      },
      {
        test: {
          ...shared,
          name: 'fallback',
          environment: 'node',
          include: [...ON_EACH_BACKEND, FALLBACK_ONLY],
          // There is no such file: the engine falls back to pure JavaScript.
          alias: { '@tensorflow/tfjs-node-gpu': resolve(import.meta.dirname, 'not-installed.js') },
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
