import { expect, test } from './fixtures';
import { goTo } from './steps';

test('a sweep is set up, launched, sorted, laid out and continued', async ({ page }) => {
  await goTo(page, 'Sweeps');
  await expect(page.getByText('No sweeps yet')).toBeVisible();
  await page.getByRole('link', { name: 'Set one up' }).click();
  await page.getByRole('radio', { name: 'VAE (2-D)', exact: true }).click();
  await page.getByLabel('Name', { exact: true }).fill('Rates and seeds');
  await page.getByRole('radio', { name: 'Steps', exact: true }).click();
  await page.getByLabel('Budget', { exact: true }).fill('60');
  const rate = page.getByLabel('Learning rate', { exact: true });
  await rate.fill('0.003, 5');
  await expect(page.getByText('Learning rate must be between 1e-7 and 1.')).toBeVisible();
  await rate.fill('0.003, 0.00001');
  await expect(page.getByText('2 values: 0.003 · 0.00001')).toBeVisible();
  await page.getByLabel('Seeds', { exact: true }).fill('2');
  await page.getByRole('switch', { name: 'Stop by a metric' }).click();
  await expect(page.getByText('Runs are stopped early by a bound of a metric')).toBeVisible();
  await page.getByLabel('Stop above').fill('99999');
  await page.getByLabel('Steps without improvement').fill('2000');
  await page.getByRole('button', { name: 'Launch 4 runs' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'Rates and seeds' })).toBeVisible();
  await expect(page.getByText(/stops if .* > 99.999 or does not improve for 2.000 steps/)).toBeVisible();
  await expect(page.getByText('4 of 4 runs ended')).toBeVisible({ timeout: 60_000 });
  const wall = page.getByRole('region', { name: 'Runs of the sweep' });
  // The higher learning rate has the lower loss after so few steps.
  await expect(wall.getByRole('listitem').locator('dd')).toContainText(['0.003', /\d/, '0.003']);

  await page.getByRole('radio', { name: 'Grid' }).click();
  await expect(wall.getByRole('rowheader')).toHaveCount(2);
  await expect(wall.getByRole('columnheader')).toHaveText(['Learning rate 0.00001', 'Learning rate 0.003']);
  await expect(wall.getByRole('img')).toHaveCount(4);

  await page.getByRole('radio', { name: 'Table' }).click();
  await expect(wall.getByRole('row').nth(1)).toContainText(/0\.003.* ± .*\(n = 2\)/);

  await page.getByRole('radio', { name: 'Hyperparameters' }).click();
  await expect(wall.getByLabel('Learning rate at most')).toHaveAttribute('placeholder', '≤ 0.003');

  await page.getByRole('button', { name: 'Train the best longer' }).click();
  await page.getByRole('button', { name: 'Launch', exact: true }).click();
  await expect(page.getByText(/goes on to 120 steps/)).toBeVisible();

  await page.getByRole('button', { name: 'More runs' }).click();
  await page.getByLabel('Further seeds of every setting').fill('1');
  await page.getByRole('button', { name: 'Launch', exact: true }).click();
  await expect(page.getByText('6 of 6 runs ended')).toBeVisible({ timeout: 60_000 });

  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Compare' })).toBeVisible();
  await goTo(page, 'Sweeps');
  await expect(page.getByRole('link', { name: /Rates and seeds/ })).toContainText('6 of 6 ended');
});
