/**
 * npm run bench:window: measures how long the window makes a person wait, in Chromium on data folders that are written
 * without training: medians, and the slowest of twenty, with their limits. Writes `bench/results.json` and `.md`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { filePaths } from '../src-main/contract/files';
import { seedRuns } from '../src-main/testing/long-run';
import { machine } from './machine.mjs';
import { markdown, median } from './results-markdown.mjs';
import { measureClicks } from './window-clicks';
import { measureLatent } from './window-latent';
import { measureLive } from './window-live';
import { times, withPage, type OpenPage } from './window-page';

const RESULTS = resolve('bench/results');
const FRAME_MS = 1000 / 60;
const ROUNDS = 20;

/** Runs of a data folder: one of a million steps, then twenty of a hundred thousand, or many short ones. */
const LONG = [1_000_000, ...new Array<number>(20).fill(100_000)];
const MANY = new Array<number>(10_000).fill(10);

interface Measured {
  readonly what: string;
  readonly limitMs: number;
  readonly ms: readonly number[];
}
const measured: Measured[] = [];

function note(what: string, limitMs: number, ms: readonly number[]): void {
  measured.push({ what, limitMs, ms });
  process.stderr.write(`${what}: ${median(ms).toFixed(1)} of ${limitMs.toFixed(1)} ms\n`);
}

/**
 * Installed before the page's own scripts: records the page's requests, and when all of them are answered and drawn.
 */
function watchPage(): void {
  let asked = 0;
  performance.setResourceTimingBufferSize(100_000);
  const fetch = window.fetch.bind(window);
  window.fetch = (...given) => {
    const [to] = given;
    if (typeof to === 'string' && to.includes('/series?')) asked += 1;
    return fetch(...given);
  };
  const arrived = () =>
    performance.getEntriesByType('resource').filter(({ name }) => name.includes('/series?')).length;
  const isLoading = () =>
    [...document.querySelectorAll('main [role=status]')].some((one) =>
      /Still loading/.test(one.textContent ?? ''),
    );
  const frame = () => new Promise<void>((done) => requestAnimationFrame(() => done()));
  window.bench = {
    frame,
    async chartsAt(hash: string) {
      const before = asked;
      const start = performance.now();
      location.hash = hash;
      do await frame();
      while (
        asked === before ||
        arrived() < asked ||
        isLoading() ||
        !document.querySelector('main figure canvas')
      );
      await frame();
      return performance.now() - start;
    },
    async comparedAt(hash: string) {
      const figures = await window.bench.until(
        () => document.querySelector('main [aria-label="Samples"] img') !== null,
        () => void (location.hash = hash),
      );
      const charts = () => document.querySelector('main section[aria-label="Charts"]');
      while (!charts()) await frame();
      const near = () => {
        // Again in every frame, because what is above may still grow.
        charts()!.scrollIntoView();
        return [...charts()!.querySelectorAll('figure')].filter((one) => {
          const { top, bottom } = one.getBoundingClientRect();
          return top < innerHeight && bottom > 0;
        });
      };
      return {
        figures,
        charts: await window.bench.until(
          () => near().length > 0 && near().every((one) => one.querySelector('[role=slider]') !== null),
          () => undefined,
        ),
      };
    },
    async until(isDone: () => boolean, act: () => void) {
      const start = performance.now();
      act();
      do await frame();
      while (!isDone());
      return performance.now() - start;
    },
  };
}

declare global {
  interface Window {
    bench: {
      frame(): Promise<void>;
      chartsAt(hash: string): Promise<number>;
      comparedAt(hash: string): Promise<{ figures: number; charts: number }>;
      until(isDone: () => boolean, act: () => void): Promise<number>;
    };
  }
}

const chartsAt = (page: Page, hash: string) => page.evaluate((to) => window.bench.chartsAt(to), hash);

async function measureLongRuns({ page, busyMs }: OpenPage): Promise<void> {
  const away = () => page.evaluate(() => void (location.hash = '#/settings'));
  const opened = (hash: string) => () => away().then(() => chartsAt(page, hash));
  const path = filePaths.series([{ runId: 1, name: 'g_loss' }], 1200);
  const fetched = await times(5, () =>
    page.evaluate(async (from) => {
      const start = performance.now();
      const bytes = await (await fetch(from)).arrayBuffer();
      return bytes.byteLength > 10_000 ? performance.now() - start : NaN;
    }, path),
  );
  note('a metric of 1 000 000 values in the page, as a chart needs it', 100, fetched);
  note('a run of 1 000 000 steps opened, its six metrics drawn', 600, await times(5, opened('#/runs/1')));
  const twenty = LONG.slice(1).map((_, index) => index + 2);
  const compared = await times(5, async () => {
    await away();
    return page.evaluate((hash) => window.bench.comparedAt(hash), `#/compare/${twenty.join(',')}`);
  });
  note(
    '20 runs of 100 000 steps compared: the first figures',
    300,
    compared.map(({ figures }) => figures),
  );
  note(
    '20 runs of 100 000 steps compared: the first charts, from scrolling to them',
    300,
    compared.map(({ charts }) => charts),
  );

  await opened('#/runs/2')();
  const slider = page.getByRole('slider', { name: 'Smoothing' });
  await slider.focus();
  const moves = await times(ROUNDS, async () => {
    const before = await busyMs();
    await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(250);
    return (await busyMs()) - before;
  });
  note('a move of the smoothing slider over six lines of 100 000 steps, work of the page', FRAME_MS, moves);

  await opened('#/compare/2,3,4,5')();
  await page.getByRole('slider', { name: 'Step' }).focus();
  const scrubbed = await times(ROUNDS, () =>
    page.evaluate(() => {
      const sheets = () => [
        ...document.querySelectorAll<HTMLImageElement>('main [aria-label="Samples"] img'),
      ];
      const before = sheets().map(({ src }) => src);
      const isNext = () => sheets().every((one, index) => one.complete && one.src !== before[index]);
      const press = () =>
        document.activeElement?.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true }),
        );
      return window.bench.until(isNext, press);
    }),
  );
  note('the next figures of four runs, from the key', 50, scrubbed);
}

async function measureList({ page, busyMs }: OpenPage): Promise<void> {
  const listed = await times(5, async () => {
    await page.evaluate(() => void (location.hash = '#/settings'));
    return page.evaluate(() =>
      window.bench.until(
        () => document.querySelector('tr[data-run]') !== null,
        () => void (location.hash = '#/runs'),
      ),
    );
  });
  note('10 000 runs listed, from another screen', 300, listed);
  const before = await busyMs();
  const frames = await page.evaluate(async () => {
    const scroller = document.querySelector('.view-body')!;
    const intervals: number[] = [];
    for (let last = performance.now(); intervals.length < 120;) {
      scroller.scrollTop += 120;
      await window.bench.frame();
      intervals.push(performance.now() - last);
      last = performance.now();
    }
    return intervals;
  });
  note('a frame of scrolling 10 000 runs', FRAME_MS, frames);
  note('a frame of scrolling 10 000 runs, work of the page', FRAME_MS, [
    ((await busyMs()) - before) / frames.length,
  ]);
}

async function main(): Promise<void> {
  const runs = (lengths: readonly number[]) => ({
    seed: (folder: string) => seedRuns(folder, lengths),
    watch: watchPage,
  });
  await withPage(runs(LONG), measureLongRuns);
  await withPage(runs(MANY), measureList);
  await measureClicks(note);
  await measureLive(note);
  await measureLatent(note);
  const report = JSON.parse(readFileSync(`${RESULTS}.json`, 'utf8')) as Parameters<typeof markdown>[0];
  report.window = {
    date: new Date().toISOString().slice(0, 10),
    machine,
    load: loadavg()[1] ?? NaN,
    measured,
  };
  writeFileSync(`${RESULTS}.json`, `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(`${RESULTS}.md`, markdown(report));
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
