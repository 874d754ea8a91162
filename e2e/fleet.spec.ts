import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { answers, freePort } from '../src-main/testing/ports';
import { finished, runCli, startCli } from './cli';
import { expect, temporary, test as base } from './fixtures';
import { choose, goTo, stateOf, stepsTaken } from './steps';

/** More steps than the test waits for. */
const ENDLESS = 50_000_000;

/** A server of a fleet, the person ann, and the machine box. */
interface Lab {
  /** The credentials of ann. */
  readonly person: string;
  startWorker(pool: string): Promise<Worker>;
}

interface Worker {
  /** Ends it as Ctrl-C would. */
  end(): Promise<void>;
}

const test = base.extend<{ lab: Lab }>({
  lab: [
    async ({}, use) => {
      const folder = temporary('lab');
      const port = await freePort();
      const set = ['--port', String(port), '--person', 'ann', '--worker', 'box'];
      expect(await runCli(folder, 'fleet', 'setup', folder, ...set)).toMatchObject({ code: 0 });
      const server = startCli(folder, 'fleet', 'serve', folder);
      const children = [server];
      await expect.poll(() => answers(port)).toBe(true);
      await use({
        person: join(folder, 'people', 'ann.json'),
        async startWorker(pool) {
          const file = join(folder, 'workers', 'box.json');
          const worker = startCli(folder, 'work', '--credentials', file, '--pool', pool, '--json');
          children.push(worker);
          await line(worker, '"ready"');
          return { end: () => end(worker) };
        },
      });
      for (const child of children.reverse()) await end(child);
    },
    { timeout: 60_000 },
  ],

  dataDir: async ({ dataDir, lab }, use) => {
    expect(await runCli(dataDir, 'fleet', 'join', lab.person)).toMatchObject({ code: 0 });
    await use(dataDir);
  },
});

/** Resolves when a command has printed a line with this text. */
function line(child: ChildProcess, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout?.on('data', (data: Buffer) => {
      printed += data.toString();
      if (printed.includes(text)) resolve();
    });
    void finished(child).then(({ stderr }) => reject(new Error(`The command ended: ${stderr}`)));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  await gone;
}

async function launchIn(page: Page, pool: string, name: string): Promise<void> {
  await goTo(page, 'Runs');
  await page.getByRole('link', { name: /^New run/ }).click();
  await page.getByRole('radio', { name: 'Vanilla GAN (MLP)', exact: true }).click();
  await page.getByRole('radio', { name: 'Discs', exact: true }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Budget', { exact: true }).fill(String(ENDLESS));
  await choose(page, page.getByLabel(/^Trains on:/), `Pool ${pool}`);
  await page.getByRole('button', { name: 'Launch', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

test('a run trains in a pool, is watched and steered like one of this machine, and goes out of sight with its worker', async ({
  page,
  lab,
}) => {
  await goTo(page, 'Workers');
  await expect(page.getByRole('heading', { name: 'No machine is there' })).toBeVisible();
  const first = await lab.startWorker('gpus');
  const row = page.getByRole('table', { name: 'Workers' }).getByRole('row').nth(1);
  await expect(row).toContainText('gpus');
  await expect(row).toContainText('idle');

  await launchIn(page, 'gpus', 'Far away');
  await expect(stateOf(page)).toHaveText('running');
  await expect.poll(() => stepsTaken(page)).toBeGreaterThan(0);
  await expect(page.getByRole('region', { name: 'Samples', exact: true }).getByRole('img')).toBeVisible();
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(stateOf(page)).toHaveText('paused');
  const reached = await stepsTaken(page);
  await page.getByRole('button', { name: 'Resume', exact: true }).click();
  await expect(stateOf(page)).toHaveText('running');
  await expect.poll(() => stepsTaken(page)).toBeGreaterThan(reached);

  await goTo(page, 'Workers');
  await expect(row).toContainText('training');
  await row.getByRole('link', { name: 'Far away' }).click();
  await first.end();
  await expect(stateOf(page)).toHaveText('out of sight');
  await expect(page.getByText('No machine of the pool gpus is there.')).toBeVisible();
  await goTo(page, 'Runs');
  await page.getByRole('combobox', { name: 'Filter runs' }).fill('pool:gpus');
  await expect(page.getByRole('row').filter({ hasText: 'Far away' })).toContainText('out of sight');
  await page.getByRole('link', { name: 'Far away', exact: true }).click();

  await lab.startWorker('gpus');
  await expect(stateOf(page)).toHaveText('running');
  const before = await stepsTaken(page);
  await expect.poll(() => stepsTaken(page)).toBeGreaterThan(before);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(stateOf(page)).toHaveText('stopped');
});

base('without a fleet, the settings lead to the commands that set one up', async ({ app: { page } }) => {
  await expect(page.getByRole('link', { name: 'Workers' })).toHaveCount(0);
  await goTo(page, 'Settings');
  await page.getByRole('link', { name: 'How to set one up' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Workers' })).toBeVisible();
  await expect(page.getByText('fleet setup lab --host lab.example')).toBeVisible();
  await expect(page.getByText('fleet join lab/people/ann.json')).toBeVisible();
  await page.keyboard.press('Alt+1');
  await page.getByRole('link', { name: /^New run/ }).click();
  await expect(page.getByLabel('Budget', { exact: true })).toBeVisible();
  await expect(page.getByLabel(/^Trains on:/)).toHaveCount(0);
});
