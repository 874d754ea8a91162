import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filePaths } from '../src-main/contract/files';
import { LONG_METRICS, seedRuns } from '../src-main/testing/long-run';
import { finished, startCliIn } from './cli';
import { expect, temporary, test } from './fixtures';

const STEPS = 200_000;

test.use({ withData: false });

/** What a page receives of a file. */
async function fetched(path: string): Promise<{ status: number; bytes: number }> {
  const response = await fetch(path);
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { status: response.status, bytes: bytes.length };
}

test.describe('a long run', () => {
  test.beforeEach(({ dataDir }) => {
    seedRuns(dataDir, [10, STEPS]);
  });

  test('arrives complete in the page, in parts', async ({ page }) => {
    for (const name of LONG_METRICS)
      expect((await page.evaluate(fetched, filePaths.metric(2, name))).bytes).toBe(16 * STEPS);
    expect(await page.evaluate(fetched, filePaths.metric(2, 'nonsense'))).toMatchObject({ status: 404 });
  });

  test('a page that is closed ends its requests @window', async ({ page }) => {
    const path = filePaths.metric(2, 'd_loss');
    const first = await page.evaluate(async (path) => {
      const controller = new AbortController();
      const { body } = await fetch(path, { signal: controller.signal });
      const part = await body?.getReader().read();
      controller.abort();
      return part?.value?.length ?? 0;
    }, path);
    expect(first).toBeGreaterThan(0);
    expect((await page.evaluate(fetched, filePaths.metric(1, 'd_loss'))).bytes).toBe(160);
  });

  test('is downloaded from its page @browser', async ({ page }) => {
    await page
      .getByRole('link', { name: /gan-mlp #2/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: /^Export/ });
    await dialog.getByRole('radio', { name: 'Metrics (CSV)' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Export', exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('run-2-metrics.csv');
    const file = await download.path();
    expect(statSync(file).size).toBeGreaterThan(50 * STEPS);
    expect(readFileSync(file, 'latin1').trimEnd().split('\n')).toHaveLength(STEPS + 1);
  });

  test(
    'its export is stopped by a signal, and the older file is kept',
    { tag: '@command-line' },
    async ({ dataDir }) => {
      for (const [signal, format, name] of [
        ['SIGTERM', 'metrics-csv', 'run-2-metrics.csv'],
        ['SIGINT', 'report-html', 'run-2-report.html'],
      ] as const) {
        const [folder, written] = [temporary('stopped'), temporary('written')];
        writeFileSync(join(folder, name), 'older');
        const child = startCliIn(
          { TMPDIR: written },
          dataDir,
          ...['export', '2', '--as', format, '--out', folder],
        );
        const ended = finished(child);
        // The workbench writes the file into a temporary folder first.
        await expect.poll(() => readdirSync(written, { recursive: true }).length, { intervals: [5] }).toBe(2);
        child.kill(signal);
        const { code, stderr } = await ended;
        expect([code, stderr.split('\n')[0]]).toEqual([130, 'The export was cancelled.']);
        expect(readdirSync(folder)).toEqual([name]);
        expect(readFileSync(join(folder, name), 'utf8')).toBe('older');
        expect(readdirSync(written)).toEqual([]);
      }
    },
  );
});

test.describe('two thousand runs', () => {
  test.beforeEach(({ dataDir }) => {
    seedRuns(dataDir, new Array<number>(2000).fill(10));
  });

  test('are listed without rendering a row for each, and reachable by keyboard @browser', async ({
    page,
  }) => {
    const table = page.getByRole('table', { name: 'Runs' });
    await expect(table.getByRole('link', { name: 'gan-mlp #2000', exact: true })).toBeVisible();
    await expect(table).toHaveAttribute('aria-rowcount', '2001');
    expect(await table.locator('[data-run]').count()).toBeLessThan(120);

    await table.locator('[data-run="2000"]').focus();
    await page.keyboard.press('End');
    await expect(table.locator('[data-run="1"]')).toBeFocused();
    await expect(table.getByRole('link', { name: 'gan-mlp #1', exact: true })).toBeInViewport();
    await page.keyboard.press('ArrowUp');
    await expect(table.locator('[data-run="2"]')).toBeFocused();
    await page.keyboard.press('Home');
    await expect(table.locator('[data-run="2000"]')).toBeInViewport();

    await page.mouse.move(600, 400);
    await page.mouse.wheel(0, 36_000);
    await expect(table.locator('[data-run="1000"]')).toBeInViewport();
    expect(await table.locator('[data-run]').count()).toBeLessThan(120);

    await page.getByRole('checkbox', { name: 'Select all runs' }).click();
    await expect(page.getByRole('button', { name: 'Compare 2000' })).toBeVisible();
    await page.getByRole('combobox', { name: 'Filter runs' }).fill('#1234');
    await expect(table.locator('[data-run]')).toHaveCount(1);
  });
});
