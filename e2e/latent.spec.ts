import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { choose } from './steps';

test.use({ withRuns: true });

const planeOf = (page: Page, run: string): Locator =>
  page.getByRole('slider', { name: `Latent plane of ${run}` });
const latentOf = (page: Page, run: string): Locator => page.getByRole('textbox', { name: `z of ${run}` });

/** Whether a decoded image has any content. */
const isDrawn = (page: Page, run: string): Promise<boolean> =>
  page
    .getByRole('img', { name: `What ${run} decodes the latent to` })
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement) => {
      const { width, height } = canvas;
      return [...canvas.getContext('2d')!.getImageData(0, 0, width, height).data].some(
        (value, i) => i % 4 !== 3 && value > 0,
      );
    });

test('a latent space is explored with pointer and keys, and its address reopens it', async ({ page }) => {
  await page.getByRole('link', { name: 'Prepared VAE', exact: true }).first().click();
  await page.getByRole('link', { name: 'Latent', exact: true }).last().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Latent' })).toBeVisible();
  const plane = planeOf(page, 'Prepared VAE');
  const z = latentOf(page, 'Prepared VAE');
  await expect(z).not.toHaveValue('', { timeout: 30_000 });
  await expect.poll(() => isDrawn(page, 'Prepared VAE')).toBe(true);

  await plane.hover();
  const hovered = await z.inputValue();
  await plane.hover({ position: { x: 10, y: 10 } });
  await expect(z).not.toHaveValue(hovered);
  await plane.press('Home');
  await expect(z).toHaveValue('0,0');
  await plane.press('ArrowUp');
  await expect(z).toHaveValue(/^0,0\.\d+$/);
  await expect(plane).toHaveAttribute('aria-valuetext', /^z₀ 0, z₁ 0\.\d+$/);

  await z.fill('0.5, -1.25');
  await z.press('Tab');
  await expect(z).toHaveValue('0.5,-1.25');
  await expect(page).toHaveURL(/#\/latent\/\d+\?z=0\.5,-1\.25$/);
  await page.reload();
  await expect(latentOf(page, 'Prepared VAE')).toHaveValue('0.5,-1.25', { timeout: 30_000 });

  await page.getByRole('slider', { name: /^z₀/ }).press('Home');
  await expect(z).toHaveValue(/^-[3-9](\.\d+)?,-1\.25$/);
  const pins = page.getByRole('region', { name: 'Pins of Prepared VAE' });
  await pins.getByRole('button', { name: 'Pin this latent' }).click();
  await expect(pins.getByRole('button', { name: 'Look at pin 1' })).toBeVisible();
  await plane.press('Home');
  await expect(z).toHaveValue('0,0');
  await pins.getByRole('button', { name: 'Pin this latent' }).click();
  await expect(pins.getByRole('img', { name: /^11 latents from a to b/ })).toBeVisible();
  await pins.getByRole('button', { name: 'Pin 2 in c' }).click();
  await pins.getByRole('button', { name: 'Look at a − b + c' }).click();
  await expect(z).toHaveValue(/^-[3-9](\.\d+)?,-1\.25$/);
  await pins.getByRole('button', { name: 'Look at pin 2' }).click();
  await expect(z).toHaveValue('0,0');

  // A stroke on the pad is encoded as soon as it ends.
  const pad = page.getByLabel('Pad to draw on');
  await pad.scrollIntoViewIfNeeded();
  await pad.hover({ position: { x: 20, y: 20 } });
  await page.mouse.down();
  await pad.hover({ position: { x: 120, y: 120 } });
  await page.mouse.up();
  await expect(z).not.toHaveValue('0,0');
});

test('two models follow the same gesture', async ({ page }) => {
  const runs = page.getByRole('link', { name: /^Prepared/ });
  await expect(runs.first()).toBeVisible();
  await page.evaluate(() => (location.hash = '#/latent'));
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Prepared GAN/ })
    .click();
  const plane = planeOf(page, 'Prepared GAN');
  await expect(plane).toBeVisible({ timeout: 30_000 });
  await choose(page, page.getByLabel(/^Add a model/), 'Prepared VAE');
  await expect(planeOf(page, 'Prepared VAE')).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => isDrawn(page, 'Prepared GAN')).toBe(true);
  const [gan, vae] = [latentOf(page, 'Prepared GAN'), latentOf(page, 'Prepared VAE')];
  await expect(vae).not.toHaveValue('');
  const before = [await gan.inputValue(), await vae.inputValue()];
  await plane.press('ArrowRight');
  await expect(gan).not.toHaveValue(before[0]!);
  await expect(vae).not.toHaveValue(before[1]!);
  await page.getByRole('button', { name: 'Remove Prepared GAN from the screen' }).click();
  await expect(plane).toHaveCount(0);
  await expect(planeOf(page, 'Prepared VAE')).toBeVisible();
});
