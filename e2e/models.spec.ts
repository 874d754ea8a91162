import { expect, test } from './fixtures';
import { goTo } from './steps';

test.use({ withData: false });

test('a model page links to a figure in which distributions are moved apart', async ({ page }) => {
  await goTo(page, 'Models');
  await page.getByRole('link', { name: /^Wasserstein GAN GAN/ }).click();
  await expect(page.getByRole('heading', { name: 'Wasserstein GAN', exact: true })).toBeVisible();
  await page.getByRole('article').getByRole('link', { name: 'Distances between distributions' }).click();
  const sentence = page.locator('.explanation');
  await expect(sentence).toContainText('The two do not meet.');
  const shift = page.getByRole('slider', { name: 'Shift of the generated data' });
  await shift.press('ArrowRight');
  await expect(shift).toHaveAttribute('aria-valuetext', '2.05');
  await expect(sentence).toContainText('distance is 2.050');

  await page.getByRole('button', { name: 'Two normal distributions' }).click();
  await expect(page.getByRole('figure').filter({ hasText: 'KL(generated' })).toContainText('gradient 5.694');
  const stage = page.getByRole('img', { name: /^Real data around 0/ });
  const box = (await stage.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 3];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - box.width, y);
  await page.mouse.up();
  await expect(shift).toHaveAttribute('aria-valuetext', '−4');
  await shift.press('Home');
  await page.getByRole('button', { name: 'Two parallel lines' }).click();
  await expect(sentence).toContainText('its gradient of −1 says: to the right.');
});

test('a critic is trained on a line under each constraint', async ({ page }) => {
  await goTo(page, 'Models');
  await page.getByRole('link', { name: /^What bounds a critic/ }).click();
  const sentence = page.locator('.explanation');
  await expect(sentence).toHaveText(/^Not trained yet/);
  await page.getByRole('button', { name: /1.000 steps/ }).click();
  await expect(sentence).toHaveText(/^After 1.000 steps .*distance is 1\.26.*The penalty /);
  // Under another constraint for as many steps, and on from there.
  await page.getByRole('button', { name: 'Gradient clipping' }).click();
  await expect(sentence).toHaveText(/^After 1.000 steps .*not how steep/);
  await page.getByRole('button', { name: 'Train' }).click();
  await expect(sentence).not.toHaveText(/^After 1.000 steps/);
  await expect(page.getByRole('button', { name: 'One step' })).toBeDisabled();
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Start over' }).click();
  await expect(sentence).toHaveText(/^Not trained yet/);
  await page.getByRole('button', { name: 'One step' }).click();
  await expect(sentence).toHaveText(/^After 1 step its /);
});
