import type { ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test as base, _electron, type Browser, type ElectronApplication, type Page } from '@playwright/test';
import type { ShellOptions } from '../playwright.config';
import { finished, runCli, startCli } from './cli';
import { writeSmallIdx } from './idx';

export { expect } from '@playwright/test';

/** The workbench under test, whichever shell it runs in. */
export interface App {
  page: Page;
  dataDir: string;
  /** The process that holds the core; trainers are below it. */
  pid: number;
  /** Only in the window. */
  electron: ElectronApplication | null;
  /** Only in the browser: where the loopback server listens. */
  origin: string | null;
  close(): Promise<void>;
}

interface Fixtures {
  /** Whether the data folder holds the small dataset `discs` already. */
  withData: boolean;
  dataDir: string;
  app: App;
}

interface WorkerFixtures {
  /** A data folder with the small dataset, made once and copied. */
  preparedDir: string;
}

export const test = base.extend<ShellOptions & Fixtures, WorkerFixtures>({
  shell: ['chromium', { option: true }],
  withData: [true, { option: true }],

  preparedDir: [
    async ({}, use) => {
      const folder = temporary('prepared');
      const files = writeSmallIdx(join(folder, 'idx'));
      const dataDir = join(folder, 'data');
      const { code, stderr } = await runCli(dataDir, 'datasets', 'import', ...files, '--name', 'Discs');
      if (code !== 0) throw new Error(`The dataset could not be prepared: ${stderr}`);
      await use(dataDir);
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],

  dataDir: async ({ withData, preparedDir }, use) => {
    const dataDir = temporary('data');
    if (withData) cpSync(preparedDir, dataDir, { recursive: true });
    await use(dataDir);
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  },

  app: async ({ shell, dataDir, playwright, launchOptions, viewport }, use) => {
    const app =
      shell === 'electron'
        ? await openWindow(dataDir)
        : await openBrowser(dataDir, () => playwright.chromium.launch(launchOptions), viewport);
    await use(app);
    await app.close();
  },

  page: async ({ app }, use) => {
    await use(app.page);
  },
});

export function temporary(name: string): string {
  return mkdtempSync(join(tmpdir(), `workbench-e2e-${name}-`));
}

export async function openWindow(dataDir: string): Promise<App> {
  const electron = await _electron.launch({
    args: [
      // Chromium's sandbox cannot work for root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      resolve(__dirname, '..'),
      '--data-dir',
      dataDir,
    ],
  });
  const child = electron.process();
  const page = await electron.firstWindow();
  return {
    page,
    dataDir,
    pid: child.pid!,
    electron,
    origin: null,
    async close() {
      // As a person who wants the run to end: the close guard has its own spec.
      await electron
        .evaluate(({ dialog }) => {
          dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
        })
        .catch(() => undefined);
      await electron.close().catch(() => undefined);
    },
  };
}

export async function serve(dataDir: string): Promise<{ child: ChildProcess; address: string }> {
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
    origin: new URL(address).origin,
    async close() {
      await browser.close();
      await end(child);
    },
  };
}

/** Ends a command as Ctrl-C does, and for good when it does not heed it. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await gone;
  clearTimeout(timer);
}
