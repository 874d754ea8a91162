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

/** https://www.electronjs.org/docs/latest/tutorial/security, by its numbers. */
test(
  'the running window follows the security checklist of Electron',
  { tag: '@window' },
  async ({ app, page }) => {
    const running = await app.electron!.evaluate(({ BrowserWindow, session, app: electron }) => {
      const contents = BrowserWindow.getAllWindows()[0]!.webContents as Electron.WebContents & {
        getLastWebPreferences(): Electron.WebPreferences & Record<string, unknown>;
      };
      const preferences = contents.getLastWebPreferences();
      return {
        url: contents.getURL(),
        isDefaultSession: contents.session === session.defaultSession,
        preferences: {
          nodeIntegration: preferences.nodeIntegration,
          nodeIntegrationInWorker: preferences.nodeIntegrationInWorker ?? false,
          contextIsolation: preferences.contextIsolation,
          sandbox: preferences.sandbox,
          webSecurity: preferences.webSecurity,
          allowRunningInsecureContent: preferences.allowRunningInsecureContent,
          experimentalFeatures: preferences.experimentalFeatures,
          enableBlinkFeatures: preferences.enableBlinkFeatures ?? '',
          webviewTag: preferences.webviewTag,
        },
        isPackaged: electron.isPackaged,
      };
    });
    // 1, 18: the page is the app's own, of a scheme of its own that reaches no other file, and neither of the network nor of disks.
    expect(running.url).toMatch(/^workbench:\/\/app\//);
    // 2 to 4, 6, 8 to 11.
    expect(running.preferences).toEqual({
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      enableBlinkFeatures: '',
      webviewTag: false,
    });
    // 5: the page is granted nothing but copying.
    expect(running.isDefaultSession).toBe(true);
    const permissions = await page.evaluate(async () => {
      const asked = ['geolocation', 'notifications', 'midi', 'camera', 'microphone', 'persistent-storage'];
      const states = asked.map(async (name) => {
        const { state } = await navigator.permissions.query({ name: name as PermissionName });
        return state;
      });
      return [...new Set(await Promise.all(states))];
    });
    expect(permissions).toEqual(['denied']);
    // 7: the policy of the page allows scripts of the app only.
    const policy = await page.evaluate(async () => {
      const response = await fetch('/', { method: 'HEAD' });
      return response.headers.get('content-security-policy') ?? '';
    });
    expect(policy).toContain("default-src 'none'; script-src 'self'; ");
    expect(policy).not.toMatch(/unsafe-eval|https?:/);
    // 12: no page is embedded, whatever its options.
    await page.evaluate(() => {
      const view = document.createElement('webview');
      view.setAttribute('src', 'https://example.com/');
      document.body.append(view);
    });
    const kinds = await app.electron!.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((contents) => contents.getType()),
    );
    expect(kinds).toEqual(['window']);
    // 15, 20: the page sees neither Electron nor a way to open addresses outside; 13, 14 and 17 have tests of their own.
    const seen = await page.evaluate(() =>
      Object.keys(window).filter((name) => /electron|ipc|shell|require/i.test(name)),
    );
    expect(seen).toEqual([]);
  },
);

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
