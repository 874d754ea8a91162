import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from '@playwright/test';

const root = resolve(import.meta.dirname, '..');
const cli = join(root, 'out', 'main', 'cli.js');
const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];
const RUN_MS = 1_200_000;

/**
 * @typedef {object} WholeRun
 * @property {string} model
 * @property {string} title of the model, in the form
 * @property {number} steps
 * @property {number} sampleEvery
 * @property {number} checkpointEvery
 *
 * @typedef {NonNullable<Awaited<ReturnType<typeof openWorkbench>>>} OpenWorkbench
 */

/**
 * A workbench with its page open in a browser, as for a person.
 * @returns null if there is no browser
 */
export async function openWorkbench() {
  const executablePath = browsers.find((path) => existsSync(path));
  if (executablePath === undefined) return null;
  const folder = mkdtempSync(join(tmpdir(), 'latent-workbench-bench-'));
  /** @param {string[]} args */
  const command = (...args) =>
    spawnSync(process.execPath, [cli, ...args, '--data-dir', folder, '--json'], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    }).stdout;
  command('datasets', 'generate', 'synthetic-digits');
  const server = spawn(process.execPath, [cli, 'serve', '--json', '--data-dir', folder], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  /** @type {string} */
  const address = await new Promise((found, failed) => {
    createInterface({ input: server.stdout }).on('line', (line) => {
      const announced = /"address":"([^"]+)"/.exec(line)?.[1];
      if (announced !== undefined) found(announced);
    });
    server.once('exit', () => failed(new Error('serve ended')));
  });
  const browser = await chromium.launch({
    executablePath,
    chromiumSandbox: process.getuid?.() !== 0, // it cannot work for root
    args: ['--disable-gpu'],
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(address);
  return {
    /**
     * Launches a run from the form and watches it on its page until its end.
     * @param {WholeRun} run
     * @returns {Promise<number>} ms a step
     */
    async train({ model, title, steps, sampleEvery, checkpointEvery }) {
      const main = page.getByRole('navigation', { name: 'Main' });
      await main.getByRole('link', { name: 'Runs' }).click();
      await page.getByRole('link', { name: /^New run/ }).click();
      await page.getByRole('radio', { name: title }).click();
      await page.getByRole('radio', { name: 'Steps', exact: true }).click();
      await page.getByLabel('Budget', { exact: true }).fill(String(steps));
      const samples = page.getByLabel('Samples every', { exact: true });
      if (!(await samples.isVisible())) await page.getByRole('button', { name: 'Advanced' }).click();
      await samples.fill(String(sampleEvery));
      await page.getByLabel('Checkpoint every', { exact: true }).fill(String(checkpointEvery));
      await page.getByRole('button', { name: 'Launch', exact: true }).click();
      await page
        .locator('main .progress-row .state')
        .filter({ hasText: /completed/i })
        .first()
        .waitFor({ timeout: RUN_MS });
      /** @type {import('../src-main/contract/run').Run[]} */
      const runs = JSON.parse(command('runs'));
      const [run] = runs.sort((a, b) => b.id - a.id);
      if (run?.config.model !== model || run.step !== steps)
        throw new Error(`${model} ended at step ${run?.step ?? 0} of ${steps}`);
      return run.elapsedMs / run.step;
    },
    async close() {
      await browser.close();
      server.kill('SIGINT');
      await new Promise((done) => server.once('exit', () => done(undefined)));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
