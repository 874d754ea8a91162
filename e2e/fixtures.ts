import type { ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  expect,
  test as base,
  _electron,
  type Browser,
  type ElectronApplication,
  type Page,
} from '@playwright/test';
import type { ShellOptions } from '../playwright.config.mjs';
import { startScreen } from '../scripts/testing/screen.mjs';
import { finished, runCli, startCli, type Finished } from './cli';
import { writeSmallIdx } from './idx';

export { expect };

/** The workbench under test, in either shell. */
export interface App {
  page: Page;
  dataDir: string;
  /** The process that runs the core; trainers are its children. */
  pid: number;
  /** Only in the window. */
  electron: ElectronApplication | null;
  /** Only in the browser: the address that the loopback server printed, with the token that `page` has redeemed. */
  address: string | null;
  close(): Promise<void>;
}

interface Fixtures {
  /** Whether the data folder already contains the small dataset `discs`. */
  withData: boolean;
  /** Whether it also contains two short runs, `Prepared GAN` and `Prepared VAE`. */
  withRuns: boolean;
  dataDir: string;
  app: App;
}

interface WorkerFixtures {
  /** A screen of the worker's own: on a shared one, windows of other tests would cover this one and move its pointer. */
  ownScreen: void;
  /** Creates data folders once, when first requested, as templates to copy. */
  prepared: { data(): Promise<string>; runs(): Promise<string> };
}

export const test = base.extend<ShellOptions & Fixtures, WorkerFixtures>({
  shell: ['chromium', { option: true }],
  withData: [true, { option: true }],
  withRuns: [false, { option: true }],

  ownScreen: [
    async ({}, use) => {
      const screen = await startScreen();
      Object.assign(process.env, screen.env);
      await use();
      screen.stop();
    },
    { scope: 'worker', auto: true },
  ],

  prepared: [
    async ({}, use) => {
      const folder = temporary('prepared');
      let data: Promise<string> | undefined;
      let runs: Promise<string> | undefined;
      await use({
        data: () => (data ??= prepareData(folder)),
        runs: () => (runs ??= (data ??= prepareData(folder)).then((from) => prepareRuns(from, folder))),
      });
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],

  dataDir: [
    async ({ withData, withRuns, prepared }, use) => {
      const dataDir = temporary('data');
      if (withRuns) cpSync(await prepared.runs(), dataDir, { recursive: true });
      else if (withData) cpSync(await prepared.data(), dataDir, { recursive: true });
      await use(dataDir);
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
    { timeout: 120_000 },
  ],

  app: async ({ shell, dataDir, playwright, launchOptions, viewport }, use) => {
    const app =
      shell === 'electron'
        ? await openWindow(dataDir)
        : await openBrowser(dataDir, () => playwright.chromium.launch(launchOptions), viewport);
    await expect(app.page.getByRole('heading', { level: 1 })).toBeVisible();
    await use(app);
    await app.close();
  },

  page: async ({ app }, use) => {
    await use(app.page);
  },
});

async function prepareData(folder: string): Promise<string> {
  const dataDir = join(folder, 'data');
  const files = writeSmallIdx(join(folder, 'idx'));
  await done(runCli(dataDir, 'datasets', 'import', ...files, '--name', 'Discs'));
  // Specs about evaluations request them; in other specs they would only take time.
  await done(runCli(dataDir, 'settings', '--evaluation', 'off'));
  return dataDir;
}

async function prepareRuns(from: string, folder: string): Promise<string> {
  const dataDir = join(folder, 'runs');
  cpSync(from, dataDir, { recursive: true });
  const given = ['--dataset', 'discs', '--steps', '40', '--seed', '1'];
  await done(runCli(dataDir, 'train', 'gan-mlp', ...given, '--name', 'Prepared GAN'));
  await done(runCli(dataDir, 'train', 'vae-mlp', ...given, '--name', 'Prepared VAE'));
  return dataDir;
}

async function done(command: Promise<Finished>): Promise<void> {
  const { code, stderr } = await command;
  if (code !== 0) throw new Error(`Preparing the tests failed: ${stderr}`);
}

const temporaries: string[] = [];
process.on('exit', () => {
  for (const folder of temporaries) rmSync(folder, { recursive: true, force: true });
});

/** A new folder, which is deleted when the test process ends. */
export function temporary(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `workbench-e2e-${name}-`));
  temporaries.push(folder);
  return folder;
}

/** The arguments of Electron. */
export function windowArguments(dataDir: string): string[] {
  // Chromium's sandbox cannot work for root.
  const switches = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return [...switches, resolve(__dirname, '..'), '--data-dir', dataDir];
}

export async function openWindow(dataDir: string): Promise<App> {
  const electron = await _electron.launch({ args: windowArguments(dataDir) });
  const child = electron.process();
  const page = await electron.firstWindow();
  return {
    page,
    dataDir,
    pid: child.pid!,
    electron,
    address: null,
    async close() {
      // Answers like a person who wants to end the run; the close guard has its own spec.
      await electron
        .evaluate(({ dialog }) => {
          dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
        })
        .catch(() => undefined);
      await electron.close().catch(() => undefined);
    },
  };
}

async function serve(dataDir: string): Promise<{ child: ChildProcess; address: string }> {
  const child = startCli(dataDir, 'serve', '--json');
  const address = await new Promise<string>((found, failed) => {
    let text = '';
    child.stdout?.on('data', (data: Buffer) => {
      text += data.toString();
      const address = /"address":"([^"]+)"/.exec(text)?.[1];
      if (address !== undefined) found(address);
    });
    void finished(child).then(({ stderr }) => {
      failed(new Error(`serve ended: ${stderr}`));
    });
  });
  return { child, address };
}

async function openBrowser(
  dataDir: string,
  launch: () => Promise<Browser>,
  viewport: { width: number; height: number } | null | undefined,
): Promise<App> {
  const { child, address } = await serve(dataDir);
  const browser = await launch();
  const context = await browser.newContext({ viewport: viewport ?? null, acceptDownloads: true });
  const page = await context.newPage();
  await page.goto(address);
  return {
    page,
    dataDir,
    pid: child.pid!,
    electron: null,
    address,
    async close() {
      await browser.close();
      await end(child);
    },
  };
}

/** Ends a command as Ctrl-C would, and kills it if it does not react. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await gone;
  clearTimeout(timer);
}
