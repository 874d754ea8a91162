/** A report on paper: printed by Chromium, and read by poppler. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Quality } from '../../contract/quality';
import { MEASUREMENTS, QUALITY_METRICS } from '../../evaluation/registry';
import { renderReport } from '../../reports/html-report';
import { fakeRun } from '../../testing/fake-runs';
import { chromiumPrinter, findChromium } from './chromium-printer';

interface Word {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
}
interface Page {
  readonly width: number;
  readonly words: readonly Word[];
}

const hasPoppler = (process.env['PATH'] ?? '')
  .split(delimiter)
  .some((folder) => existsSync(join(folder, 'pdftotext')));
/** Of @page, in points. */
const MARGIN = (13 / 25.4) * 72;
const RUNS = 5;
const SECTIONS = [
  'Summary',
  'Samples',
  'Curves',
  'Quality of samples',
  'Final metrics',
  'Configuration',
  'Networks',
];

/** The words of a PDF, by poppler. */
function pagesOf(pdf: string): Page[] {
  const xml = execFileSync('pdftotext', ['-bbox', pdf, '-'], { encoding: 'utf8', maxBuffer: 1e8 });
  return xml
    .split('<page ')
    .slice(1)
    .map((page) => ({
      width: Number(/^width="([\d.]+)"/.exec(page)?.[1]),
      words: [
        ...page.matchAll(
          /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="[\d.-]+">(.*?)<\/word>/g,
        ),
      ].map(([, left, top, right, text]) => ({
        text: text ?? '',
        left: Number(left),
        right: Number(right),
        top: Number(top),
      })),
    }));
}

/** The last lines of a page. */
function lastLines({ words }: Page, count: number): string[] {
  const tops = [...new Set(words.map(({ top }) => Math.round(top)))].sort((a, b) => a - b).slice(-count);
  return tops.map((line) =>
    words
      .filter(({ top }) => Math.round(top) === line)
      .map(({ text }) => text)
      .join(' '),
  );
}

/** The metrics of images, of which there are more than of points; no evaluation has both. */
const OF_IMAGES = MEASUREMENTS.filter(({ needs }) => !needs.includes('points')).flatMap(
  ({ metrics }) => metrics,
);

/** An evaluation with every metric of images, all with long intervals. */
const quality = (runId: number): Quality => ({
  ...{ id: runId, runId, createdAt: 1, step: 3000, samples: 1000, seed: 1, effort: 'full' },
  ...{ encoder: null, histogram: null },
  metrics: Object.fromEntries(
    OF_IMAGES.map(({ id }, i) => [
      id,
      {
        value: 0.0312345 * (i + runId),
        interval: { low: 0.0212345 * (i + 1), high: 0.0412345 * (i + 9) },
        floor: null,
      },
    ]),
  ),
});

/** Prints a report of so many runs. */
async function printed(folder: string, count: number): Promise<Page[]> {
  const runs = Array.from({ length: count }, (_, i) => {
    const shape = i % 2 === 0 ? 'gan' : 'vae';
    const name = `${shape}-mlp with a name of some words ${String(i)}`;
    const run = fakeRun({ id: i + 1, shape, name, color: i, steps: 3000, pictures: 4 });
    return { ...run, qualities: [quality(i + 1)] };
  });
  const about = { title: 'A report', createdAt: 1, version: '0.1.0', qualityMetrics: QUALITY_METRICS };
  const [page, pdf] = [join(folder, 'page.html'), join(folder, 'page.pdf')];
  writeFileSync(page, [...renderReport({ ...about, runs })].join(''));
  await chromiumPrinter()?.print(page, pdf, new AbortController().signal);
  return pagesOf(pdf);
}

describe.runIf(hasPoppler && findChromium() !== null)('a printed report', () => {
  const folder = mkdtempSync(join(tmpdir(), 'printed-'));
  const printings: Page[][] = [];
  beforeAll(async () => {
    for (let count = 1; count <= RUNS; count++) printings.push(await printed(folder, count));
  }, 120_000);
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('has all columns of its tables within the margins, also of five runs', () => {
    const outside = printings
      .flat()
      .flatMap(({ width, words }) =>
        words
          .filter(({ left, right }) => right > width - MARGIN + 1 || left < MARGIN - 1)
          .map(({ text }) => text),
      );
    expect(outside).toEqual([]);
    // What is clipped is not printed at all: the last columns are there.
    const all = printings[RUNS - 1]!.flatMap(({ words }) => words.map(({ text }) => text));
    expect(all).toContain('Checkpoint');
    for (let i = 0; i < RUNS; i++) expect(all.filter((text) => text === String(i)).length).toBeGreaterThan(3);
  });

  it('has a part of each section below its heading, on the same page', () => {
    const text = printings[RUNS - 1]!.flatMap(({ words }) => words.map((word) => word.text)).join(' ');
    for (const title of SECTIONS) expect(text).toContain(title);
    const atEnds = printings.flatMap((pages) => pages.slice(0, -1).flatMap((page) => lastLines(page, 3)));
    expect(atEnds.filter((line) => SECTIONS.includes(line))).toEqual([]);
  });
});
