import { expect, openWindow, test } from './fixtures';
import { isRunning, killTrainer, trainersOf } from './processes';
import { launch, stateOf, stepsTaken } from './steps';

test('a killed trainer interrupts its run, which is resumed to its end', async ({ app, page }) => {
  await launch(page, {
    model: 'Vanilla GAN (MLP)',
    name: 'Killed',
    steps: 1500,
    fields: { 'Samples every': '1000', 'Checkpoint every': '100' },
  });
  await expect.poll(() => stepsTaken(page)).toBeGreaterThan(200);
  await killTrainer(app.pid);
  await expect(stateOf(page)).toHaveText('interrupted');
  await expect(page.getByRole('alert').first()).toContainText(/ended unexpectedly at step/);
  await page.getByRole('alert').first().getByRole('button', { name: 'Resume' }).click();
  await expect(stateOf(page)).toHaveText('completed', { timeout: 60_000 });
  expect(await stepsTaken(page)).toBe(1500);
});

test('closing the window in the middle of a run asks, and stops it with a checkpoint', async ({
  app,
  page,
}) => {
  test.skip(app.electron === null, 'A browser tab may be closed: the runs go on.');
  const electron = app.electron!;
  await launch(page, {
    model: 'Vanilla GAN (MLP)',
    name: 'Guarded',
    steps: 200_000,
    fields: { 'Samples every': '1000' },
  });
  await expect.poll(() => stepsTaken(page)).toBeGreaterThan(100);
  await expect
    .poll(() => electron.evaluate(() => (globalThis as { asked?: unknown }).asked === undefined))
    .toBe(true);

  const answer = (response: number) =>
    electron.evaluate(({ dialog }, chosen) => {
      const holder = globalThis as { asked?: { message: string; buttons?: string[] } };
      dialog.showMessageBox = ((_window: unknown, options: { message: string; buttons?: string[] }) => {
        holder.asked = options;
        return Promise.resolve({ response: chosen, checkboxChecked: false });
      }) as never;
    }, response);
  const close = () =>
    electron.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]!.close();
    });

  await answer(1);
  await close();
  await expect
    .poll(() => electron.evaluate(() => (globalThis as { asked?: { message: string } }).asked?.message))
    .toContain('Guarded');
  const still = await stepsTaken(page);
  await expect.poll(() => stepsTaken(page)).toBeGreaterThan(still);

  const trainers = trainersOf(app.pid);
  await answer(0);
  const ended = new Promise((resolve) => electron.process().once('exit', resolve));
  await close();
  expect(await ended).toBe(0);
  expect(trainers.filter(isRunning)).toEqual([]);

  const again = await openWindow(app.dataDir);
  await again.page.getByRole('link', { name: 'Guarded' }).click();
  await expect(stateOf(again.page)).toHaveText('stopped');
  await expect(again.page.getByRole('button', { name: 'Resume', exact: true })).toBeVisible();
  await again.close();
});

test('one window for a data folder', async ({ app }) => {
  test.skip(app.electron === null, 'The server tells in its own way.');
  const second = await openWindow(app.dataDir).then(
    () => 'opened',
    () => 'did not open',
  );
  expect(second).toBe('did not open');
  await expect(app.page.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible();
});
