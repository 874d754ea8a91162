import type { Locator, Page } from '@playwright/test';
import { runCli } from './cli';
import { expect, test } from './fixtures';
import { choose, download, launch } from './steps';

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
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Latent' }).click();
  const start = page.getByRole('region', { name: 'Choose a run to explore' });
  await start.getByRole('link', { name: /^Prepared VAE VAE \(MLP\)/ }).click();
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
  // As when a window above closes, and the pointer rests over the plane.
  await plane.dispatchEvent('pointermove', { clientX: 300, clientY: 300, movementX: 0, movementY: 0 });
  await expect(plane).toHaveAttribute('aria-valuetext', /^z₀ 0, z₁ 0\.\d+$/);

  // A click holds the place, another goes to where it is, and one there lets go.
  await plane.click({ position: { x: 40, y: 40 } });
  const held = await z.inputValue();
  await plane.hover({ position: { x: 80, y: 160 } });
  await expect(z).toHaveValue(held);
  await plane.click({ position: { x: 80, y: 160 } });
  await expect(z).not.toHaveValue(held);
  const next = await z.inputValue();
  await plane.hover({ position: { x: 40, y: 40 } });
  await expect(z).toHaveValue(next);
  await plane.click({ position: { x: 80, y: 160 } });
  await plane.hover({ position: { x: 40, y: 40 } });
  await expect(z).not.toHaveValue(next);

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
  await expect(pins.getByRole('button', { name: 'Look at Pin 1' })).toBeVisible();
  await plane.press('Home');
  await expect(z).toHaveValue('0,0');
  await pins.getByRole('button', { name: 'Pin this latent' }).click();
  await expect(pins.getByRole('slider', { name: /^11 latents from a to b/ })).toBeVisible();
  await pins.getByRole('button', { name: 'Pin 2 in c' }).click();
  await pins.getByRole('button', { name: 'Look at a − b + c' }).click();
  await expect(z).toHaveValue(/^-[3-9](\.\d+)?,-1\.25$/);
  await pins.getByRole('button', { name: 'Look at Pin 2' }).click();
  await expect(z).toHaveValue('0,0');

  const before = await z.inputValue();
  await choose(page, page.getByLabel(/^Sliders move along/), 'Attribute vectors');
  await page.getByRole('slider', { name: /^slant d′/ }).press('End');
  await expect(z).not.toHaveValue(before);
  await expect(page).toHaveURL(/sliders=attributes/);

  // A stroke on the pad is encoded as soon as it ends.
  const pad = page.getByLabel('Pad to draw on');
  await pad.scrollIntoViewIfNeeded();
  await pad.hover({ position: { x: 20, y: 20 } });
  await page.mouse.down();
  await pad.hover({ position: { x: 120, y: 120 } });
  await page.mouse.up();
  await expect(z).not.toHaveValue('0,0');
  await expect(page.getByRole('img', { name: 'Encoded and decoded again' })).toBeVisible();
  const clear = await z.inputValue();
  await page.getByRole('button', { name: 'Add noise' }).click();
  await expect(z).not.toHaveValue(clear);
  const drawn = await z.inputValue();
  await pad.focus();
  for (const key of ['ArrowUp', 'Space', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Space'])
    await pad.press(key);
  await expect(z).not.toHaveValue(drawn);

  // A path by keys is decoded like one of the pointer.
  for (const key of ['Home', 'p', 'ArrowLeft', 'ArrowLeft', 'ArrowUp', 'p']) await plane.press(key);
  await expect(page.getByRole('slider', { name: /^16 latents along the drawn path/ })).toBeVisible();
});

test('a plane is not decoded again while another run trains, nor when the address changes', async ({
  page,
  dataDir,
}) => {
  await launch(page, { model: 'Vanilla GAN (MLP)', name: 'Beside', steps: 1_000_000 });
  const besideStep = async () => {
    const { stdout } = await runCli(dataDir, 'runs', '--json');
    return (JSON.parse(stdout) as { name: string; step: number }[]).find(({ name }) => name === 'Beside')!
      .step;
  };
  await page.evaluate(() => {
    const fetch = window.fetch.bind(window);
    const requests: number[] = [];
    Object.assign(window, { requests });
    window.fetch = (...given) => {
      const body = given[1]?.body;
      if (ArrayBuffer.isView(body)) requests.push(body.byteLength / Float32Array.BYTES_PER_ELEMENT);
      return fetch(...given);
    };
    location.hash = '#/latent/2';
  });
  /** Number of values of each request since the last call; none but those of a plane has a hundred. */
  const requested = () =>
    page.evaluate(() => (window as unknown as { requests: number[] }).requests.splice(0));
  const z = latentOf(page, 'Prepared VAE');
  await expect(page.locator('.manifold[width]')).toBeAttached({ timeout: 30_000 });
  const plane = planeOf(page, 'Prepared VAE');
  await plane.press('Home');
  await expect(page).toHaveURL(/z=0,0$/);
  expect((await requested()).filter((count) => count > 100).length).toBeGreaterThan(0);

  const step = await besideStep();
  await plane.press('ArrowUp');
  await expect(z).toHaveValue(/^0,0\.\d+$/);
  await expect(page).toHaveURL(/z=0,0\.\d+$/);
  await expect.poll(besideStep, { timeout: 30_000 }).toBeGreaterThan(step);
  await plane.press('ArrowRight');
  await expect(page).toHaveURL(/z=0\.\d+,0\.\d+$/);
  const after = await requested();
  expect(after.length).toBeGreaterThan(0);
  expect(after.filter((count) => count > 100)).toEqual([]);
});

test('another link brings its own state, and says what it cannot show', async ({ page }) => {
  const open = (hash: string) =>
    page.evaluate((to) => {
      location.hash = to;
    }, hash);
  const z = latentOf(page, 'Prepared VAE');
  await open('#/latent/2,999?z=0.5,-1.25');
  await expect(z).toHaveValue('0.5,-1.25', { timeout: 30_000 });
  const gone = page.getByText('Run #999 is gone');
  await expect(gone).toBeVisible();
  // The screen updates its address, which names what is shown.
  await expect(page).toHaveURL(/#\/latent\/2\?/);
  await expect(gone).toBeVisible();
  await open('#/latent/2?z=1,0.75');
  await expect(z).toHaveValue('1,0.75', { timeout: 30_000 });
  await expect(gone).toHaveCount(0);
  await page.goBack();
  await expect(z).toHaveValue('0.5,-1.25', { timeout: 30_000 });
});

test('pins and walks are saved with the run, exported, and shown in its report', async ({ app, page }) => {
  await page.getByRole('link', { name: 'Prepared VAE', exact: true }).first().click();
  await page.getByRole('link', { name: 'Latent', exact: true }).last().click();
  const plane = planeOf(page, 'Prepared VAE');
  const z = latentOf(page, 'Prepared VAE');
  const pins = page.getByRole('region', { name: 'Pins of Prepared VAE' });
  await expect(z).not.toHaveValue('', { timeout: 30_000 });
  for (const [key, name] of [
    ['Home', 'Pin 1'],
    ['ArrowUp', 'Pin 2'],
  ] as const) {
    await plane.press(key);
    await pins.getByRole('button', { name: 'Pin this latent' }).click();
    // A new pin moves the button, and the pointer would cross the plane on its way to where the button was.
    await expect(pins.getByRole('button', { name: `Look at ${name}` })).toBeVisible();
  }
  await pins.getByRole('button', { name: 'Save this walk' }).click();
  await expect(pins.getByRole('slider', { name: 'Walk 1, decoded by Prepared VAE' })).toBeVisible();
  await pins.getByRole('button', { name: 'Rename Pin 2' }).click();
  await pins.getByRole('textbox', { name: 'Name' }).fill('Upper');
  await pins.getByRole('textbox', { name: 'Name' }).press('Enter');
  for (const name of ['Upper', 'Walk 1'])
    await pins.getByRole('button', { name: `${name} in the report` }).click();
  await pins.getByRole('button', { name: 'Remove Pin 1' }).click();
  await expect(pins.getByRole('button', { name: 'Look at Pin 1' })).toHaveCount(0);

  await pins.getByText('Animation', { exact: true }).click();
  const film = pins.getByRole('group', { name: 'Animation of Walk 1' });
  await film.getByLabel('Frames', { exact: true }).fill('8');
  await film.getByRole('button', { name: 'Export animation…' }).click();
  const exporting = page.getByRole('dialog', { name: 'Export Prepared VAE' });
  const write = exporting.getByRole('button', { name: 'Export', exact: true });
  await expect(exporting.getByRole('radio', { name: 'Latent walk (GIF)' })).toBeChecked();
  await expect(exporting.getByLabel('Frames', { exact: true })).toHaveValue('8');
  const gif = await download(app, () => write.click());
  expect(gif.name).toMatch(/^run-\d+-latent-walk-\d+-step-40\.gif$/);
  expect(gif.bytes.subarray(0, 6).toString()).toBe('GIF89a');
  await expect(exporting).toHaveCount(0);

  await film.getByRole('button', { name: 'Export animation…' }).click();
  await exporting.getByRole('radio', { name: 'Latent walk (WebM)' }).check();
  await exporting.getByRole('button', { name: 'Show a preview' }).click();
  const video = exporting.getByRole('region', { name: 'Preview' }).locator('video');
  // Images of 28 pixels, eight times as large; eight frames, twenty in a second, again and again.
  await expect(video).toHaveJSProperty('videoWidth', 8 * 28);
  await expect(video).toHaveJSProperty('duration', 0.4);
  await video.evaluate(
    (film) =>
      new Promise((resolve) => {
        film.addEventListener('seeked', resolve, { once: true });
      }),
  );
  const webm = await download(app, () => write.click());
  expect(webm.name).toMatch(/-step-40\.webm$/);
  await expect(exporting).toHaveCount(0);

  await pins.getByRole('button', { name: 'Export strip…' }).click();
  await expect(exporting.getByRole('radio', { name: 'Latent walk (PNG)' })).toBeChecked();
  const strip = await download(app, () => write.click());
  expect(strip.bytes.readUInt32BE(16)).toBeGreaterThan(11 * 28);
  const { text } = await download(app, () => pins.getByRole('button', { name: 'Latents (JSON)' }).click());
  expect(JSON.parse(text)).toMatchObject({
    saved: [
      { kind: 'pin', name: 'Upper', step: 40, latents: [[0, expect.closeTo(0.4, 0)]] },
      { kind: 'walk', name: 'Walk 1', path: 'spherical' },
    ],
  });

  await plane.hover({ position: { x: 60, y: 60 } });
  await page.mouse.down();
  await plane.hover({ position: { x: 160, y: 60 } });
  await plane.hover({ position: { x: 160, y: 90 } });
  await page.mouse.up();
  const strip16 = page.getByRole('slider', { name: /^16 latents along the drawn path/ });
  await expect(strip16).toBeVisible();
  await expect(page).toHaveURL(/drawn=/);

  await page.reload();
  await expect(strip16).toBeVisible({ timeout: 30_000 });
  await expect(pins.getByRole('button', { name: 'Look at Upper' })).toBeVisible({ timeout: 30_000 });
  await pins.getByRole('button', { name: 'Look at Upper' }).click();
  await expect(z).toHaveValue(/^0,0\.\d+$/);
  await page.getByRole('link', { name: 'Prepared VAE', exact: true }).first().click();
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Export Prepared VAE' });
  await dialog.getByRole('radio', { name: 'Report (HTML)' }).click();
  const report = await download(app, () =>
    dialog.getByRole('button', { name: 'Export', exact: true }).click(),
  );
  expect(report.text).toMatch(/<b>Upper<\/b>[\s\S]*decoded at step 40[\s\S]*<b>Walk 1<\/b>/);
});

test('nearest training images follow the latent, and a − b + c lies among its nearest encoded items', async ({
  page,
}) => {
  await page.getByRole('link', { name: 'Prepared VAE', exact: true }).first().click();
  await page.getByRole('link', { name: 'Latent', exact: true }).last().click();
  const plane = planeOf(page, 'Prepared VAE');
  const z = latentOf(page, 'Prepared VAE');
  await expect(z).not.toHaveValue('', { timeout: 30_000 });

  await page.getByRole('button', { name: 'Nearest training images' }).click();
  await expect(page).toHaveURL(/show=neighbors/);
  const neighbors = page.getByRole('list', { name: /^Training images nearest to what Prepared VAE decodes/ });
  await expect(neighbors.getByRole('img')).toHaveCount(6, { timeout: 30_000 });
  const distancesOf = async () =>
    [...(await neighbors.getAttribute('aria-label'))!.matchAll(/\d+\.\d+/g)].map(([text]) => Number(text));
  await plane.press('Home');
  await expect(z).toHaveValue('0,0');
  await expect.poll(async () => (await distancesOf()).length).toBe(6);
  const label = (await neighbors.getAttribute('aria-label'))!;
  const distances = await distancesOf();
  expect(distances).toEqual([...distances].sort((a, b) => a - b));
  await z.fill('2.5,-2.5');
  await z.press('Tab');
  await expect(neighbors).not.toHaveAttribute('aria-label', label);

  const pins = page.getByRole('region', { name: 'Pins of Prepared VAE' });
  for (const [i, key] of ['Home', 'ArrowUp', 'ArrowRight'].entries()) {
    await plane.press(key);
    await pins.getByRole('button', { name: 'Pin this latent' }).click();
    await expect(pins.getByRole('button', { name: `Look at Pin ${i + 1}` })).toBeVisible();
  }
  await pins.getByRole('button', { name: 'Pin 3 in c' }).click();
  const mine = pins.getByRole('slider', { name: /^a − b \+ c in the middle/ });
  await expect(mine).toHaveAttribute('aria-valuetext', 'row 3, column 3');
  const brightest = () =>
    mine.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return data.reduce((most, value, i) => (i % 4 === 3 ? most : Math.max(most, value)), 0);
    });
  await expect.poll(brightest).toBeGreaterThan(100);
  await pins.getByRole('button', { name: 'Look at a − b + c' }).click();
  await expect(z).not.toHaveValue('2.5,-2.5');
  const result = await z.inputValue();
  await plane.press('Home');
  await expect(z).toHaveValue('0,0');
  await mine.press('Enter');
  await expect(z).toHaveValue(result);
  for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowUp', 'ArrowUp', 'ArrowUp']) await mine.press(key);
  await expect(mine).toHaveAttribute('aria-valuetext', 'row 1, column 1');
  await mine.press(' ');
  await expect(z).not.toHaveValue(result);
  // The corner is an encoded test item: with its own image as the original, its class is known.
  const corner = await z.inputValue();
  await mine.click({ position: { x: 5, y: 5 } });
  await expect(z).toHaveValue(corner);
});

test('an attribute is the direction between two groups of classes and picked test items', async ({
  page,
}) => {
  await page.getByRole('link', { name: 'Prepared VAE', exact: true }).first().click();
  await page.getByRole('link', { name: 'Latent', exact: true }).last().click();
  const z = latentOf(page, 'Prepared VAE');
  await expect(z).not.toHaveValue('', { timeout: 30_000 });
  await choose(page, page.getByLabel(/^Sliders move along/), 'Attribute vectors');
  const groups = page.getByRole('group', { name: 'An attribute of your own' });
  const status = groups.getByRole('status');
  await expect(status).toHaveText('Choose classes or items for both groups.');
  const slider = page.getByRole('slider', { name: /^groups, b to a d′/ });

  await groups.getByRole('button', { name: 'Class 1 in a' }).click();
  await groups.getByRole('button', { name: 'Class 0 in b' }).click();
  await expect(status).toHaveText(/^\d+ items in a, \d+ in b: d′ [\d.]+\. Not balanced, because/);
  await expect(page).toHaveURL(/groups=c1_c0/);
  const before = await z.inputValue();
  await slider.press('End');
  await expect(z).not.toHaveValue(before);

  // The second image of the sheet, by keys, then the first one by pointer.
  const sheet = groups.getByRole('slider', { name: /^Test images; Enter or a click picks one for a/ });
  await sheet.press('ArrowRight');
  await sheet.press('Enter');
  await expect(sheet).toHaveAttribute('aria-valuetext', 'row 1, column 2, in a');
  await groups.getByRole('radio', { name: 'b', exact: true }).click();
  await groups
    .getByRole('slider', { name: /^Test images; Enter or a click picks one for b/ })
    .click({ position: { x: 5, y: 5 } });
  for (const group of ['a: with the attribute', 'b: without it'])
    await expect(groups.getByRole('group', { name: group })).toContainText('1 picked');
  await choose(page, groups.getByLabel(/^Balance of the groups/), 'Balanced over slant');
  await expect(status).toHaveText(/Balanced over \d strata\.$/);
  await expect(page).toHaveURL(/groups=c1\.\d+_c0\.\d+_slant/);
  const text = await status.textContent();
  await page.reload();
  await expect(status).toHaveText(text!, { timeout: 30_000 });
  await expect(groups.getByRole('button', { name: 'Class 1 in a' })).toHaveAttribute('aria-pressed', 'true');
  await groups.getByRole('button', { name: 'Clear both groups' }).click();
  await expect(slider).toHaveCount(0);
});

test('a GAN is truncated, walked through, moved along its directions, and searched for an image', async ({
  page,
}) => {
  test.slow();
  await page.getByRole('link', { name: 'Prepared GAN', exact: true }).first().click();
  await page.getByRole('link', { name: 'Latent', exact: true }).last().click();
  const z = latentOf(page, 'Prepared GAN');
  await expect(z).not.toHaveValue('', { timeout: 30_000 });
  /** Does something, and waits until it has moved the latent. */
  const moves = async (act: () => Promise<void>) => {
    const before = await z.inputValue();
    await act();
    await expect(z).not.toHaveValue(before);
  };
  await moves(() => page.getByRole('slider', { name: /^Truncation/ }).press('ArrowLeft'));
  await expect(page).toHaveURL(/psi=0\.95/);
  await moves(() => page.getByRole('button', { name: 'Another draw' }).click());
  await expect(page).toHaveURL(/seed=2/);
  const seed = page.getByLabel('Seed', { exact: true });
  await moves(async () => {
    await seed.fill('7');
    await seed.press('Tab');
  });
  // An empty box is no seed.
  await seed.fill('');
  await seed.press('Tab');
  await expect(seed).toHaveValue('7');
  await expect(page).toHaveURL(/seed=7/);

  await choose(page, page.getByLabel(/^Plane: /), 'Through three samples');
  const plane = planeOf(page, 'Prepared GAN');
  await moves(() => plane.press('ArrowRight'));
  await expect(plane).toHaveAttribute('aria-valuetext', /^to sample 2 .*, to sample 3 /);

  for (const kind of ['First-layer directions', 'Local directions', 'Principal directions']) {
    await choose(page, page.getByLabel(/^Sliders move along/), kind);
    const first = page.getByRole('slider', { name: /^direction 1 / });
    await expect(first).toBeVisible({ timeout: 30_000 });
    await moves(() => first.press('Home'));
    await moves(() => first.press('End'));
  }

  const walk = page.getByRole('button', { name: 'Random walk' });
  await moves(() => walk.click());
  await expect(walk).toHaveAttribute('aria-pressed', 'true');
  await walk.click();
  await expect(walk).toHaveAttribute('aria-pressed', 'false');

  const pad = page.getByLabel('Pad to draw on');
  await pad.focus();
  for (const key of ['Space', ...new Array<string>(8).fill('ArrowDown'), 'Space']) await pad.press(key);
  await moves(() => page.getByRole('button', { name: 'Search for its latent' }).click());
  const own = page.getByRole('region', { name: 'An image of your own for Prepared GAN' });
  await expect(own.getByRole('button', { name: 'Search for its latent' })).toBeVisible({ timeout: 60_000 });
  const [, error, start] = /error ([\d.e−]+), ([\d.e−]+) at first/.exec(
    (await own.getByRole('status').textContent())!,
  )!;
  expect(Number(error)).toBeLessThan(Number(start));
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
  // The same run again, at an older checkpoint.
  await choose(page, page.getByLabel(/^Add a model/), 'Prepared GAN');
  await expect(plane).toHaveCount(2, { timeout: 30_000 });
  await expect(page.getByLabel(/^Checkpoint of Prepared GAN/).last()).toContainText(/^Step \d+/);
  const remove = page.getByRole('button', { name: 'Remove Prepared GAN from the screen' });
  await remove.last().click();
  await expect(plane).toHaveCount(1);
  await remove.click();
  await expect(plane).toHaveCount(0);
  await expect(planeOf(page, 'Prepared VAE')).toBeVisible();
});

/** With a run of 20 steps, which trains before the workbench opens the data folder. */
const withTrained = (...args: string[]) =>
  test.extend({
    dataDir: async ({ dataDir }, use) => {
      const { code, stderr } = await runCli(dataDir, 'train', ...args, '--steps', '20', '--seed', '1');
      expect(code, stderr).toBe(0);
      await use(dataDir);
    },
  });

withTrained(
  'vae-mlp',
  '--dataset',
  'discs',
  '--set',
  'latentSize=4',
  '--name',
  'Four latents',
)(
  'encodings of more than two dimensions are laid out by UMAP, from which items are chosen',
  async ({ page }) => {
    test.setTimeout(240_000);
    await page.getByRole('link', { name: 'Four latents', exact: true }).first().click();
    await page.getByRole('link', { name: 'Latent', exact: true }).last().click();
    const z = latentOf(page, 'Four latents');
    await expect(z).not.toHaveValue('', { timeout: 30_000 });
    await choose(page, page.getByLabel(/^Plane: /), 'UMAP of encodings');
    const layout = planeOf(page, 'Four latents');
    await expect(layout).toHaveAttribute('aria-valuetext', /not that of an encoded test item/, {
      timeout: 120_000,
    });
    await expect(page.getByText(/It has no inverse/)).toBeVisible();
    await layout.press('Home');
    await expect(layout).toHaveAttribute('aria-valuetext', /^Test image \d+ and class /);
    const [place, latent] = [await layout.getAttribute('aria-valuetext'), await z.inputValue()];
    await layout.hover({ position: { x: 8, y: 8 } });
    await expect(z).not.toHaveValue(latent);
    await layout.press('Home');
    await expect(z).toHaveValue(latent);
    await expect(page).toHaveURL(/axes=umap/);
    // The same layout again, from memory.
    await page.reload();
    await layout.press('Home', { timeout: 30_000 });
    await expect(layout).toHaveAttribute('aria-valuetext', place!);
    const drawn = () =>
      layout
        .locator('canvas')
        .first()
        .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    const before = await drawn();
    const seed = page.getByLabel('UMAP seed');
    await seed.fill('3');
    await seed.press('Tab');
    await expect(page).toHaveURL(/umap=3/);
    // The layout is found again, from other random numbers.
    await expect.poll(drawn, { timeout: 120_000 }).not.toBe(before);
  },
);

withTrained(
  'vae-mlp-2d',
  '--dataset',
  'ring-8',
  '--name',
  'Ring VAE',
)('nearest training points of a decoded point are listed with their coordinates', async ({ page }) => {
  await page.getByRole('link', { name: 'Ring VAE', exact: true }).first().click();
  await page.getByRole('link', { name: 'Latent', exact: true }).last().click();
  const z = latentOf(page, 'Ring VAE');
  await expect(z).not.toHaveValue('', { timeout: 30_000 });
  await page.getByRole('button', { name: 'Nearest training points' }).click();
  const list = page.getByRole('list', { name: /^Training points nearest to what Ring VAE decodes/ });
  await expect(list.getByRole('listitem')).toHaveCount(6, { timeout: 30_000 });
  await expect(list.getByRole('listitem').first()).toHaveText(/^\([−\d.]+, [−\d.]+\)\s*[\d.]+$/);
  const before = await list.textContent();
  await z.fill('2,2');
  await z.press('Tab');
  await expect(list).not.toHaveText(before!);
});
