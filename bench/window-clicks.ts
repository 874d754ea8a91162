import type { Locator, Page } from '@playwright/test';
import { seedRuns } from '../src-main/testing/long-run';
import { startTraining } from './window-latent';
import { withPage } from './window-page';

const RUNS = 500;
const STEPS = 1000;
const ROUNDS = 4;
/** The shortest duration that browsers report; clicks that take less count as this. */
const SHORTEST_MS = 16;

/**
 * Measures clicks in a long list of runs while one of them trains, each from the input to the frame that shows its
 * effect (the Event Timing API's duration, in steps of 8 ms).
 */
export async function measureClicks(note: (what: string, limit: number, ms: readonly number[]) => void) {
  await withPage(
    { seed: (folder) => void seedRuns(folder, new Array<number>(RUNS).fill(STEPS)), watch: recordClicks },
    async ({ page }) => {
      await startTraining(page);
      const list = async () => {
        await page.evaluate(() => void (location.hash = '#/runs'));
        await page.locator('tr[data-run]').nth(8).waitFor();
      };
      await list();
      const row = (index: number) => page.locator('tr[data-run]').nth(index);
      const durations: number[] = [];
      const click = async (target: Locator) => {
        durations.push(await durationOf(page, target));
      };
      for (let round = 0; round < ROUNDS; round++) {
        await click(row(round + 1).getByRole('checkbox'));
        await click(row(round + 1).getByRole('button', { name: /[Ss]tar/ }));
        await click(page.getByRole('columnheader', { name: 'Name' }).getByRole('button'));
        await click(page.getByRole('columnheader', { name: 'State' }).getByRole('button'));
        await click(row(round + 4).getByRole('link'));
        await page.locator('main h1').waitFor();
        await list();
      }
      note(`a click in a list of ${String(RUNS)} runs, while one trains, until its frame`, 50, durations);
    },
  );
}

declare global {
  interface Window {
    /** Durations of clicks in milliseconds. */
    clicks: number[];
  }
}

function recordClicks(): void {
  window.clicks = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === 'click') window.clicks.push(entry.duration);
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
}

async function durationOf(page: Page, target: Locator): Promise<number> {
  await target.scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => window.clicks.length);
  await target.click();
  await page.waitForTimeout(400);
  return page.evaluate(([count, shortest]) => Math.max(shortest, ...window.clicks.slice(count)), [
    before,
    SHORTEST_MS,
  ] as const);
}
