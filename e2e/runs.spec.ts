import { eventsOf, runCli } from './cli';
import { expect, test } from './fixtures';
import { trainersOf } from './processes';
import { choose, download, goTo, launch, pictureWidth, stateOf, stepsTaken } from './steps';

test('an invalid value is reported at its field; Launch moves there, and launches nothing', async ({
  page,
}) => {
  await page.getByRole('link', { name: 'Start the first run' }).click();
  const rate = page.getByLabel('Learning rate', { exact: true });
  await rate.fill('7000');
  await expect(rate).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('#' + (await rate.getAttribute('aria-describedby'))!)).toContainText(
    /between|must/,
  );
  const budget = page.getByLabel('Budget', { exact: true });
  await budget.fill('-5');
  await expect(page.getByText('2 fields need a look')).toBeVisible();
  await rate.fill('0.0002');
  await rate.press('Tab');
  await page.getByRole('button', { name: 'Launch', exact: true }).click();
  await expect(budget).toBeFocused();
  await expect(page.getByText('1 field needs a look')).toBeVisible();
  await budget.fill('2');
  await expect(page.getByText('a look')).toHaveCount(0);

  // The form keeps the typed values, ready for the next run.
  await page.getByRole('button', { name: 'Launch and stay' }).click();
  await expect(page.getByText(/^“gan-mlp #1” (starts|waits)/)).toBeVisible();
  await expect(rate).toHaveValue('0.0002');
  await goTo(page, 'Runs');
  await expect(page.getByRole('link', { name: 'gan-mlp #1', exact: true })).toBeVisible();
});

test('the list is filtered by conditions, sorted, and unchanged on returning to it', async ({ page }) => {
  await launch(page, { model: 'Vanilla GAN (MLP)', name: 'First', steps: 2 });
  await launch(page, { model: 'Autoencoder', name: 'Second', steps: 2 });
  await goTo(page, 'Runs');
  const names = page.getByRole('table', { name: 'Runs' }).getByRole('link');
  await expect(names).toHaveText(['Second', 'First']);
  await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
  await expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(names).toHaveText(['First', 'Second']);

  const filter = page.getByRole('combobox', { name: 'Filter runs' });
  await filter.fill('mod');
  await page.getByRole('option', { name: /^model:/ }).click();
  await expect(page.getByRole('option', { name: 'model:gan-mlp' })).toBeVisible();
  await filter.press('ArrowDown');
  await filter.press('ArrowDown');
  await filter.press('Enter');
  await expect(filter).toHaveValue('model:gan-mlp ');
  await expect(names).toHaveText(['First']);
  await expect(page.getByText('1 of 2')).toBeVisible();

  await page.getByRole('checkbox', { name: 'Select First' }).click();
  await names.first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'First' })).toBeVisible();
  await page.goBack();
  await expect(filter).toHaveValue('model:gan-mlp ');
  await expect(page.getByRole('checkbox', { name: 'Select First' })).toBeChecked();
  await filter.fill('moon:1');
  await expect(page.getByText('No run has “moon”.')).toBeVisible();
  await expect(names).toHaveText(['First', 'Second']);
});

test('one click launches a GAN and a VAE that train side by side, and shows both', async ({ page }) => {
  const cards = page.getByRole('list', { name: 'First runs' });
  await expect(cards.getByRole('button')).toHaveCount(3);
  await cards.getByRole('button', { name: /^Duel/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Compare' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'GAN on digits', exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'VAE on digits', exact: true })).toBeVisible();
  await expect(page.getByText('running', { exact: true })).toHaveCount(2);
  const sheets = page.getByRole('region', { name: 'Samples', exact: true }).getByRole('img');
  await expect(sheets).toHaveCount(2, { timeout: 60_000 });
});

test('the guided tour leads from first runs to the latent plane, and is taken up where it was left', async ({
  page,
}) => {
  await page.getByRole('button', { name: 'Guided tour', exact: true }).click();
  const card = page.getByRole('region', {
    name: /^Two models|^Metrics of|^Samples through|^Side by|^The latent/,
  });
  const title = card.getByRole('heading', { level: 2 });
  await expect(title).toBeFocused();
  await card.getByRole('button', { name: 'Launch both', exact: true }).click();
  await expect(title).toHaveText('Metrics of every step');
  await expect(page.getByRole('heading', { level: 1, name: 'VAE on digits' })).toBeVisible();
  await expect(page.locator('[aria-label=Metrics][data-tour]')).toBeVisible();
  await card.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'GAN on digits' })).toBeVisible();
  await expect(title).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);

  await page.keyboard.press('Control+k');
  await page.getByRole('option', { name: 'Guided tour' }).click();
  await expect(title).toHaveText('Samples through time');
  await card.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Compare' })).toBeVisible();
  await card.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Latent' })).toBeVisible();
  await card.getByRole('button', { name: 'Done', exact: true }).click();
  await expect(card).toHaveCount(0);
});

test('a preset fills the form, and typed values take precedence', async ({ page }) => {
  await page.getByRole('link', { name: 'Start the first run' }).click();
  await page.getByRole('radio', { name: 'Wasserstein GAN', exact: true }).click();
  await choose(page, page.getByLabel(/^Preset/), 'Paper');
  await expect(page.getByLabel('Critic steps', { exact: true })).toHaveValue('5');
  await expect(page.getByLabel(/^Lipschitz constraint/)).toHaveText('Weight clipping');
  await page.getByLabel('Critic steps', { exact: true }).fill('2');
  await choose(page, page.getByLabel(/^Preset/), 'Defaults');
  await expect(page.getByLabel('Critic steps', { exact: true })).toHaveValue('3');
});

test('a schedule, clipping and averages are in a collapsed section, and set for a run', async ({ page }) => {
  await page.getByRole('link', { name: 'Start the first run' }).click();
  await page.getByRole('radio', { name: 'Autoencoder', exact: true }).click();
  const fold = page.getByRole('button', { name: /^Schedule, clipping and averages/ });
  await expect(page.getByLabel('Warm-up', { exact: true })).toBeHidden();
  await fold.press('Enter');
  await choose(page, page.getByLabel(/^Learning rate schedule/), 'Cosine');
  await page.getByLabel('Warm-up', { exact: true }).fill('5');
  await page.getByLabel('Weight averaging', { exact: true }).fill('0.9');
  await expect(fold).toContainText('3 changed');
  await page.getByLabel('Warm-up', { exact: true }).fill('-1');
  await expect(page.getByText('1 field needs a look')).toBeVisible();
  await page.getByLabel('Warm-up', { exact: true }).fill('5');
  await page.getByRole('radio', { name: 'Steps', exact: true }).click();
  await page.getByLabel('Budget', { exact: true }).fill('20');
  await page.getByRole('button', { name: 'Launch', exact: true }).click();
  await expect(stateOf(page)).toHaveText('completed', { timeout: 60_000 });
  await page.getByRole('tab', { name: 'Configuration' }).click();
  const configuration = page.getByRole('tabpanel', { name: 'Configuration' });
  const averages = configuration.locator('section').filter({ hasText: 'Schedule, clipping and averages' });
  await expect(averages).toContainText(/Learning rate schedule\s*Cosine\s*changed/);
  await expect(page.getByRole('heading', { name: 'Reconstructions' })).toHaveAttribute(
    'title',
    /Made with averaged weights \(decay 0\.9\)/,
  );
});

test('a model’s page opens from the form, and starts a run with that model', async ({ page }) => {
  await page.getByRole('link', { name: 'Start the first run' }).click();
  await page.getByRole('radio', { name: 'Autoencoder', exact: true }).click();
  await page.getByLabel('Seed', { exact: true }).fill('77');
  await page.getByRole('link', { name: 'About this model' }).click();
  const article = page.getByRole('article', { name: 'Autoencoder' });
  await expect(article.getByRole('heading', { name: 'When it goes wrong' })).toBeVisible();
  await expect(article.getByRole('row', { name: /^Learning rate 0.001/ })).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel('Seed', { exact: true })).toHaveValue('77');
  await page.getByRole('link', { name: 'About this model' }).click();
  await article.getByRole('link', { name: 'New run with this model' }).click();
  await page.getByLabel('Budget', { exact: true }).fill('1');
  await page.getByRole('button', { name: 'Launch', exact: true }).click();
  await expect(page.getByText('Autoencoder on MNIST 10k')).toBeVisible();
});

test('a GAN is watched while it trains, paused, resumed and stopped', async ({ page }) => {
  await launch(page, {
    model: 'Vanilla GAN (MLP)',
    name: 'Watched',
    steps: 200_000,
    fields: { 'Samples every': '200' },
  });
  await expect(stateOf(page)).toHaveText('running');

  const samples = page.getByRole('region', { name: 'Samples' }).getByRole('img');
  await expect(samples).toBeVisible();
  const first = await samples.getAttribute('src');
  await expect.poll(() => samples.getAttribute('src')).not.toBe(first);
  // A sheet that has just been requested has no width yet.
  await expect.poll(() => pictureWidth(samples)).toBeGreaterThan(28);

  // The exact step can be typed while new sheets arrive: it replaces the content of the input.
  const exact = page.getByLabel('Exact step');
  await exact.focus();
  const held = await samples.getAttribute('src');
  await expect.poll(() => samples.getAttribute('src')).not.toBe(held);
  await page.keyboard.type('200');
  await expect(exact).toHaveValue('200');
  await page.keyboard.press('Escape');
  await expect(exact).not.toHaveValue('200');

  const loss = page.getByRole('figure', { name: 'Loss' });
  const shown = () => loss.getByRole('list', { name: 'Lines' }).innerText();
  const before = await shown();
  await expect.poll(shown).not.toBe(before);
  await expect.poll(() => loss.getByRole('table').getByRole('row').count()).toBeGreaterThan(2);

  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(stateOf(page)).toHaveText('paused');
  const paused = await stepsTaken(page);
  await page.waitForTimeout(700);
  expect(await stepsTaken(page)).toBe(paused);

  await page.getByRole('button', { name: 'Change…', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /^Change hyperparameters/ });
  const rate = dialog.getByLabel('Learning rate', { exact: true });
  await expect(rate).toHaveValue('0.001');
  await rate.fill('7');
  await expect(rate).toHaveAttribute('aria-invalid', 'true');
  await expect(dialog.getByRole('button', { name: 'Change', exact: true })).toBeDisabled();
  await rate.fill('0.0005');
  await rate.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/^changed after step/)).toBeVisible();
  await expect(page.getByRole('list', { name: 'Marks in Loss' })).toContainText('Learning rate 0.0005');

  await page.getByRole('button', { name: 'One step', exact: true }).click();
  await expect.poll(() => stepsTaken(page)).toBe(paused + 1);
  await page.getByRole('button', { name: 'Only the generator', exact: true }).click();
  await expect.poll(() => stepsTaken(page)).toBe(paused + 2);
  await expect(page.getByText(/^changed after step .*, 1 step of one network$/)).toBeVisible();
  await choose(page, page.getByLabel(/^Speed/), '10 steps a second');

  await page.getByRole('button', { name: 'Resume', exact: true }).click();
  await expect(stateOf(page)).toHaveText('running');
  await page.reload();
  await expect(page.getByLabel('Speed: 10 steps a second')).toBeVisible();
  await choose(page, page.getByLabel(/^Speed/), 'Full speed');
  await expect(page.getByRole('group', { name: 'Step by step' })).toHaveCount(0);
  await expect.poll(() => stepsTaken(page)).toBeGreaterThan(paused + 2);

  // A reload keeps the position, and the run continues.
  const url = page.url();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Watched' })).toBeVisible();
  expect(page.url()).toBe(url);
  const reloaded = await stepsTaken(page);
  await expect.poll(() => stepsTaken(page)).toBeGreaterThan(reloaded);

  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(stateOf(page)).toHaveText('stopped');
  await expect(page.getByRole('button', { name: 'Resume', exact: true })).toBeVisible();
});

test('a command changes a run of the workbench while it trains', async ({ page, dataDir }) => {
  await launch(page, { model: 'Vanilla GAN (MLP)', name: 'Changed from outside', steps: 200_000 });
  await expect(stateOf(page)).toHaveText('running');
  await expect.poll(() => stepsTaken(page)).toBeGreaterThan(0);
  const { code, stdout, stderr } = await runCli(dataDir, 'change', '1', 'lr=0.0003', '--json');
  expect(code, stderr).toBe(0);
  expect(eventsOf(stdout)[0]).toMatchObject({
    event: 'changed',
    run: 1,
    name: 'learningRate',
    to: 0.0003,
  });
  await expect(page.getByText(/^changed after step/)).toBeVisible();
  await expect(page.getByRole('list', { name: 'Marks in Loss' })).toContainText('Learning rate 0.0003');
});

test('samples of a class are drawn from a conditional GAN, by a process that ends with its page', async ({
  app,
  page,
}) => {
  await launch(page, { model: 'Conditional GAN', name: 'Asked', steps: 2, fields: { Filters: '4' } });
  await expect(stateOf(page)).toHaveText('completed', { timeout: 90_000 });
  await page.getByRole('tab', { name: 'Draw samples' }).click();
  await choose(page, page.getByLabel(/^Class:/), '1');
  await choose(page, page.getByLabel(/^Samples:/), '16 samples');
  await page.getByRole('button', { name: 'Draw', exact: true }).click();
  const drawn = page.getByRole('img', { name: '16 drawn samples of Asked' });
  await expect(drawn).toBeVisible();
  expect(await pictureWidth(drawn)).toBeGreaterThan(28);
  await expect(page.getByText('class 1, at step 2, seed 1')).toBeVisible();
  await page.getByRole('button', { name: 'Draw others' }).click();
  await expect(page.getByText('class 1, at step 2, seed 2')).toBeVisible();
  expect(trainersOf(app.pid)).toHaveLength(1);
  await page.reload();
  await expect.poll(() => trainersOf(app.pid)).toEqual([]);
});

test('a GAN of points shows them over the data, and draws new ones of a class', async ({ app, page }) => {
  await page.getByRole('link', { name: 'Start the first run' }).click();
  await page.getByRole('radio', { name: 'Conditional GAN (2-D)' }).click();
  await expect(page.getByRole('radio', { name: 'Ring of 8', exact: true })).toBeChecked();
  await page.getByLabel('Budget', { exact: true }).fill('20');
  await page.getByRole('button', { name: 'Launch', exact: true }).click();
  await expect(stateOf(page)).toHaveText('completed', { timeout: 90_000 });
  const plane = page.getByRole('region', { name: 'Points' }).getByRole('figure');
  await expect(plane).toContainText('1 000 generated points over 1 000 of the data');
  await page.getByRole('button', { name: /^Enlarge points of/ }).click();
  const enlarged = page.getByRole('dialog', { name: 'Points' }).getByRole('figure', { name: /, enlarged$/ });
  await expect(enlarged).toContainText('1 000 generated points over 1 000 of the data');
  await page.keyboard.press('Escape');
  await expect(plane).toContainText('D says generated');
  await expect(plane.getByRole('checkbox', { name: 'gradients' })).toBeChecked();
  // Something is drawn: the centre of the plane has the background colour of the discriminator's output.
  const painted = await plane.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    return new Set(
      Array.from({ length: pixels.length / 4 }, (_, i) => String(pixels.slice(4 * i, 4 * i + 3))),
    ).size;
  });
  expect(painted).toBeGreaterThan(10);

  await page.getByRole('tab', { name: 'Draw samples' }).click();
  await choose(page, page.getByLabel(/^Class:/), '135°');
  await page.getByRole('button', { name: 'Draw', exact: true }).click();
  const drawn = page.getByRole('figure', { name: /^Drawn points of/ });
  await expect(drawn).toContainText('500 generated points over 1 000 of the data');
  const { text } = await download(app, () =>
    page.getByRole('link', { name: 'Save the drawn points (CSV)' }).click(),
  );
  const lines = text.trim().split('\n');
  expect(lines).toHaveLength(501);
  expect(lines[0]).toBe('x,y,label');
  expect(lines[1]).toMatch(/,135°$/);

  await page.getByRole('tab', { name: 'Quality' }).click();
  const quality = page.getByRole('tabpanel', { name: 'Quality' });
  await choose(page, quality.getByLabel(/^Samples:/), '500 samples');
  await page.getByRole('button', { name: 'Evaluate step 20' }).click();
  const first = page.getByRole('table', { name: 'What to look at first' });
  await expect(first.getByRole('row', { name: /^Modes covered/ })).toContainText(/8 ± 0/, {
    timeout: 60_000,
  });
  await expect(page.getByText('500 samples of step 20 (seed 1)', { exact: false })).toBeVisible();
  await expect(page.getByRole('table', { name: 'More' }).getByRole('row')).not.toHaveCount(0);
});

test('a VAE trains to its end, and its results are exported', async ({
  app,
  page,
  playwright,
  launchOptions,
}) => {
  await launch(page, { model: 'VAE (MLP)', name: 'Exported', steps: 60, fields: { 'Samples every': '30' } });
  await expect(stateOf(page)).toHaveText('completed', { timeout: 90_000 });
  for (const figure of ['Samples', 'Reconstructions']) {
    const sheet = page.getByRole('region', { name: figure }).getByRole('img');
    await expect(sheet).toBeVisible();
    expect(await pictureWidth(sheet)).toBeGreaterThan(28);
  }
  await expect(page.getByRole('figure', { name: /^Latent plane/ })).toBeVisible();
  await page.getByRole('tab', { name: 'Networks' }).click();
  await expect(page.getByRole('row', { name: /^Dense 512 401.920$/ })).toBeVisible();
  const graph = page.getByRole('img', { name: 'Graph of the encoder' });
  await expect(graph).toContainText('log variance');

  const dialog = page.getByRole('dialog', { name: 'Export Exported' });
  const save = (format: string) =>
    download(app, async () => {
      // One that is still closing has a button of that name, too.
      await expect(dialog).toBeHidden();
      await page.getByRole('button', { name: 'Export', exact: true }).click();
      await dialog.getByRole('radio', { name: format }).click();
      await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    });

  const csv = await save('Metrics (CSV)');
  await expect(dialog).toBeHidden();
  expect(csv.name).toBe('run-1-metrics.csv');
  const lines = csv.text
    .trim()
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#'));
  expect(lines[0]).toContain('loss');
  expect(lines).toHaveLength(61);

  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await dialog.getByRole('radio', { name: 'Picture (PNG)' }).click();
  await dialog.getByRole('textbox', { name: 'Enlarged by' }).fill('2');
  const preview = dialog.getByRole('img', { name: 'Preview of run-1-samples-step-60-2x.png' });
  await expect.poll(() => pictureWidth(preview)).toBe(2 * 8 * 28);
  await dialog.getByRole('textbox', { name: 'Enlarged by' }).fill('17');
  await expect(dialog.getByRole('alert')).toContainText('Enlarged by');
  await expect(dialog.getByRole('button', { name: 'Export', exact: true })).toBeDisabled();
  await dialog.getByRole('button', { name: 'Close' }).click();
  const png = await save('Picture (PNG)');
  expect(png.name).toBe('run-1-samples-step-60-4x.png');
  expect([...png.bytes.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);

  const html = await save('Report (HTML)');
  // In the window, too, a browser opens the file: no server, no network.
  const browser = await playwright.chromium.launch({
    executablePath: '/usr/bin/chromium',
    ...launchOptions,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const context = await browser.newContext({ offline: true });
  const report = await context.newPage();
  const requests: string[] = [];
  const errors: string[] = [];
  report.on('request', (request) => requests.push(request.url()));
  report.on('pageerror', (error) => errors.push(String(error)));
  await report.goto(`file://${html.path}`);
  await expect(report.getByText('Exported').first()).toBeVisible();
  await expect(report.locator('svg, canvas').first()).toBeVisible();
  await expect(report.locator('img:visible').first()).toBeVisible();
  const folded = report.getByRole('img', { name: /^Graph of the encoder/ });
  await expect(folded).toBeHidden();
  await report.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect(folded).toBeVisible();
  await report.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect(folded).toBeHidden();
  await expect.poll(() => pictureWidth(report.locator('img:visible').first())).toBeGreaterThan(28);
  expect(requests.filter((url) => !url.startsWith('data:') && !url.startsWith('file:'))).toEqual([]);
  expect(errors).toEqual([]);
  await browser.close();
});
