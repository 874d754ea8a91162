import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type CDPSession, type Page } from '@playwright/test';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];
const CLI = resolve('out/main/cli.js');

export interface OpenPage {
  readonly page: Page;
  /** Milliseconds that the page's main thread has been busy. */
  readonly busyMs: () => Promise<number>;
  /** The process that serves the page; jobs are its children. */
  readonly serverId: number;
}

interface PageOptions {
  /** Writes the data folder. */
  readonly seed: (folder: string) => void;
  /** Installed before the page's own scripts. */
  readonly watch?: () => void;
}

/** Opens the workbench in Chromium on a temporary data folder. */
export async function withPage(
  { seed, watch }: PageOptions,
  work: (open: OpenPage) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'latent-workbench-window-'));
  let server: ChildProcess | undefined;
  const executablePath = BROWSERS.find((path) => existsSync(path));
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    chromiumSandbox: process.getuid?.() !== 0, // it cannot work for root
    args: ['--disable-gpu'],
  });
  try {
    seed(folder);
    server = spawn(process.execPath, [CLI, 'serve', '--json', '--data-dir', folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    if (watch !== undefined) await page.addInitScript(watch);
    await page.goto(await addressOf(server));
    await page.getByRole('table', { name: 'Runs' }).getByRole('link').first().waitFor({ timeout: 120_000 });
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await work({ page, busyMs: () => busyOf(session), serverId: server.pid! });
  } finally {
    await browser.close();
    if (server !== undefined) await ended(server);
    rmSync(folder, { recursive: true, force: true });
  }
}

function ended(server: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (server.exitCode !== null) {
      done();
      return;
    }
    server.once('exit', () => {
      done();
    });
    server.kill();
  });
}

function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    createInterface({ input: server.stdout! }).on('line', (line) => {
      const address = /"address":"([^"]+)"/.exec(line)?.[1];
      if (address !== undefined) found(address);
    });
    server.once('exit', () => failed(new Error('serve ended')));
  });
}

async function busyOf(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
}

export async function times<T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let index = 0; index < count; index++) results.push(await work(index));
  return results;
}

/** Runs a command of the workbench on a data folder, and waits for its end. */
export function runCommand(folder: string, ...words: readonly string[]): void {
  const { status } = spawnSync(process.execPath, [CLI, ...words, '--data-dir', folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`${words.join(' ')} failed.`);
}
