import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { goTo, launch, stateOf, stepsTaken } from './steps';

/** More steps than any test waits for. */
const ENDLESS = 50_000_000;

async function launchAll(page: Page, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await launch(page, {
      model: 'Vanilla GAN (MLP)',
      name,
      steps: ENDLESS,
      fields: { 'Samples every': '1000000' },
    });
  }
}

const rowOf = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });

async function open(page: Page, name: string): Promise<void> {
  await goTo(page, 'Runs');
  await page.getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

test('a queued run is moved before others, on its page and by keyboard in the table', async ({ page }) => {
  await launchAll(page, ['First', 'Second', 'Third', 'Fourth']);
  const place = page.getByRole('status').filter({ hasText: /^\d+.. in the queue/ });
  await expect(place).toContainText('3rd in the queue. Waits for First.');
  await page.getByRole('button', { name: 'Move up' }).click();
  await expect(place).toContainText('2nd in the queue');
  await page.getByRole('button', { name: 'Move to front' }).click();
  await expect(place).toContainText('1st in the queue');
  // The focus stays on the button, though no further move is possible.
  await expect(page.getByRole('button', { name: 'Move to front' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Move to front' })).toBeDisabled();

  await goTo(page, 'Runs');
  await expect(rowOf(page, 'Third')).toContainText('3rd in the queue');
  await page.getByRole('button', { name: 'Actions for Third' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Move to front' }).focus();
  await page.keyboard.press('Enter');
  await expect(rowOf(page, 'Third')).toContainText('1st in the queue');
  await expect(rowOf(page, 'Second')).toContainText('3rd in the queue');
  await page.getByRole('button', { name: 'Actions for Third' }).click();
  await page.getByRole('menuitem', { name: 'Move down' }).click();
  await expect(rowOf(page, 'Fourth')).toContainText('1st in the queue');

  // Third, which is queued before Second, is moved to the front from the panel of the status bar.
  await page.getByRole('button', { name: 'queue 3' }).click();
  const panel = page.getByRole('region', { name: 'Queue' });
  await expect(panel.getByRole('listitem')).toContainText(['First', 'Fourth', 'Third', 'Second']);
  await panel.getByRole('button', { name: 'Run next: Third' }).click();
  await expect(panel.getByRole('listitem')).toContainText(['First', 'Third', 'Fourth', 'Second']);
  await panel.getByRole('button', { name: 'Run next: Fourth' }).click();
  await expect(panel.getByRole('listitem')).toContainText(['First', 'Fourth', 'Third', 'Second']);
  await page.keyboard.press('Escape');

  await open(page, 'First');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(stateOf(page)).toHaveText('stopped');
  await open(page, 'Fourth');
  await expect(stateOf(page)).toHaveText('running');
  await open(page, 'Second');
  await expect(place).toContainText('2nd in the queue. Waits for Fourth.');
});

test('a run lets others train first, also from a pause, and continues after them at the same step', async ({
  page,
}) => {
  await launchAll(page, ['First']);
  await expect(stateOf(page)).toHaveText('running');
  await expect.poll(() => stepsTaken(page)).toBeGreaterThan(0);
  // Without queued runs there is no such action.
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Pause and let others run' })).toHaveCount(0);

  await launchAll(page, ['Second']);
  await open(page, 'First');
  await page.getByRole('button', { name: 'Pause and let others run' }).click();
  await expect(stateOf(page)).toHaveText('queued');
  const reached = await stepsTaken(page);
  expect(reached).toBeGreaterThan(0);
  await expect(
    page.getByRole('status').filter({ hasText: '1st in the queue. Waits for Second.' }),
  ).toBeVisible();

  // The reverse, from the page of the queued run.
  await open(page, 'Second');
  await expect.poll(() => stepsTaken(page)).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(stateOf(page)).toHaveText('paused');
  await open(page, 'First');
  await expect(page.getByText('Waits for Second, which is paused')).toBeVisible();
  await page.getByRole('button', { name: 'Let others run' }).click();
  await expect(stateOf(page)).toHaveText('running');
  await expect.poll(() => stepsTaken(page)).toBeGreaterThan(reached);
  await open(page, 'Second');
  await expect(stateOf(page)).toHaveText('queued');
});

test('as many runs train at the same time as the settings allow', async ({ page }) => {
  await launchAll(page, ['First', 'Second', 'Third']);
  await expect(stateOf(page)).toHaveText('queued');
  await goTo(page, 'Settings');
  const atOnce = page.getByRole('radiogroup', { name: 'Runs that train at once' });
  await expect(atOnce.getByRole('radio', { name: '1' })).toBeChecked();
  await atOnce.getByRole('radio', { name: '2' }).click();
  await open(page, 'Second');
  await expect(stateOf(page)).toHaveText('running');
  await expect.poll(() => stepsTaken(page)).toBeGreaterThan(0);
  await open(page, 'First');
  await expect(stateOf(page)).toHaveText('running');
  await open(page, 'Third');
  await expect(page.getByText('1st in the queue. Waits for Second or First.')).toBeVisible();
  await page.reload();
  await goTo(page, 'Settings');
  await expect(atOnce.getByRole('radio', { name: '2' })).toBeChecked();
});
