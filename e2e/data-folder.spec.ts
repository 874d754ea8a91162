import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, openWindow, temporary, test } from './fixtures';
import { goTo, launch, stateOf, stepsTaken } from './steps';

/** Another disk than that of temporary folders, on Linux. */
const OTHER_DISK = '/dev/shm';
/** Steps, and the start of TensorFlow, take long on a busy machine. */
const PATIENT = { timeout: 60_000 };

test('the data folder is moved in the settings, and a run that trains goes on there', async ({
  app,
  page,
}) => {
  test.setTimeout(180_000);
  const elsewhere = temporary('moved');
  const target = join(elsewhere, 'deep', 'data');
  await launch(page, {
    model: 'Vanilla GAN (MLP)',
    name: 'Moved',
    steps: 200_000,
    fields: { 'Samples every': '1000', 'Checkpoint every': '100000' },
  });
  await expect.poll(() => stepsTaken(page), PATIENT).toBeGreaterThan(0);
  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Move…' }).click();
  const dialog = page.getByRole('dialog');
  const check = dialog.getByRole('button', { name: 'Check the folder' });
  await expect(check).toBeDisabled();
  await dialog.getByLabel('To the folder').fill('data');
  await check.click();
  await expect(dialog).toContainText('that is not a full path');
  writeFileSync(join(elsewhere, 'file'), '');
  await dialog.getByLabel('To the folder').fill(elsewhere);
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('something is there already');
  await dialog.getByLabel('To the folder').fill(target);
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('A run trains: it stops with a checkpoint first');
  expect(existsSync(join(elsewhere, 'deep'))).toBe(false);
  await dialog.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(page.getByText(`The data folder is ${target} now.`)).toBeVisible(PATIENT);
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(`A link leads to ${realpathSync(target)}.`)).toBeVisible();
  expect(realpathSync(app.dataDir)).toBe(realpathSync(target));

  await goTo(page, 'Runs');
  await page.getByRole('link', { name: 'Moved', exact: true }).click();
  await expect(stateOf(page)).toHaveText('running', PATIENT);
  const before = await stepsTaken(page);
  await expect.poll(() => stepsTaken(page), PATIENT).toBeGreaterThan(before);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(stateOf(page)).toHaveText('stopped', PATIENT);
});

test('a folder that is chosen is proposed, and after a copy to another disk the window opens again @window', async ({
  app,
  page,
}) => {
  test.skip(!existsSync(OTHER_DISK), 'there is no second disk');
  const elsewhere = mkdtempSync(join(OTHER_DISK, 'workbench-e2e-'));
  try {
    mkdirSync(join(elsewhere, 'other'));
    await app.electron!.evaluate(({ app: program, dialog }, chosen) => {
      // A window that starts by itself would wait for Playwright.
      program.relaunch = () => undefined;
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, elsewhere);
    await goTo(page, 'Settings');
    await page.getByRole('button', { name: 'Move…' }).click();
    await page.getByRole('button', { name: 'Choose…' }).click();
    const target = join(elsewhere, 'latent-workbench');
    await expect(page.getByLabel('To the folder')).toHaveValue(target);
    await expect(page.getByRole('dialog')).toContainText('all files are copied and compared');
    const ended = new Promise((resolve) => app.electron!.process().once('exit', resolve));
    await page.getByRole('button', { name: 'Move', exact: true }).click();
    await ended;
    expect(lstatSync(app.dataDir).isSymbolicLink()).toBe(true);
    expect(readdirSync(elsewhere).sort()).toEqual(['latent-workbench', 'other']);

    const again = await openWindow(app.dataDir);
    await goTo(again.page, 'Settings');
    await expect(again.page.getByText(`A link leads to ${target}.`)).toBeVisible();
    await goTo(again.page, 'Datasets');
    await expect(again.page.getByRole('link', { name: /^Discs/ })).toBeVisible();
    await again.close();
  } finally {
    rmSync(elsewhere, { recursive: true, force: true });
  }
});
