import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, openWindow, test, type App } from './fixtures';
import { goTo, launch, startAgain, stateOf, stepsTaken } from './steps';

/** Clicks an item of the application's menu. */
const choose = (app: App, label: string) =>
  app.electron!.evaluate(({ Menu }, wanted) => {
    const items = Menu.getApplicationMenu()!.items.flatMap(({ submenu }) => submenu?.items ?? []);
    const item = items.find((one) => one.label === wanted);
    if (item === undefined) throw new Error(`The menu has no ${wanted}.`);
    (item.click as () => void)();
  }, label);

/** Clicks an item of the list of what was opened last. */
const chooseRecent = (app: App, label: string) =>
  app.electron!.evaluate(({ Menu }, wanted) => {
    const items = Menu.getApplicationMenu()!.items.flatMap(({ submenu }) => submenu?.items ?? []);
    const recent = items.find((one) => one.label === 'Open recent')?.submenu?.items ?? [];
    (recent.find((one) => one.label === wanted)!.click as () => void)();
  }, label);

const windowState = ({ dataDir }: App) => {
  const file = join(dataDir, 'window', 'window.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>) : {};
};

test.describe('on the desktop', { tag: '@window' }, () => {
  test('the menu does what the page does', async ({ app, page }) => {
    await choose(app, 'New run');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('New run');
    await choose(app, 'Settings');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');
    await choose(app, 'Import a dataset…');
    await expect(page.getByRole('dialog')).toContainText('Import');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await choose(app, 'Keys');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await choose(app, 'Record samples now');
    await expect(page.getByText('Open a run that trains or is paused first.')).toBeVisible();
    await choose(app, 'Copy diagnostics');
    await expect
      .poll(() => app.electron!.evaluate(({ clipboard }) => clipboard.readText()))
      .toContain('"version"');
  });

  test('another start opens its links and files in the first window', async ({ app, page }) => {
    await startAgain(app, 'latent-workbench://run/999');
    await expect(page).toHaveURL(/#\/runs\/999$/);
    await startAgain(app, 'latent-workbench://run/../settings');
    await expect(page.getByText('That link names no run.')).toBeVisible();
    await startAgain(app, join(__dirname, 'idx.ts'));
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('idx.ts');
    expect(app.electron!.windows()).toHaveLength(1);

    // What was opened is in the menu, and kept with the window.
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await chooseRecent(app, 'idx.ts');
    await expect(dialog).toContainText('idx.ts');
    await expect
      .poll(() => windowState(app))
      .toMatchObject({
        recent: [
          { type: 'file', path: join(__dirname, 'idx.ts') },
          { type: 'run', id: 999 },
        ],
      });
  });

  test('its frame follows the theme, and it opens again in its place and size', async ({ app, page }) => {
    await goTo(page, 'Settings');
    await page.getByRole('radio', { name: 'Dark' }).click();
    const source = () => app.electron!.evaluate(({ nativeTheme }) => nativeTheme.themeSource);
    await expect.poll(source).toBe('dark');
    await app.electron!.evaluate(({ BrowserWindow, Menu }) => {
      const window = BrowserWindow.getAllWindows()[0]!;
      window.setBounds({ x: 40, y: 30, width: 1000, height: 700 });
      const items = Menu.getApplicationMenu()!.items.flatMap(({ submenu }) => submenu?.items ?? []);
      const zoomIn = items.find(({ role }) => role?.toLowerCase() === 'zoomin')!;
      (zoomIn.click as (...given: unknown[]) => void)({}, window, window.webContents);
    });
    await expect.poll(() => windowState(app)).toMatchObject({ theme: 'dark', bounds: { width: 1000 } });
    const zoom = ({ electron }: App) =>
      electron!.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getZoomLevel());
    const zoomed = await zoom(app);
    expect(zoomed).toBeGreaterThan(0);
    await app.close();
    const again = await openWindow(app.dataDir);
    const bounds = await again.electron!.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.getBounds(),
    );
    expect(bounds).toMatchObject({ width: 1000, height: 700 });
    expect(await zoom(again)).toBe(zoomed);
    const shown = () => again.page.evaluate(() => document.documentElement.dataset['theme']);
    await expect.poll(shown).toBe('dark');
    await again.close();
  });

  test('a run trains on in the background, keeps the machine awake, and notifies when it is completed', async ({
    app,
    page,
  }) => {
    test.setTimeout(180_000);
    const electron = app.electron!;
    await electron.evaluate(({ dialog, Notification, powerSaveBlocker }) => {
      const seen = { titles: [] as string[], blocks: 0 };
      (globalThis as { seen?: typeof seen }).seen = seen;
      // Without a service of the system nothing is shown. `show` belongs to each object, what it inherits to all.
      Notification.isSupported = () => true;
      const inherited = Object.getPrototypeOf(Notification.prototype) as NodeJS.EventEmitter;
      Object.assign(Notification.prototype, {
        once(this: Electron.Notification, event: string, listener: () => void) {
          seen.titles.push(this.title);
          return inherited.once.call(this, event, listener);
        },
      });
      const start = powerSaveBlocker.start.bind(powerSaveBlocker);
      powerSaveBlocker.start = (type) => {
        seen.blocks += 1;
        return start(type);
      };
      dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: true });
    });
    const seen = () =>
      electron.evaluate(() => (globalThis as { seen?: { titles: string[]; blocks: number } }).seen!);
    const isVisible = () =>
      electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isVisible());
    await launch(page, {
      model: 'Vanilla GAN (MLP)',
      name: 'Hidden',
      steps: 200_000,
      fields: { 'Samples every': '1000', 'Checkpoint every': '100000' },
    });
    await expect.poll(() => stepsTaken(page)).toBeGreaterThan(20);
    expect((await seen()).blocks).toBe(1);

    await page.getByRole('button', { name: 'Actions for Hidden' }).click();
    await page.getByRole('menuitem', { name: 'Save a checkpoint now' }).click();
    await expect(page.getByText(/^Saved and pinned a checkpoint after step/)).toBeVisible();

    await electron.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]!.close();
    });
    await expect.poll(isVisible).toBe(false);
    const before = await stepsTaken(page);
    await expect.poll(() => stepsTaken(page)).toBeGreaterThan(before);
    await startAgain(app);
    await expect.poll(isVisible).toBe(true);

    await goTo(page, 'Settings');
    await expect(page.getByRole('radio', { name: 'They train on in the background' })).toBeChecked();
    await page.getByRole('radio', { name: 'They stop with a checkpoint' }).click();
    await goTo(page, 'Runs');
    await page.getByRole('link', { name: 'Hidden', exact: true }).click();
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await expect(stateOf(page)).toHaveText('stopped');
    await launch(page, { model: 'Vanilla GAN (MLP)', name: 'Short', steps: 300 });
    await goTo(page, 'Settings');
    await expect.poll(async () => (await seen()).titles, { timeout: 60_000 }).toContain('Short is completed');
  });
});
