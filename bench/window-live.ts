import { startTraining } from './window-latent';
import { runCommand, withPage } from './window-page';

const RUNS = 4;
const FRAMES = 600;
const FRAME_MS = 1000 / 60;

type Note = (what: string, limit: number, ms: readonly number[]) => void;

/** Measures the frames of a comparison of runs that all train, with its charts in view. */
export async function measureLive(note: Note): Promise<void> {
  await withPage({ seed: trainShortly }, async ({ page, busyMs }) => {
    for (let run = 0; run < RUNS; run++) await startTraining(page);
    const ids = Array.from({ length: RUNS }, (_, i) => i + 2);
    await page.evaluate((hash) => void (location.hash = hash), `#/compare/${ids.join(',')}`);
    const charts = page.locator('main section[aria-label="Charts"]');
    await charts.locator('[role=slider]').first().waitFor({ timeout: 60_000 });
    await charts.evaluate((section) => section.scrollIntoView());
    await page.waitForTimeout(2000);
    const before = await busyMs();
    const { intervals, tookMs } = await page.evaluate(frames, FRAMES);
    note('a frame of a comparison of four runs that train', FRAME_MS, intervals);
    note('work of the page in a second of it', 1000 / 4, [((await busyMs()) - before) / (tookMs / 1000)]);
  });
}

function trainShortly(folder: string): void {
  runCommand(folder, 'settings', '--evaluation', 'off', '--runs-per-device', String(RUNS));
  runCommand(folder, 'train', 'gan-mlp', '--dataset', 'synthetic-digits', '--steps', '20');
}

async function frames(count: number): Promise<{ intervals: number[]; tookMs: number }> {
  const frame = () => new Promise<number>((done) => requestAnimationFrame(done));
  const first = await frame();
  const intervals: number[] = [];
  let last = first;
  while (intervals.length < count) {
    const now = await frame();
    intervals.push(now - last);
    last = now;
  }
  return { intervals, tookMs: last - first };
}
