import { expect, test } from './fixtures';
import { choose, download, goTo } from './steps';

test.use({ withRuns: true });

test('a run is starred, tagged and noted, and found by these', async ({ page }) => {
  await goTo(page, 'Runs');
  const table = page.getByRole('table', { name: 'Runs' });
  const names = table.getByRole('link');
  await table.getByRole('row', { name: /Prepared GAN/ }).hover();
  await table.getByRole('button', { name: 'Star of Prepared GAN' }).click();
  await expect(table.getByRole('button', { name: 'Star of Prepared GAN' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );

  await names.filter({ hasText: 'Prepared GAN' }).click();
  await page.getByRole('button', { name: 'Tags of Prepared GAN' }).click();
  const box = page.getByRole('combobox', { name: 'Find or create a tag' });
  await box.fill('기준 run');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option', { name: /기준 run/ })).toBeVisible();
  await expect(box).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('list', { name: 'Tags' })).toHaveText('기준 run');

  await page.getByRole('button', { name: 'Actions for Prepared GAN' }).click();
  await page.getByRole('menuitem', { name: 'Add notes' }).click();
  await page
    .getByRole('textbox', { name: 'Notes, in Markdown' })
    .fill('# Sharp\n\n**but** <img src=x onerror="document.title=1"> [paper](javascript:alert(1))');
  await page.keyboard.press('Control+Enter');
  const notes = page.getByRole('region', { name: 'Notes' });
  await expect(notes.getByRole('heading', { name: 'Sharp' })).toBeVisible();
  await expect(notes).toContainText('but <img src=x onerror="document.title=1"> paper');
  await expect(notes.locator('img, a')).toHaveCount(0);
  await page.reload();
  await expect(notes.getByRole('heading', { name: 'Sharp' })).toBeVisible();

  await goTo(page, 'Runs');
  const filter = page.getByRole('combobox', { name: 'Filter runs' });
  for (const query of ['tag:기준', 'star:yes', 'is:noted', '-tag:기준']) {
    await filter.fill(query);
    await expect(names).toHaveText([query.startsWith('-') ? 'Prepared VAE' : 'Prepared GAN']);
  }
});

test('selected runs are tagged together, removed, restored and deleted permanently', async ({ page }) => {
  await goTo(page, 'Runs');
  await page.getByRole('checkbox', { name: 'Select all runs' }).click();
  const bar = page.getByRole('toolbar', { name: 'Selected runs' });
  await expect(bar).toContainText('2 selected');
  await bar.getByRole('button', { name: 'Tag' }).click();
  await page.getByRole('combobox', { name: 'Find or create a tag' }).fill('pair');
  await page.keyboard.press('Enter');
  const table = page.getByRole('table', { name: 'Runs' });
  await expect(table.getByRole('list', { name: 'Tags' })).toHaveText(['pair', 'pair']);
  await page.keyboard.press('Escape');
  await bar.getByRole('button', { name: 'Star' }).click();
  await expect(table.getByRole('button', { name: /^Star of/, pressed: true })).toHaveCount(2);

  // The selection is kept when the list is left and opened again.
  await bar.getByRole('button', { name: 'Compare 2' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Compare' })).toBeVisible();
  await page.goBack();
  await bar.getByRole('button', { name: 'Remove 2' }).click();
  await expect(page.getByText('Moved 2 runs to the trash.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No runs yet' })).toBeVisible();

  await page.getByRole('link', { name: 'Trash' }).click();
  const removed = page.getByRole('table', { name: 'Removed runs' });
  await removed.getByRole('button', { name: 'Restore Prepared VAE' }).click();
  await expect(removed.getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: 'Empty the trash' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByText(/^Deleted 1 run, which freed \d.* [KM]?B\.$/)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'The trash is empty' })).toBeVisible();
  await page.getByRole('link', { name: 'Back to the runs' }).click();
  await expect(table.getByRole('link')).toHaveText(['Prepared VAE']);
});

test('columns, groups, the gallery and saved views are chosen, and kept after a reload', async ({ page }) => {
  await goTo(page, 'Runs');
  const table = page.getByRole('table', { name: 'Runs' });
  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  await page.getByRole('combobox', { name: 'Add a column' }).fill('learning rate');
  await page.getByRole('option', { name: /^Learning rate learningRate/ }).click();
  await page.getByRole('button', { name: 'Move Learning rate left' }).click();
  await page.getByRole('button', { name: 'Hide Dataset' }).click();
  await page.getByRole('combobox', { name: 'Add a column' }).fill('g_loss@20');
  await page.getByRole('option', { name: /^Generator loss, at step 20/ }).click();
  await page.keyboard.press('Escape');
  const heads = table.getByRole('columnheader');
  const shown = [
    /^\s*$/,
    'Name',
    'State',
    'Trend',
    'Mean value',
    'Time',
    'Learning rate',
    'Samples',
    'Generator loss, at step 20',
    'Actions',
  ];
  await expect(heads).toHaveText(shown);
  await expect(table.getByRole('row', { name: /Prepared VAE/ })).toContainText('0.001');
  await expect(
    table.getByRole('row', { name: /Prepared GAN/ }).getByTitle(/^Generator loss, at step 20: \d/),
  ).toBeVisible();

  await choose(page, page.getByLabel(/^Group by/), 'Model');
  const fold = table.getByRole('button', { name: /^vae-mlp/ });
  await expect(fold).toHaveAttribute('aria-expanded', 'true');
  await fold.click();
  await expect(table.getByRole('link')).toHaveText(['Prepared GAN']);

  await page.getByRole('combobox', { name: 'Filter runs' }).fill('seed:1');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('textbox', { name: 'Name of the view' }).fill('모델별');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^모델별/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await choose(page, page.getByLabel(/^Group by/), 'No groups');
  await page.getByRole('button', { name: 'Gallery' }).click();
  await expect(
    page.getByRole('listitem').filter({ hasText: 'Prepared VAE' }).getByRole('link'),
  ).toBeVisible();

  await page.reload();
  await expect(page.getByRole('button', { name: 'Gallery' })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('button', { name: /^모델별/ }).click();
  await expect(page.getByRole('combobox', { name: 'Filter runs' })).toHaveValue('seed:1');
  await expect(heads).toHaveText(shown);
  await expect(fold).toBeVisible();
});

test('a comparison is saved with a name, a note and its sections, opened again, renamed and removed', async ({
  app,
  page,
}) => {
  await goTo(page, 'Runs');
  await page.getByRole('checkbox', { name: 'Select all runs' }).click();
  await page.getByRole('button', { name: 'Compare 2' }).click();
  await page.getByRole('button', { name: 'Sections' }).click();
  await page.getByRole('checkbox', { name: 'Charts' }).click();
  await page.getByRole('button', { name: 'Move Final metrics up' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Charts' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Saved', exact: true }).click();
  await page.getByRole('textbox', { name: 'Name of the comparison' }).fill('GAN 대 VAE');
  await page.getByRole('textbox', { name: 'Note' }).fill('The VAE is blurrier.');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const saved = page.getByRole('button', { name: 'GAN 대 VAE', exact: true });
  await expect(saved).toHaveAttribute('title', 'The VAE is blurrier.');

  await goTo(page, 'Compare');
  await page.reload();
  await page.getByRole('button', { name: 'Saved', exact: true }).click();
  await page.getByRole('button', { name: /^GAN 대 VAE/ }).click();
  await expect(page.getByRole('link', { name: 'Prepared GAN', exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Final metrics' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Charts' })).toHaveCount(0);
  const { name, text } = await download(app, () =>
    page.getByRole('button', { name: 'Export report' }).click(),
  );
  expect(name).toBe('runs-1-2-report.html');
  expect(text).toContain('The VAE is blurrier.');
  expect(text).not.toContain('<h2>Curves</h2>');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('option', { name: /^GAN 대 VAE/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await saved.click();
  await page.getByRole('textbox', { name: 'Name of the comparison' }).fill('Pair');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByRole('button', { name: 'Pair', exact: true }).click();
  await page.getByRole('button', { name: 'Remove the comparison Pair' }).click();
  await expect(page.getByText('No comparison is saved yet.')).toBeVisible();
});
