import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, temporary, test } from './fixtures';
import { writeSmallIdx } from './idx';
import { writeImageFolder } from './images';
import { choose, download, drop, goTo, pictureWidth } from './steps';

test.use({ withData: false });

test('the first start shows guidance, includes real digits and can generate other datasets', async ({
  page,
}) => {
  await expect(page.getByRole('heading', { name: 'No runs yet' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Start the first run' })).toBeVisible();

  await goTo(page, 'Datasets');
  await expect(page.getByRole('heading', { name: 'MNIST 10k' })).toBeVisible();
  await page.getByRole('button', { name: 'Unpack', exact: true }).click();
  await expect(page.getByRole('list', { name: /^Images of / }).getByRole('img')).toHaveCount(60);
  await expect(page.getByText('of those to train on')).toContainText(/1 to 60/);

  await page.getByRole('link', { name: /^Synthetic digits/ }).click();
  await expect(page.getByText('It is made on first use', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Generate', exact: true }).click();
  await expect(page.getByRole('progressbar', { name: /^Generating / }).first()).toBeVisible();
  await expect(page.getByText(/Generating: [1-9]\d*/)).toBeVisible();
  const sheet = page.getByRole('list', { name: /^Images of / });
  await expect(sheet).toBeVisible({ timeout: 60_000 });
  // Sixty per page, all in one image.
  await expect(sheet.getByRole('img')).toHaveCount(60);
  expect(await pictureWidth(sheet.getByRole('img').first())).toBeGreaterThan(28);
  await expect(page.getByText(/28 × 28; .*\d [KM]B on disk/)).toBeVisible();
});

test('IDX files are imported by the file chooser', async ({ page }) => {
  const files = writeSmallIdx(temporary('idx'), 300, 50);
  await goTo(page, 'Datasets');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const dialog = page.getByRole('dialog');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    dialog.getByText('Choose files').click(),
  ]);
  await chooser.setFiles(files);
  await expect(dialog.getByText('train images')).toBeVisible();
  await expect(dialog.getByRole('list', { name: 'Samples of the upload' })).toBeVisible();
  await dialog.getByLabel('Name', { exact: true }).fill('Chosen discs');
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Chosen discs' })).toBeVisible();
  await expect(page.getByText('300 to train on, 50 to test')).toBeVisible();

  // Its mean images, the images of a class, and the nearest neighbours of one image.
  const means = page.getByRole('list', { name: 'Means of Chosen discs' }).getByRole('img');
  await expect(means).toHaveCount(11);
  expect(await pictureWidth(means.first())).toBeGreaterThan(28);
  await choose(page, page.getByLabel(/^Class:/), '3');
  await expect(page.getByText('1 to 30 of those to train on')).toBeVisible();
  const images = page.getByRole('list', { name: 'Images of Chosen discs' });
  await images.getByRole('button', { name: 'image of 3: show the nearest' }).first().click();
  const nearest = page.getByRole('list', { name: 'Nearest images' });
  await expect(nearest.getByRole('listitem')).toHaveCount(24);
  await nearest.getByRole('button').first().click();
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(page.getByRole('heading', { name: 'Image 4 of Chosen discs' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(nearest).toHaveCount(0);
});

test('a dataset is exported in a chosen format and split, and imports again', async ({ app, page }) => {
  const files = writeSmallIdx(temporary('idx'), 120, 30);
  await drop(page, files);
  const importing = page.getByRole('dialog');
  await importing.getByLabel('Name', { exact: true }).fill('Discs to give');
  await importing.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Discs to give' })).toBeVisible();

  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Export Discs to give' });
  await expect(dialog.getByRole('radio')).toHaveCount(3);
  await dialog.getByRole('radio', { name: 'Arrays (NumPy)' }).click();
  await choose(page, dialog.getByLabel(/^Split/), 'test');
  const { name, bytes } = await download(app, () =>
    dialog.getByRole('button', { name: 'Export', exact: true }).click(),
  );
  expect(name).toBe('discs-to-give-test.npz');
  await expect(dialog).toBeHidden();
  const saved = join(temporary('npz'), name);
  writeFileSync(saved, bytes);
  await drop(page, [saved]);
  await expect(page.getByRole('dialog').getByText('x_test', { exact: false }).first()).toBeVisible();
});

test('IDX files are imported by dropping them; a truncated one is refused with a message', async ({
  page,
}) => {
  const files = writeSmallIdx(temporary('idx'), 60, 20);
  const broken = join(temporary('idx'), 'train-images-idx3-ubyte');
  writeFileSync(broken, readFileSync(files[0]!).subarray(0, 20_000));

  await drop(page, [broken]);
  const dialog = page.getByRole('dialog');
  const alert = dialog.getByRole('alert');
  await expect(alert).toContainText('train-images-idx3-ubyte');
  await expect(alert).not.toContainText('undefined');
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await drop(page, files);
  await expect(dialog.getByText('train images')).toBeVisible();
  await dialog.getByLabel('Name', { exact: true }).fill('Dropped discs');
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('60 to train on, 20 to test')).toBeVisible();

  await goTo(page, 'Datasets');
  await page.getByRole('link', { name: /^Dropped discs/ }).click();
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('link', { name: /^Dropped discs/ })).toHaveCount(0);
});

test('a folder of images is imported, resized as chosen', async ({ page }) => {
  const folder = writeImageFolder(join(temporary('images'), 'shapes'), 14);
  await goTo(page, 'Datasets');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const dialog = page.getByRole('dialog');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    dialog.getByText('Choose a folder').click(),
  ]);
  await chooser.setFiles(folder);
  await expect(dialog.getByText('28 images in 2 folders')).toBeVisible();
  await expect(dialog.getByText('24 images to train on, 4 to test, 40 × 30 RGB')).toBeVisible();
  const cat = dialog.getByRole('img', { name: 'image of 고양이' }).first();
  await expect(cat).toBeVisible();
  expect(await pictureWidth(cat)).toBeGreaterThan(28);
  await choose(page, dialog.getByLabel(/^Size/), '16 × 16');
  await choose(page, dialog.getByLabel(/^Colour/), 'Grey');
  await expect(dialog.getByText('4 to test, 16 × 16.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'shapes' })).toBeVisible();
  await expect(page.getByText('24 to train on, 4 to test')).toBeVisible();
  const classes = page.getByRole('list', { name: 'Classes' });
  await expect(classes.getByRole('listitem').filter({ hasText: '고양이' })).toContainText('12 + 2');
  await expect(page.getByText(/^Labels are taken from /)).toBeVisible();
  await expect(page.getByRole('list', { name: 'Images of shapes' }).getByRole('listitem')).toHaveCount(24);
});

test('an import can be cancelled while it runs, and started again', async ({ page }) => {
  const files = writeSmallIdx(temporary('idx'), 5000, 50);
  await goTo(page, 'Datasets');
  // Also available behind the dialog.
  const listed = page.locator('nav[aria-label="Datasets"] a', { hasText: 'Large discs' });
  await drop(page, files);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill('Large discs');
  await choose(page, dialog.getByLabel(/^Size/), '64 × 64');
  await expect(dialog.getByText(/images to train on, 50 to test, 64 × 64/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  const bar = dialog.getByRole('progressbar', { name: 'Importing' });
  await expect(bar).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(bar).toHaveCount(0);
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  await expect(listed).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(bar).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Large discs' })).toBeVisible();
  await expect(listed).toHaveCount(1);
  await expect(page.getByText(/^5.000 to train on, 50 to test/)).toBeVisible();
});

test('points are imported from a table, and shown as a plane', async ({ page }) => {
  const table = join(temporary('points'), 'two lines.csv');
  const rows = Array.from(
    { length: 70 },
    (_, i) => `${String(i / 10)},${String(i % 2)},${i % 2 ? 'upper' : 'lower'}`,
  );
  writeFileSync(table, `x,y,label\n${rows.join('\n')}\n`);
  await drop(page, [table]);
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('60 points to train on, 10 to test, 2-D.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'two lines' })).toBeVisible();
  const plane = page.getByRole('figure', { name: 'Points of two lines' });
  await expect(plane.getByRole('button', { name: 'upper' })).toBeVisible();
  await expect(plane.getByRole('row', { name: /^lower 30/ })).toBeAttached();
});

test('points are drawn, and imported as a dataset', async ({ page }) => {
  await goTo(page, 'Datasets');
  await page.getByRole('button', { name: 'Draw points' }).click();
  const dialog = page.getByRole('dialog', { name: 'Draw a distribution of points' });
  const plane = dialog.getByRole('application', { name: /^Plane to draw on/ });
  await expect(dialog.getByRole('button', { name: 'Make a dataset' })).toBeDisabled();
  const box = (await plane.boundingBox())!;
  const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const;
  await page.mouse.move(...at(0.2, 0.5));
  await page.mouse.down();
  await page.mouse.move(...at(0.8, 0.5), { steps: 4 });
  await page.mouse.up();
  await expect(plane).toHaveAttribute('aria-label', /[23]\d dabs$/);
  await plane.press('ArrowUp');
  await plane.press('Space');
  await page.keyboard.press('Control+z');
  await dialog.getByRole('button', { name: 'Erase' }).click();
  await page.mouse.click(...at(0.5, 0.5));
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await dialog.getByRole('button', { name: 'Make a dataset' }).click();

  const preview = page.getByRole('dialog');
  await expect(preview).toContainText('points');
  await preview.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Drawn points' })).toBeVisible();
});
