import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './fixtures';
import { goTo } from './steps';

test('the page has no access to the machine except its own port', async ({ page }) => {
  await goTo(page, 'Settings');
  const found = await page.evaluate(() => ({
    require: typeof (window as { require?: unknown }).require,
    process: typeof (window as { process?: unknown }).process,
    electron: Object.keys(window).filter((name) => /electron|ipc/i.test(name)),
  }));
  expect(found).toEqual({ require: 'undefined', process: 'undefined', electron: [] });
});

test('nothing outside the workbench can be loaded', async ({ page }) => {
  const outside = await page.evaluate(async () => {
    const blocked = new Promise<string>((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => {
        resolve(event.effectiveDirective);
      });
    });
    await fetch('http://127.0.0.1:9/').catch(() => undefined);
    return blocked;
  });
  expect(outside).toBe('connect-src');
  const script = await page.evaluate(
    () =>
      new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => {
          resolve(event.effectiveDirective);
        });
        const element = document.createElement('script');
        element.textContent = 'window.injected = true';
        document.body.append(element);
      }),
  );
  expect(script).toBe('script-src-elem');
  expect(await page.evaluate(() => 'injected' in window)).toBe(false);
});

test('the window stays on the workbench', { tag: '@window' }, async ({ app, page }) => {
  const settings = await app.electron!.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]!.webContents as Electron.WebContents & {
      getLastWebPreferences(): Electron.WebPreferences;
    };
    const { sandbox, contextIsolation, nodeIntegration, webSecurity } = contents.getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration, webSecurity };
  });
  expect(settings).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  });
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');
  expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true);

  const before = page.url();
  for (const url of [
    'https://example.com/',
    'file:///etc/passwd',
    'workbench://other/',
    'workbench://app/files/workbench.log',
    'workbench://app/index.html',
  ]) {
    await page.evaluate((to) => {
      location.href = to;
    }, url);
    // After a click, Playwright waits for a navigation that never comes.
    await page.waitForTimeout(300);
    expect(await page.evaluate(() => document.title)).toBe('Latent Workbench');
    expect(page.url()).toBe(before);
  }
  expect(app.electron!.windows()).toHaveLength(1);
});

test('the window follows no redirection', { tag: '@window' }, async ({ app }) => {
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    response.writeHead(302, { location: '/elsewhere' }).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await app.electron!.evaluate(
    ({ BrowserWindow }, url) =>
      BrowserWindow.getAllWindows()[0]!
        .loadURL(url)
        .catch(() => undefined),
    `http://127.0.0.1:${String(port)}/start`,
  );
  expect(asked).toEqual(['/start']);
  server.close();
});

test('the printed address opens the workbench once', { tag: '@browser' }, async ({ app, page }) => {
  const { origin, search } = new URL(app.address!);
  const stranger = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(origin + path, { headers, redirect: 'manual' });
    return { status: response.status, text: await response.text() };
  };
  expect((await stranger('/?token=wrong')).status).toBe(401);
  // The page has redeemed the printed token, which is valid only once.
  expect(search).toMatch(/^\?token=.{20}/);
  expect((await stranger(`/${search}`)).status).toBe(401);
  const { status, text } = await stranger('/');
  expect(status).toBe(401);
  expect(text).toContain('address that was printed');
  expect((await stranger('/files/figures/1')).status).toBe(401);

  // A second tab of the same browser has access.
  const second = await page.context().newPage();
  await second.goto(origin);
  await expect(second.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible();
  expect(await second.evaluate(() => document.cookie)).toBe('');
});
