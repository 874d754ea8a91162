import { expect, test } from './fixtures';
import { goTo, launch, stateOf } from './steps';

test('a run is evaluated automatically at its end; one that collapsed reports it, with a remedy', async ({
  page,
}) => {
  test.setTimeout(600_000);
  await goTo(page, 'Settings');
  const atTheEnd = page.getByRole('radio', { name: 'At the end', exact: true });
  await atTheEnd.click();
  await expect(atTheEnd).toBeChecked();

  // The KL term outweighs any gain from using a latent.
  const fields = { β: '1000', 'Hidden units': '16' };
  await launch(page, { model: 'VAE (MLP)', name: 'Collapsed', steps: 60, fields });
  const alert = page.getByRole('alert').filter({ hasText: 'Posterior collapse, seen at step 60' });
  await expect(alert).toBeVisible({ timeout: 500_000 });
  await expect(alert).toContainText('Lower β');
  await expect(stateOf(page).getByTitle('completed, with an alert')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Marks in Loss' })).toContainText(
    'Posterior collapse, step 60',
  );
  await page.getByRole('tab', { name: 'Quality' }).click();
  const quality = page.getByRole('tabpanel', { name: 'Quality' });
  await expect(quality.getByRole('table', { name: 'Likelihood' })).toContainText('Active units');
  await expect(quality).toContainText('samples of step 60');
  await expect(quality.getByRole('img', { name: /above the training images/ })).toBeVisible();

  await alert.getByRole('link', { name: 'New run with this remedy' }).click();
  await expect(page.getByLabel('β', { exact: true })).toHaveValue('250');
  await expect(page.getByLabel('Hidden units', { exact: true })).toHaveValue('16');

  // Once there is an encoder, quality is charted over the steps of a run, at a checkpoint during training and at its
  // end.
  await goTo(page, 'Settings');
  await page.getByRole('radio', { name: 'At checkpoints and the end', exact: true }).click();
  await launch(page, {
    model: 'VAE (MLP)',
    name: 'Watched',
    steps: 1_000_000,
    fields: { 'Hidden units': '16' },
  });
  await page.getByRole('tab', { name: 'Quality' }).click();
  await expect(quality).toContainText(/samples of step \d/, { timeout: 200_000 });
  await expect(stateOf(page)).toHaveText('running');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(stateOf(page)).toHaveText('stopped');
  await expect(quality.getByRole('figure', { name: 'Clipped coverage', exact: true })).toBeVisible({
    timeout: 200_000,
  });
});
