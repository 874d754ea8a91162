import { readFileSync, readdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { runCommand, times, withPage } from './window-page';

/** The models, and the limit from the pointer to the picture in milliseconds. */
const MODELS = [
  ['gan-mlp', 33],
  ['vae-mlp', 33],
  ['dcgan', 100],
] as const;
const MOVES = 100;
const ROUNDS = 5;
const MEGABYTE = 2 ** 20;

type Note = (what: string, limit: number, values: readonly number[]) => void;

/**
 * Measures how long the Latent screen makes a person wait while another run trains on all processors, and the memory of
 * the processes that decode.
 */
export async function measureLatent(note: Note): Promise<void> {
  await withPage({ seed: trainShortly }, async ({ page, serverId }) => {
    await startTraining(page);
    for (const [index, [model, limitMs]] of MODELS.entries()) {
      const open = () => openLatent(page, index + 1);
      await open();
      note(`${model}: the Latent screen opened again, while another run trains`, 1500, await times(3, open));
      const moves = await page.evaluate(moved, MOVES);
      note(`${model}: from the pointer to the picture, while another run trains`, limitMs, moves);
      const planes = await page.evaluate(redrawn, ROUNDS);
      note(`${model}: a plane of 30 × 30 decoded, while another run trains`, 300, planes);
    }
    process.stderr.write(`Memory of the jobs: ${memoryOf(serverId).join(', ')} MB; limit of one: 600 MB\n`);
  });
}

function trainShortly(folder: string): void {
  runCommand(folder, 'settings', '--evaluation', 'off');
  for (const [model] of MODELS)
    runCommand(folder, 'train', model, '--dataset', 'synthetic-digits', '--steps', '20');
}

/** Launches a run with the settings of the first that trains until the end. */
export async function startTraining(page: Page): Promise<void> {
  await page.evaluate(() => void (location.hash = '#/new/1'));
  await page.getByRole('radio', { name: 'Steps', exact: true }).click();
  await page.getByLabel('Budget', { exact: true }).fill('10000000');
  // Instead of those of the short run, whose files would keep the core busy.
  for (const name of ['Samples every', 'Checkpoint every']) {
    const box = page.getByLabel(name, { exact: true });
    if (!(await box.isVisible())) await page.getByRole('button', { name: 'Advanced' }).click();
    await box.fill('2000');
  }
  await page.getByRole('button', { name: 'Launch', exact: true }).click();
  await page.locator('main .progress-row .state').first().getByText('Running').waitFor({ timeout: 60_000 });
}

/** @returns milliseconds until the plane of a run is decoded */
async function openLatent(page: Page, runId: number): Promise<number> {
  await page.evaluate(() => void (location.hash = '#/settings'));
  const start = performance.now();
  await page.evaluate((id) => void (location.hash = `#/latent/${String(id)}`), runId);
  await page.locator('.manifold[width]').waitFor({ state: 'attached', timeout: 60_000 });
  return performance.now() - start;
}

/** Moves the pointer over the plane. @returns milliseconds until the frame that shows each decoded item */
async function moved(count: number): Promise<number[]> {
  const plane = document.querySelector('.plane[role=slider]')!;
  const canvas = document.querySelector('.item canvas')!;
  const { left, top, width } = plane.getBoundingClientRect();
  const results: number[] = [];
  for (let i = 0; i < count; i++) {
    await new Promise((done) => setTimeout(done, 40));
    const start = performance.now();
    const drawn = new Promise<void>((done) => {
      const observer = new MutationObserver(() => {
        observer.disconnect();
        requestAnimationFrame(() => done());
      });
      observer.observe(canvas, { attributes: true });
    });
    const angle = (i / count) * 6 * Math.PI;
    const clientX = left + width * (0.5 + 0.4 * Math.cos(angle));
    const clientY = top + width * (0.5 + 0.4 * Math.sin(angle));
    plane.dispatchEvent(new PointerEvent('pointermove', { clientX, clientY, movementX: 1, bubbles: true }));
    await drawn;
    results.push(performance.now() - start);
  }
  return results;
}

/** Moves the truncation's slider. @returns milliseconds until each plane is decoded and shown */
async function redrawn(count: number): Promise<number[]> {
  const slider = document.querySelector('[role=slider][aria-label="Truncation ψ"]')!;
  const results: number[] = [];
  for (let i = 0; i < count; i++) {
    await new Promise((done) => setTimeout(done, 500));
    const start = performance.now();
    const drawn = new Promise<void>((done) => {
      const observer = new MutationObserver(() => {
        observer.disconnect();
        requestAnimationFrame(() => done());
      });
      observer.observe(document.querySelector('.manifold')!, { attributes: true });
    });
    slider.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true }));
    await drawn;
    results.push(performance.now() - start);
  }
  return results;
}

/** Resident memory of the children of a process in megabytes, on Linux. */
function memoryOf(parent: number): number[] {
  return readdirSync('/proc').flatMap((id) => {
    if (!/^\d+$/.test(id)) return [];
    try {
      const status = readFileSync(`/proc/${id}/status`, 'utf8');
      const value = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
      return value('PPid') === parent ? [Math.round((1024 * value('VmRSS')) / MEGABYTE)] : [];
    } catch {
      return []; // it has ended
    }
  });
}
