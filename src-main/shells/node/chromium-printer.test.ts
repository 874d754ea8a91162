import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { chromiumPrinter, findChromium } from './chromium-printer';

let folder: string;
const at = (name: string) => join(folder, name);
const { signal } = new AbortController();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'printer-'));
  writeFileSync(at('page.html'), '<!doctype html><title>Report</title><h1>Loss 0.25</h1>');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A program that stands for a browser. */
function program(script: string): string {
  writeFileSync(at('chromium'), `#!/bin/sh\n${script}\n`);
  chmodSync(at('chromium'), 0o755);
  return at('chromium');
}

it('finds a browser by its usual names, in the order of the path', () => {
  expect(findChromium(folder)).toBeNull();
  expect(chromiumPrinter(findChromium(folder))).toBeNull();
  writeFileSync(at('google-chrome'), 'not executable');
  expect(findChromium(`/nowhere:${folder}`)).toBeNull();
  const browser = program('exit 0');
  expect(findChromium(`/nowhere:${folder}`)).toBe(browser);
});

it('reports the last line of a browser that printed nothing, and leaves no profile', async () => {
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith('latent-workbench-print-'));
  const failed = chromiumPrinter(program('echo one >&2; echo "no fonts" >&2; exit 1'))!;
  await expect(failed.print(at('page.html'), at('page.pdf'), signal)).rejects.toMatchObject({
    problem: { code: 'export.not-printed', message: 'The browser did not print the report: no fonts.' },
  });
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('latent-workbench-print-'))).toEqual(before);
});

it('ends the browser when it is cancelled', async () => {
  const stop = new AbortController();
  const printing = chromiumPrinter(program('exec sleep 60'))!.print(
    at('page.html'),
    at('x.pdf'),
    stop.signal,
  );
  setTimeout(() => {
    stop.abort();
  }, 100);
  await expect(printing).rejects.toMatchObject({ name: 'AbortError' });
});

// Chromium is there wherever the end-to-end tests run.
it.runIf(findChromium() !== null)('prints a page', { timeout: 60_000 }, async () => {
  await chromiumPrinter()!.print(at('page.html'), at('page.pdf'), signal);
  const pdf = readFileSync(at('page.pdf'));
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.length).toBeGreaterThan(1000);
});
