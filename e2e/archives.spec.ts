import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, temporary, test } from './fixtures';
import { download, drop, startAgain } from './steps';

test.use({ withRuns: true });

test('a run is exported as an archive, and imported again: chosen, dropped, or by another start', async ({
  app,
  page,
}) => {
  await page.getByRole('link', { name: 'Prepared VAE', exact: true }).first().click();
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Export Prepared VAE' });
  await dialog.getByRole('radio', { name: 'Archive (lwrun)' }).click();
  const archive = await download(app, () =>
    dialog.getByRole('button', { name: 'Export', exact: true }).click(),
  );
  expect(archive.name).toBe('run-2-archive.lwrun');

  const end = () => readFileSync(archive.path).subarray(-22, -18).toString('latin1');
  await expect.poll(end).toBe('PK\x05\x06');
  await page.keyboard.press('Control+o');
  const importing = page.getByRole('dialog', { name: 'Import a dataset or runs' });
  await importing.getByLabel('Choose files').setInputFiles(archive.path);
  // An archive is read in a process of its own, which takes a while to start beside others.
  const isHereAs = async (run: number) => {
    const note = page.getByText(`run ${String(run)} is the same as run`);
    await expect(note).toBeVisible({ timeout: 40_000 });
    await expect(page).toHaveURL(new RegExp(`runs/${String(run)}$`));
  };
  await isHereAs(3);
  await expect(importing).toBeHidden();
  await expect(page.getByRole('region', { name: 'Samples' }).getByRole('img')).toBeVisible();

  const file = join(temporary('archive'), 'cut.lwrun');
  writeFileSync(file, readFileSync(archive.path).subarray(0, 5000));
  await drop(page, [file]);
  await expect(importing.getByText(/^cut\.lwrun is damaged as a ZIP/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(importing).toBeHidden();

  await drop(page, [archive.path]);
  await isHereAs(4);
  if (app.electron === null) return;
  await startAgain(app, archive.path);
  await isHereAs(5);
});

test('a folder of event files becomes a run that compares with ours, and never trains', async ({ page }) => {
  const logs = temporary('logs');
  const folder = join(logs, 'other-program');
  mkdirSync(folder);
  const files = unzipSync(readFileSync(join('src-main', 'testing', 'tensorflow-events.zip')));
  for (const [name, bytes] of Object.entries(files))
    if (name.startsWith('new/')) writeFileSync(join(folder, name.slice('new/'.length)), bytes);
  writeFileSync(join(folder, 'checkpoint.pt'), 'no event');

  await page.keyboard.press('Control+o');
  const importing = page.getByRole('dialog', { name: 'Import a dataset or runs' });
  await importing.getByLabel('Choose a folder').setInputFiles(folder);
  await expect(page.getByText('Imported “other-program” as run 3.')).toBeVisible();
  await expect(page).toHaveURL(/runs\/3/);
  await expect(page.getByText('imported from TensorBoard')).toBeVisible();
  await expect(page.getByText(/so it cannot be resumed, evaluated or sampled/)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Samples' }).getByRole('img').first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'train/loss' })).toBeVisible();
  await expect(page.getByText('learning_rate')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Resume' })).toBeHidden();

  await page.goto(page.url().replace(/runs\/3/, 'compare/1,3'));
  await expect(page.getByText('other-program').first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'accuracy · other-program' })).toBeVisible();

  const broken = join(logs, 'events.out.tfevents.1.machine');
  writeFileSync(broken, 'no event');
  await page.keyboard.press('Control+o');
  await importing.getByLabel('Choose files').setInputFiles(broken);
  await expect(
    importing.getByText(/not one record of an event file of TensorBoard can be read/),
  ).toBeVisible();
});
