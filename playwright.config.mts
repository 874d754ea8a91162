import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { childEnvironment } from './scripts/setup/environment.mjs';

/** Which shell a spec drives: the desktop window, or a browser on the loopback server. Set per project. */
export interface ShellOptions {
  shell: 'electron' | 'chromium';
}

// Electron's folder, Node's, TensorFlow's: also where Playwright is started by hand.
// The specs read English, whatever the language of the system.
Object.assign(process.env, childEnvironment(), { LC_ALL: 'C.UTF-8' });

const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));

export default defineConfig<ShellOptions>({
  testDir: 'e2e',
  outputDir: 'test-results',
  forbidOnly: true,
  retries: 0,
  workers: 2, // a test mostly waits for its app, and has one of its own
  timeout: 90_000,
  expect: { timeout: 15_000 },
  globalTimeout: 40 * 60_000,
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['list'], ['json']] : [['list']],
  use: {
    locale: 'en-US',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    viewport: { width: 1280, height: 800 },
  },
  projects: [
    { name: 'electron', use: { shell: 'electron' }, grepInvert: /@browser|@command-line/ },
    {
      name: 'chromium',
      grepInvert: /@window/,
      use: {
        shell: 'chromium',
        browserName: 'chromium',
        launchOptions: {
          ...(chromium && { executablePath: chromium }),
          chromiumSandbox: process.getuid?.() !== 0, // it cannot work for root
          args: ['--disable-gpu'],
        },
      },
    },
  ],
});
