import { expect, test } from './fixtures';
import { goTo, launch, stateOf } from './steps';

test('a run’s checkpoints are listed, pinned and removed, and runs continue from them', async ({ page }) => {
  await launch(page, {
    model: 'Vanilla GAN (MLP)',
    name: 'Base',
    steps: 400,
    fields: { 'Checkpoint every': '100' },
  });
  await expect(stateOf(page)).toHaveText('completed', { timeout: 60_000 });
  await page.getByRole('tab', { name: 'Checkpoints' }).click();
  const table = page.getByRole('table', { name: 'Checkpoints' });
  await expect(table.getByRole('rowheader')).toHaveText(['400', '300', '200', '100']);
  await expect(table.getByRole('row', { name: /^400/ })).toContainText('newest, milestone');

  await page.getByRole('button', { name: 'Pin the checkpoint of step 300' }).click();
  await expect(table.getByRole('row', { name: /^300/ })).toContainText('milestone, pinned');

  // If nothing is left to train, the menu says so.
  const menuOf = (step: number) =>
    page.getByRole('button', { name: `Actions for the checkpoint of step ${String(step)}` });
  await menuOf(400).click();
  const end = page.getByRole('menuitem', { name: /^New run from here/ });
  await expect(end).toBeDisabled();
  await expect(end).toContainText('nothing is left to train');
  await page.keyboard.press('Escape');

  await menuOf(100).click();
  await page.getByRole('menuitem', { name: /^Remove/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(table.getByRole('rowheader')).toHaveText(['400', '300', '200']);

  // By keyboard only.
  await menuOf(200).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: /^Resume from here/ }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Resume from step 200?' });
  await expect(dialog).toContainText(/removed: metrics of 200 steps, 2 checkpoints and \d+ figures/);
  await dialog.getByRole('button', { name: 'Remove and resume' }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect(stateOf(page)).toHaveText('completed', { timeout: 60_000 });
  await expect(table.getByRole('rowheader')).toHaveText(['400', '300', '200']);
  await expect(table.getByRole('row', { name: /^300/ })).not.toContainText('pinned');

  await menuOf(300).click();
  await page.getByRole('menuitem', { name: /^New run from here/ }).click();
  await page.getByLabel('Name', { exact: true }).fill('Branch');
  await page.getByRole('button', { name: 'Queue the run' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Branch' })).toBeVisible();
  await expect(stateOf(page)).toHaveText('completed', { timeout: 60_000 });
  await page.getByRole('tab', { name: 'Configuration' }).click();
  await expect(page.getByText(/Base \(run \d+\), step 300/)).toBeVisible();
  await page.getByRole('link', { name: 'Base', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Base' })).toBeVisible();

  // The number of checkpoints to keep is set for all runs, and applied to ended runs on request.
  await goTo(page, 'Settings');
  const milestones = page.getByLabel('Milestones', { exact: true });
  await expect(milestones).toHaveValue('10');
  await milestones.fill('101');
  await expect(page.getByRole('alert')).toHaveText('It is a whole number from 0 to 100.');
  await milestones.fill('2');
  await milestones.press('Tab');
  await page.getByRole('button', { name: 'Apply to all runs now…' }).click();
  await page.getByRole('button', { name: 'Remove them' }).click();
  await expect(page.getByText('Removed 1 checkpoint.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Checkpoints' })).toContainText(
    /All checkpoints take 10\.\d MB/,
  );
});
