import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import electronPath from 'electron';
import { temporary, windowArguments, type App } from './fixtures';

/** Actions of people in the workbench, by the names that they see. */

export async function goTo(
  page: Page,
  place: 'Runs' | 'Compare' | 'Sweeps' | 'Models' | 'Datasets' | 'Workers' | 'Settings',
): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: place }).click();
  await expect(page.getByRole('heading', { level: 1, name: place })).toBeVisible();
}

export interface Launch {
  model: string;
  name: string;
  steps: number;
  fields?: Record<string, string>;
}

export async function launch(page: Page, { model, name, steps, fields = {} }: Launch): Promise<void> {
  await goTo(page, 'Runs');
  await page.getByRole('link', { name: /^New run/ }).click();
  await page.getByRole('radio', { name: model, exact: true }).click();
  await page.getByRole('radio', { name: 'Discs', exact: true }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('radio', { name: 'Steps', exact: true }).click();
  await page.getByLabel('Budget', { exact: true }).fill(String(steps));
  for (const [label, value] of Object.entries(fields)) {
    const box = page.getByLabel(label, { exact: true });
    if (!(await box.isVisible())) await page.getByRole('button', { name: 'Advanced' }).click();
    await box.fill(value);
  }
  await page.getByRole('button', { name: 'Launch', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

/** Selects from one of the app's own select boxes. */
export async function choose(page: Page, box: Locator, option: string): Promise<void> {
  await box.click();
  await page.getByRole('option', { name: new RegExp(`^${option}`) }).click();
}

/** The state shown at the head of a run's own page. */
export function stateOf(page: Page): Locator {
  return page.locator('main .progress-row .state').first();
}

export function stepsTaken(page: Page): Promise<number> {
  return page
    .locator('main dl .step dd')
    .innerText()
    .then((text) => Number(/^[\d\s.,]+/.exec(text.trim())?.[0].replace(/\D/g, '') ?? 'NaN'));
}

/** Width in pixels of the image of which an element shows all or a part; 0 if it has not been loaded. */
export function pictureWidth(element: Locator): Promise<number> {
  return element.evaluate(async (shown) => {
    const image = new Image();
    image.src =
      shown instanceof HTMLImageElement
        ? shown.currentSrc
        : (/url\("(.*?)"\)/.exec(getComputedStyle(shown).backgroundImage)?.[1] ?? '');
    await image.decode().catch(() => undefined);
    return image.naturalWidth;
  });
}

/** Saves the file that a click offers for download. @returns its path and its name */
export async function download(
  { page, electron }: App,
  click: () => Promise<void>,
): Promise<{ path: string; name: string; text: string; bytes: Buffer }> {
  const folder = temporary('download');
  let path: string;
  if (electron === null) {
    const [saved] = await Promise.all([page.waitForEvent('download'), click()]);
    path = join(folder, saved.suggestedFilename());
    await saved.saveAs(path);
  } else {
    // The person's answer to the save dialog.
    await electron.evaluate(({ dialog }, into) => {
      const holder = globalThis as { savedAs?: string | undefined };
      holder.savedAs = undefined;
      dialog.showSaveDialog = ((...given: { defaultPath: string }[]) => {
        const name = given[given.length - 1]!.defaultPath.split('/').pop()!;
        setTimeout(() => (holder.savedAs = name), 0);
        return Promise.resolve({ canceled: false, filePath: `${into}/${name}` });
      }) as never;
    }, folder);
    await click();
    const saved = () => electron.evaluate(() => (globalThis as { savedAs?: string }).savedAs);
    await expect.poll(saved).toBeTruthy();
    path = join(folder, (await saved())!);
    await expect.poll(() => sizeOf(path)).toBeGreaterThan(0);
  }
  const bytes = readFileSync(path);
  return { path, name: path.slice(folder.length + 1), text: bytes.toString(), bytes };
}

function sizeOf(path: string): number {
  try {
    return readFileSync(path).length;
  } catch {
    return 0;
  }
}

/** Drops files on the window; the page has them by an input of its own, as they may be too large for a message. */
export async function drop(page: Page, files: string[]): Promise<void> {
  const input = await page.evaluateHandle(() => {
    const element = document.createElement('input');
    [element.type, element.multiple] = ['file', true];
    return element;
  });
  await input.setInputFiles(files);
  const dataTransfer = await input.evaluateHandle((element) => {
    const transfer = new DataTransfer();
    for (const file of element.files ?? []) transfer.items.add(file);
    return transfer;
  });
  for (const event of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent('body', event, { dataTransfer });
  }
}

/** Starts the app once more on the same data folder, which passes its words on to the open window. */
export async function startAgain(app: App, ...words: string[]): Promise<void> {
  const again = spawn(electronPath as unknown as string, [...windowArguments(app.dataDir), ...words]);
  await new Promise((resolve) => again.once('exit', resolve));
}

/** Whether the process that fetches has a Node that can; the oldest windows have none. */
export async function canFetch({ electron }: App): Promise<boolean> {
  const version = await electron?.evaluate(() => process.versions.node);
  return Number((version ?? process.versions.node).split('.')[0]) >= 20;
}
