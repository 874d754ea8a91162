import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import { staticIcons } from './scripts/static-icons';

const at = (path: string) => resolve(import.meta.dirname, path);

// Everything is bundled but these: native addons, the video encoder, which finds its WebAssembly beside itself and whose
// licence (LGPL) wants it to be replaceable, and the two speed-ups that ws asks for and does without.
const external = [
  /^@tensorflow\//,
  'better-sqlite3',
  '@libav.js/variant-webm',
  'bufferutil',
  'utf-8-validate',
];

// Only a package has a command of its own, and a publisher of newer versions (scripts/packaging).
const command = process.env.LATENT_WORKBENCH_COMMAND;
const releases = process.env.LATENT_WORKBENCH_RELEASES ?? '';
const define =
  command === undefined
    ? {}
    : { __COMMAND__: JSON.stringify(command), __RELEASES__: JSON.stringify(releases) };

// Node 16 and Chrome 108 are Electron 22's, the oldest runtime the app runs on (scripts/electron-compat): CommonJS it is.
export default defineConfig({
  main: {
    define,
    build: {
      target: 'node16',
      sourcemap: true,
      rolldownOptions: {
        external,
        input: {
          index: at('src-main/shells/electron/main.ts'),
          job: at('src-main/jobs/entry.ts'),
          cli: at('src-main/shells/node/entry.ts'),
        },
        output: {
          format: 'cjs',
          dynamicImportInCjs: false, // require() instead: Electron 22 has no import() for packages
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    build: {
      target: 'node16',
      externalizeDeps: false, // a sandboxed preload script can require nothing but electron
      rolldownOptions: {
        input: { index: at('src-main/shells/electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].js' },
      },
    },
  },
  renderer: {
    define,
    root: at('src-renderer'),
    plugins: [staticIcons(), svelte({ configFile: false })],
    build: {
      target: 'chrome108',
      sourcemap: true,
      cssMinify: 'lightningcss', // lowers nested rules and oklch() to what Chrome 108 knows
      rolldownOptions: { input: at('src-renderer/index.html') },
    },
  },
});
