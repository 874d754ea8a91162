import { expect, test } from './fixtures';
import { choose, download, goTo, launch, stateOf } from './steps';

test.use({ withRuns: true });

test('a GAN and a VAE side by side', async ({ app, page }) => {
  await page.getByRole('checkbox', { name: 'Select Prepared GAN' }).click();
  await page.getByRole('checkbox', { name: 'Select Prepared VAE' }).click();
  await page.getByRole('button', { name: 'Compare 2' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Compare' })).toBeVisible();

  // No run is marked as better before the samples of both are evaluated, but their costs are known.
  const summary = page.getByRole('region', { name: 'Summary' });
  await expect(summary).toContainText('No run has been evaluated at this step');
  await expect(summary.getByRole('button', { name: 'Evaluate step 40' })).toHaveCount(2);
  await expect(summary.getByRole('row', { name: /Prepared VAE/ })).toContainText(/\d[\d\s]+\d.*MB/);

  // Only the settings that differ.
  const configuration = page.getByRole('region', { name: 'Configuration' });
  await expect(configuration.getByRole('row', { name: /^Model / })).toBeVisible();
  await expect(configuration.getByRole('row', { name: /^Dataset / })).toHaveCount(0);
  await configuration.getByLabel('Show all settings').click();
  await expect(configuration.getByRole('row', { name: /^Dataset / })).toBeVisible();

  // One scrubber moves both sheets.
  const sheets = page.getByRole('region', { name: 'Samples', exact: true }).getByRole('img');
  await expect(sheets).toHaveCount(2);
  const sources = async () => [
    await sheets.nth(0).getAttribute('src'),
    await sheets.nth(1).getAttribute('src'),
  ];
  const newest = await sources();
  const step = page.getByLabel('Exact step');
  await step.fill('0');
  await step.press('Enter');
  await expect
    .poll(async () => (await sources()).every((source, index) => source !== newest[index]))
    .toBe(true);
  await page.getByRole('button', { name: 'Newest' }).click();
  await expect.poll(sources).toEqual(newest);
  await page.getByRole('slider', { name: 'Step' }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect
    .poll(async () => (await sources()).some((source, index) => source !== newest[index]))
    .toBe(true);

  // Figures that only one run has are shown side by side.
  const others = page.getByRole('region', { name: /^Reconstructions/ });
  await expect(others).toContainText('Discriminator outputs Prepared GAN');
  await expect(others).toContainText('Mean of real items 0.');

  // Losses are different quantities: each run has its own chart, whose values can be read by keyboard.
  // Charts load when they come near the visible part of the screen.
  const charts = page.getByRole('region', { name: 'Charts' });
  await charts.getByRole('figure').first().scrollIntoViewIfNeeded();
  await expect(charts.getByRole('figure', { name: 'Loss · Prepared GAN' })).toContainText('Generator loss');
  const chart = charts.getByRole('figure', { name: 'Loss · Prepared VAE' });
  const crosshair = chart.getByRole('slider', { name: 'Position in Loss' });
  await crosshair.press('Home');
  await expect(crosshair).toHaveAttribute('aria-valuetext', /^step 1, Negative ELBO \d/);
  await expect(chart.getByText('step 1', { exact: true })).toBeVisible();
  await crosshair.press('ArrowRight');
  await expect(chart.getByText('step 2', { exact: true })).toBeVisible();
  await crosshair.press('Escape');
  await expect(crosshair).toHaveAttribute('aria-valuetext', /^newest, /);

  // The chart as a file: its values in full precision, and the same image as PNG and SVG.
  const save = (item: string) =>
    download(app, async () => {
      await chart.getByRole('button', { name: 'Save Loss · Prepared VAE' }).click();
      await page.getByRole('menuitem', { name: item }).click();
    });
  const csv = await save('Save values as CSV');
  expect(csv.name).toBe('Loss · Prepared VAE.csv');
  expect(csv.text).toMatch(/^line,Step,value\r\nNegative ELBO,1,\d+\.\d{6,}\r\n/);
  const svg = await save('Save as SVG');
  const isWellFormed = await page.evaluate(
    (text) => new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror') === null,
    svg.text,
  );
  expect(isWellFormed).toBe(true);
  expect(svg.text).toContain('>Negative ELBO</text>');
  const png = await save('Save as PNG');
  expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(png.bytes.length).toBeGreaterThan(10_000);

  const values = page.getByRole('region', { name: 'Final metrics' });
  await expect(values.getByRole('row', { name: /^Steps / })).toContainText('40');
  await expect(values.getByRole('row', { name: /^Generator loss/ })).toContainText(/\d/);
  await expect(values.getByRole('row', { name: /KL/ }).first()).toContainText(/\d/);
  await expect(values.getByText('best', { exact: true })).toHaveCount(0);

  // The report has the same values.
  const { text } = await download(app, () => page.getByRole('button', { name: 'Export report' }).click());
  const { shown, reported } = await page.evaluate((html) => {
    const rowsUnder = (parent: ParentNode) => {
      const title = [...parent.querySelectorAll('h2')].find((one) => one.textContent === 'Final metrics');
      const rows = title?.closest('section')?.querySelectorAll('tbody tr') ?? [];
      return [...rows].map((row) =>
        [...row.querySelectorAll('th, td')].map((cell) => cell.textContent.replace(/\s/g, '')),
      );
    };
    const parsed = new DOMParser().parseFromString(html, 'text/html');
    for (const small of parsed.querySelectorAll('small')) small.remove();
    return { shown: rowsUnder(document), reported: rowsUnder(parsed) };
  }, text);
  const metrics = reported.filter((cells) => cells.length === 3);
  expect(metrics.length).toBeGreaterThan(10);
  expect(shown).toEqual(expect.arrayContaining(metrics));

  // A reload keeps the position.
  await page.reload();
  await expect(page.getByRole('region', { name: 'Final metrics' })).toBeVisible();
});

test('runs that differ in their seed are one line, or one line each; other settings are related to metrics', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const gan = { model: 'Vanilla GAN (MLP)', steps: 40 };
  for (const [name, fields] of [
    ['씨앗 2', { Seed: '2' }],
    ['Faster', { Seed: '1', 'Learning rate': '0.002' }],
  ] as const) {
    await launch(page, { ...gan, name, fields });
    await expect(stateOf(page)).toHaveText('completed', { timeout: 60_000 });
  }
  await goTo(page, 'Runs');
  await page.getByRole('checkbox', { name: 'Select Prepared GAN' }).click();
  await page.getByRole('checkbox', { name: 'Select 씨앗 2' }).click();
  await page.getByRole('checkbox', { name: 'Select Faster' }).click();
  await page.getByRole('button', { name: 'Compare 3' }).click();

  const charts = page.getByRole('region', { name: 'Charts' });
  const lines = charts.getByRole('list', { name: 'Runs in the charts' });
  await expect(lines.getByRole('button', { name: /^Vanilla GAN \(MLP\),.* n=2$/ })).toBeVisible();
  await expect(charts).toContainText('the band ± the standard deviation between them');
  const chart = charts.getByRole('figure', { name: 'Generator loss', exact: true });
  await chart.scrollIntoViewIfNeeded();
  await expect(chart.getByRole('list', { name: 'Lines' }).getByRole('button')).toHaveCount(2);

  // The other run's difference from a baseline, in the table and in the charts.
  await choose(page, page.getByLabel(/^Baseline:/), 'Baseline: Prepared GAN');
  const row = page
    .getByRole('region', { name: 'Final metrics' })
    .getByRole('row', { name: /^Generator loss/ });
  await expect(row).toContainText(/[+−±]\d[\d.]*, (within|beyond) the noise/);

  await choose(page, page.getByLabel(/^Lines:/), 'Individual runs');
  await expect(chart.getByRole('list', { name: 'Lines' })).toContainText(/\([+−±]\d/);
  await expect(lines.getByRole('button')).toHaveCount(3);
  await expect(lines.getByRole('button', { name: '씨앗 2' })).toBeVisible();
  await expect(chart.getByRole('list', { name: 'Lines' }).getByRole('button')).toHaveCount(3);

  const scatter = page
    .getByRole('region', { name: 'Hyperparameters' })
    .getByRole('figure', { name: 'Generator loss by Learning rate' });
  await expect(scatter).toContainText(/ρ = [−\d.]+, n = 3/);
  await expect(scatter.getByRole('img', { name: 'Faster' })).toBeVisible();

  const contribution = page.getByRole('table', { name: 'Contribution of each hyperparameter' });
  await expect(contribution.getByRole('row', { name: /^Learning rate – [−\d.]+ 3$/ })).toBeVisible();
  await expect(page.getByText('Importance needs 10 runs with the metric, and there are 3.')).toBeVisible();

  // The same runs as lines over their hyperparameters: bounds are typed, or selected by dragging over an axis.
  const parallel = page.getByRole('figure', { name: 'Parallel coordinates' });
  await expect(parallel.getByRole('img', { name: /^Faster: Learning rate 0\.002, / })).toBeAttached();
  await parallel.getByLabel('Learning rate at least').fill('0.0015');
  await parallel.getByLabel('Learning rate at least').press('Enter');
  await expect(parallel.getByRole('status')).toHaveText('1 of 3 runs within the bounds');
  await expect(parallel.getByRole('row', { name: /Faster/ })).toContainText('0.002');
  await parallel.getByRole('button', { name: 'Clear bounds' }).click();
  const axis = await parallel.locator('.brush .overlay').first().boundingBox();
  if (axis === null) throw new Error('The axis is not shown.');
  await parallel
    .locator('.brush .overlay')
    .first()
    .hover({ position: { x: axis.width / 2, y: axis.height / 2 } });
  await page.mouse.down();
  await page.mouse.move(axis.x + axis.width / 2, axis.y + axis.height + 4);
  await page.mouse.up();
  await expect(parallel.getByRole('status')).toHaveText('2 of 3 runs within the bounds');

  // A saved comparison of other runs is only replaced when the question is answered.
  const save = async () => {
    await page.getByRole('button', { name: 'Saved', exact: true }).click();
    await page.getByLabel('Name of the comparison').fill('Rates');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
  };
  await save();
  await expect(page.getByRole('button', { name: 'Rates', exact: true })).toBeVisible();
  await parallel.getByRole('button', { name: 'Compare them' }).click();
  await expect(page.getByRole('button', { name: '2 runs', exact: true })).toBeVisible();
  await save();
  await expect(page.getByRole('alert')).toHaveText('“Rates” is a comparison of 3 other runs. Replace it?');
  await page.getByRole('button', { name: 'Replace', exact: true }).click();
  const saved = page.getByRole('button', { name: 'Rates', exact: true });
  await expect(saved).toBeVisible();
  await saved.click();
  const list = page.getByRole('list', { name: 'Saved comparisons' });
  await expect(list.getByRole('listitem')).toHaveText(/Rates\s*2 runs/);
});

test('runs are renamed, removed and restored', async ({ page }) => {
  await goTo(page, 'Runs');
  await page.getByRole('button', { name: 'Actions for Prepared GAN' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Renamed');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Renamed' })).toBeVisible();
  await page.getByRole('button', { name: 'Actions for Renamed' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(page.getByRole('link', { name: 'Renamed' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('link', { name: 'Renamed' })).toBeVisible();

  // The same menu at the pointer, for the row under it.
  const rows = page.getByRole('table', { name: 'Runs' }).getByRole('row');
  await rows.filter({ hasText: 'Prepared VAE' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('By the pointer');
  await page.keyboard.press('Enter');
  await expect(rows.filter({ hasText: 'By the pointer' })).toBeVisible();
  await expect(rows.filter({ hasText: 'Prepared VAE' })).toHaveCount(0);
});

test('theme, keys and menus', async ({ app, page }) => {
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  await expect(palette).toBeVisible();
  await page.keyboard.type('Prepared VAE');
  await expect(palette.getByRole('option', { selected: true })).toContainText('Prepared VAE');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Prepared VAE' })).toBeVisible();

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Alt+7');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();

  const background = () =>
    page.evaluate(() => getComputedStyle(document.querySelector('main')!).backgroundColor);
  await page.getByRole('radio', { name: 'Dark' }).click();
  const dark = await background();
  await page.getByRole('radio', { name: 'Light' }).click();
  await expect.poll(background).not.toBe(dark);
  await page.getByRole('radio', { name: 'Dark' }).click();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await expect.poll(background).toBe(dark);
  await expect(page.getByText('TensorFlow', { exact: false }).first()).toBeVisible();

  await page.keyboard.press('Control+o');
  await expect(page.getByRole('dialog', { name: 'Import a dataset' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Control+e');
  await expect(page.getByText(/^An export is about a run or a comparison/)).toBeVisible();
  await app.electron?.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()!.items.flatMap(({ submenu }) => submenu?.items ?? []);
    Reflect.apply(items.find(({ label }) => label === 'Compare')!.click, undefined, []);
  });
  if (app.electron) await expect(page.getByRole('heading', { level: 1, name: 'Compare' })).toBeVisible();
});

test('charts and figures share one position, on any axis', async ({ page }) => {
  await page.getByRole('checkbox', { name: 'Select Prepared GAN' }).click();
  await page.getByRole('checkbox', { name: 'Select Prepared VAE' }).click();
  await page.getByRole('button', { name: 'Compare 2' }).click();
  const charts = page.getByRole('region', { name: 'Charts' });
  const plot = charts.getByRole('slider', { name: 'Position in Loss' }).first();
  await charts.getByRole('figure').first().scrollIntoViewIfNeeded();
  const steps = page.getByRole('region', { name: 'Samples', exact: true }).getByText(/^at step/);
  await expect(steps).toHaveText(['at step 40', 'at step 40']);

  // A click in a chart moves the figures of all runs there.
  const box = await plot.boundingBox();
  if (box === null) throw new Error('The plot is not shown.');
  const middle = { x: box.width / 2, y: box.height / 2 };
  await plot.click({ position: middle });
  await expect(page.getByLabel('Exact step')).toHaveValue(/^(1\d|2\d)$/);
  await expect(steps).not.toHaveText(['at step 40', 'at step 40']);

  // Half of each run, at different steps.
  await choose(page, page.getByLabel(/^X-axis/), 'Share of the run');
  const percent = page.getByLabel('Exact percent');
  await percent.fill('0');
  await percent.press('Enter');
  await expect(steps).toHaveText(['at step 0', 'at step 0']);
  await page.getByRole('button', { name: 'Newest' }).click();
  await expect(percent).toHaveValue('100');
  await expect(steps).toHaveText(['at step 40', 'at step 40']);

  // A drag zooms into a part of the axis in all charts; a double click shows the whole axis again.
  const all = charts.getByRole('button', { name: 'Whole axis' });
  await plot.hover({ position: { x: box.width * 0.4, y: middle.y } });
  await page.mouse.down();
  await plot.hover({ position: { x: box.width * 0.6, y: middle.y } });
  await page.mouse.up();
  await expect(all.nth(1)).toBeVisible();
  await plot.dblclick({ position: middle });
  await expect(all).toHaveCount(0);
  await expect(percent).toHaveValue('100');

  // A run hidden in one chart is hidden in all of them, and the next screen has the same axis.
  await page
    .getByRole('list', { name: 'Runs in the charts' })
    .getByRole('button', { name: 'Prepared GAN' })
    .click();
  await expect(charts.getByRole('button', { name: /Generator loss/ })).toHaveAttribute(
    'aria-pressed',
    'false',
  );
  await page.reload();
  await expect(page.getByLabel('Exact percent')).toBeVisible();
});

test('samples are followed from the first sheet to the last', async ({ page }) => {
  await page.getByRole('checkbox', { name: 'Select Prepared GAN' }).click();
  await page.getByRole('checkbox', { name: 'Select Prepared VAE' }).click();
  await page.getByRole('button', { name: 'Compare 2' }).click();
  const steps = page.getByRole('region', { name: 'Samples', exact: true }).getByText(/^at step/);

  // A click in the progression moves the figures of all runs.
  const strip = page.getByRole('list', { name: 'Progression of Prepared VAE' });
  const first = strip.getByRole('button', { name: 'Go to step 0', exact: true });
  await first.click();
  await expect(steps).toHaveText(['at step 0', 'at step 0']);
  await expect(first).toHaveAttribute('aria-current', 'true');

  // A pinned tile is followed through all sheets of all runs; arrow keys move the pin.
  const sheet = page.getByRole('button', { name: /^Samples of Prepared GAN.*pin a tile/ });
  await sheet.click({ position: { x: 4, y: 4 } });
  const tile = page.getByRole('region', { name: 'Pinned tile' });
  await expect(tile.getByRole('heading', { name: 'Tile 1', exact: true })).toBeVisible();
  await sheet.press('ArrowRight');
  await expect(tile.getByRole('heading', { name: 'Tile 2', exact: true })).toBeVisible();
  await expect(tile).toContainText(
    'A cell shows another latent in each run: their latents have 100 and 2 dimensions.',
  );
  await expect(tile.getByRole('img', { name: /^Tile 2 of Prepared/ })).toHaveCount(2);
  const whole = tile.getByRole('list', { name: 'Tile 2 of Prepared GAN through all steps' });
  await whole.getByRole('button', { name: 'Go to step 40', exact: true }).click();
  await expect(steps).toHaveText(['at step 40', 'at step 40']);
  await tile.getByRole('button', { name: 'Unpin the tile' }).click();
  await expect(tile).toHaveCount(0);

  // Rows of samples are shown beside training images and, on demand, above their nearest training images.
  await page.getByRole('button', { name: 'Rows beside training images' }).click();
  const rows = page.getByRole('region', { name: 'Rows of samples' });
  await expect(rows.getByRole('list', { name: /^Training images, row / })).toHaveCount(8);
  await rows.getByRole('switch', { name: 'Nearest training images' }).click();
  await expect(rows.getByRole('list', { name: /^Nearest to samples of Prepared GAN, row / })).toHaveCount(8, {
    timeout: 60_000,
  });
  await expect(rows).toContainText('its distance in pixels', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Rows beside training images' }).click();
  await expect(rows).toHaveCount(0);

  // A blind round shows names only at its end, and is recorded with its interval.
  await page.getByRole('button', { name: 'Blind round' }).click();
  const blind = page.getByRole('dialog', { name: 'Blind round' });
  await choose(page, blind.getByLabel(/^Against/), 'Prepared VAE');
  await blind.getByRole('button', { name: 'Start' }).click();
  await expect(blind).toContainText('1 of 40');
  await expect(blind).not.toContainText('Prepared');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowRight');
  await blind.getByRole('button', { name: 'The left image looks more real' }).click();
  await expect(blind).toContainText('4 of 40');
  await blind.getByRole('button', { name: 'End the round' }).click();
  await expect(blind).toContainText(/\d+ % of choices: Prepared GAN \(\d+ % to \d+ %\), n = 3/);
  await blind.getByRole('button', { name: 'Done' }).click();
  await page.reload();
  const recorded = page
    .getByRole('region', { name: 'Blind rounds' })
    .getByRole('row', { name: /^Prepared GAN at step/ });
  await expect(recorded).toContainText(/% of choices: Prepared GAN/);

  // Two overlaid sheets: the divider moves by keyboard, blinking is manual, and the difference is measured.
  await page.getByRole('button', { name: 'Overlay two sheets' }).click();
  const overlay = page.getByRole('dialog', { name: 'Two sheets' });
  const divider = overlay.getByRole('slider', { name: 'Divider' });
  await divider.press('End');
  await expect(divider).toHaveAttribute('aria-valuenow', '100');
  await divider.press('ArrowLeft');
  await expect(divider).toHaveAttribute('aria-valuenow', '98');
  await overlay.getByRole('radio', { name: 'Blink' }).click();
  const stop = overlay.getByRole('button', { name: 'Stop blinking' });
  if (await stop.isVisible()) await stop.click();
  const second = overlay.getByRole('img', { name: 'Samples of Prepared VAE, step 40', includeHidden: true });
  const isShown = await second.isVisible();
  await overlay.getByRole('button', { name: 'Swap' }).click();
  await expect(second).toBeVisible({ visible: !isShown });
  await overlay.getByRole('radio', { name: 'Difference' }).click();
  await expect(
    overlay.getByRole('group', { name: /^Signed difference of Prepared GAN, step 40/ }),
  ).toBeVisible();
  await expect(overlay).toContainText(/Mean absolute difference 0\.\d/);
  await choose(page, overlay.getByLabel(/^Right sheet/), 'Prepared GAN at the position');
  await expect(overlay.getByText('Mean absolute difference 0', { exact: true })).toBeVisible();
  await overlay.getByRole('radio', { name: 'Side by side' }).click();
  await overlay.getByRole('button', { name: 'Zoom in' }).click();
  await expect(overlay.getByRole('button', { name: '150 %' })).toBeVisible();
});

test('a blind round against training images ends after two minutes by the clock', async ({ page }) => {
  await page.clock.install();
  await page.getByRole('checkbox', { name: 'Select Prepared GAN' }).click();
  await page.getByRole('checkbox', { name: 'Select Prepared VAE' }).click();
  await page.getByRole('button', { name: 'Compare 2' }).click();
  await page.getByRole('button', { name: 'Blind round' }).click();
  const blind = page.getByRole('dialog', { name: 'Blind round' });
  await blind.getByRole('button', { name: 'Start' }).click();
  await expect(blind).toContainText('1 of 40');
  await blind.getByRole('button', { name: 'The left image looks more real' }).click();
  await expect(blind).toContainText('2 of 40');
  await page.clock.fastForward('01:50');
  await expect(blind).toContainText('2 of 40');
  await page.clock.fastForward('00:11');
  await expect(blind).toContainText(/\d+ % of choices: Prepared GAN \(\d+ % to \d+ %\), n = 1/);
  await expect(blind).toContainText('Prepared GAN at step 40 or a training image?');
});
