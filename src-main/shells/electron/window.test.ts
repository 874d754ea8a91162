import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  app,
  fakeEvent,
  BrowserWindow as FakeWindow,
  nativeTheme,
  screen,
  session,
  windows,
} from '../../testing/fake-electron';
import { APP_URL } from './app-page';
import { createWindow, lockDown, showWindow } from './window';
import { rememberedState } from './window-state';

vi.mock('electron', () => import('../../testing/fake-electron'));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latent-workbench-window-'));
  app.setPath('userData', folder);
  windows.length = 0;
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  nativeTheme.shouldUseDarkColors = false;
  vi.restoreAllMocks();
});

function created(): FakeWindow {
  createWindow('/app/preload.js', rememberedState(join(folder, 'window.json')));
  return windows.at(-1)!;
}
const written = () => JSON.parse(readFileSync(join(folder, 'window.json'), 'utf8')) as unknown;

describe('a window', () => {
  it('gives its page no access to the machine, and is shown when the page is ready', () => {
    const window = created();
    expect(window.options).toMatchObject({
      width: 1280,
      height: 800,
      minWidth: 720,
      minHeight: 480,
      show: false,
      autoHideMenuBar: true,
      backgroundColor: '#ffffff',
      webPreferences: {
        preload: '/app/preload.js',
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        spellcheck: false,
        backgroundThrottling: false,
      },
    });
    expect(window.calls).toEqual([]);
    window.emit('ready-to-show');
    window.emit('ready-to-show');
    expect(window.calls).toEqual([['show']]);
    nativeTheme.shouldUseDarkColors = true;
    expect(created().options['backgroundColor']).toBe('#16181d');
  });

  it('opens with the position and size that it was closed with', () => {
    const window = created();
    window.bounds = { x: 40, y: 60, width: 1000, height: 600 };
    window.close();
    expect(written()).toEqual({ bounds: window.bounds, maximized: false, theme: 'system', recent: [] });
    const again = created();
    expect(again.options).toMatchObject({ x: 40, y: 60, width: 1000, height: 600 });
    again.maximize();
    again.close();
    expect(created().calls).toEqual([['maximize']]);
  });

  it('writes its state soon after a change, so that a crash loses nothing', () => {
    vi.useFakeTimers();
    const window = created();
    for (let width = 900; width < 910; width++) {
      window.bounds = { x: 10, y: 20, width, height: 600 };
      window.emit('resize');
    }
    expect(() => written()).toThrow();
    vi.advanceTimersByTime(1000);
    expect(written()).toMatchObject({ bounds: { width: 909 } });
    window.bounds = { ...window.bounds, x: 70 };
    window.emit('move');
    vi.advanceTimersByTime(1000);
    expect(written()).toMatchObject({ bounds: { x: 70 } });
    vi.useRealTimers();
  });

  it('opens in the theme that was shown last, its title bar included', () => {
    const remembered = rememberedState(join(folder, 'window.json'));
    remembered.change({ theme: 'dark' });
    remembered.flush();
    created();
    expect(nativeTheme.themeSource).toBe('dark');
    writeFileSync(join(folder, 'window.json'), JSON.stringify({ theme: 'pink' }));
    created();
    expect(nativeTheme.themeSource).toBe('system');
  });

  it('is shown wherever it is', () => {
    const window = created();
    window.minimized = true;
    showWindow(window as never);
    expect(window.calls).toEqual([['restore'], ['show'], ['focus']]);
  });

  it.each([
    ['left of it', { x: -900, y: 0 }, false],
    ['at its left edge', { x: -899, y: 0 }, true],
    ['at its right edge', { x: 1819, y: 0 }, true],
    ['right of it', { x: 1820, y: 0 }, false],
    ['above it', { x: 0, y: -1 }, false],
    ['at its lower edge', { x: 0, y: 979 }, true],
    ['below it', { x: 0, y: 980 }, false],
  ])('opens where it can be seen and moved, even on a different screen: %s', (_where, place, isSeen) => {
    const bounds = { ...place, width: 1000, height: 600 };
    writeFileSync(join(folder, 'window.json'), JSON.stringify({ bounds, maximized: false }));
    const { options } = created();
    expect(options).toMatchObject({ width: 1000, height: 600 });
    expect('x' in options && 'y' in options).toBe(isSeen);
  });

  it('opens on a second screen', () => {
    screen.workArea = { x: 1920, y: 200, width: 800, height: 600 };
    const at = (x: number, y: number) => {
      const bounds = { x, y, width: 300, height: 300 };
      writeFileSync(join(folder, 'window.json'), JSON.stringify({ bounds, maximized: false }));
      return 'x' in created().options;
    };
    expect([at(1721, 200), at(1720, 200), at(2619, 699), at(2620, 300), at(2000, 700)]).toEqual([
      true,
      false,
      true,
      false,
      false,
    ]);
    screen.workArea = { x: 0, y: 0, width: 1920, height: 1080 };
  });

  it('opens with the default size if its saved state cannot be read, and closes even if it cannot be written', () => {
    writeFileSync(join(folder, 'window.json'), '{"bounds":');
    const window = created();
    expect(window.options).toMatchObject({ width: 1280, height: 800 });
    expect(window.options).not.toHaveProperty('x');
    const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    rmSync(folder, { recursive: true });
    window.close();
    expect(window.isGone).toBe(true);
    expect(log.mock.calls.join()).toContain('The state of the window could not be kept');
  });

  it('reloads a crashed page, a few times at most', () => {
    const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const { webContents } = created();
    webContents.emit('render-process-gone', {}, { reason: 'clean-exit' });
    expect(webContents.calls).toEqual([]);
    for (let i = 1; i <= 5; i++) {
      webContents.emit('render-process-gone', {}, { reason: 'crashed' });
      expect(webContents.calls).toHaveLength(Math.min(i, 3));
    }
    expect(log.mock.calls.join()).toContain('The page of the window ended and is loaded again');
  });
});

describe('locked down', () => {
  const { defaultSession } = session;
  const page = new FakeWindow().webContents;

  it('only the app’s own page may copy, and it has no other permission', () => {
    lockDown();
    const granted = (url: string, permission: string): boolean[] => {
      page.url = url;
      const answers = [defaultSession.check!(page, permission)];
      defaultSession.request!(page, permission, (isGranted) => answers.push(isGranted));
      return answers;
    };
    expect(granted(APP_URL, 'clipboard-sanitized-write')).toEqual([true, true]);
    expect(granted(APP_URL, 'notifications')).toEqual([false, false]);
    expect(granted('https://evil.example/', 'clipboard-sanitized-write')).toEqual([false, false]);
    expect(defaultSession.check!(null, 'clipboard-sanitized-write')).toBe(false);
  });

  it('every window stays on the app’s own page, opens no other and embeds none', () => {
    app.removeAllListeners();
    lockDown();
    app.emit('web-contents-created', {}, page);
    expect(page.openHandler?.()).toEqual({ action: 'deny' });
    for (const way of ['will-navigate', 'will-redirect'])
      for (const [url, isPrevented] of [
        [`${APP_URL}#/runs`, false],
        [`${APP_URL}files/report.html`, true],
        ['https://evil.example/', true],
      ] as const) {
        const event = fakeEvent();
        page.emit(way, event, url);
        expect(event.isPrevented, `${way} ${url}`).toBe(isPrevented);
      }
    const embedding = fakeEvent();
    page.emit('will-attach-webview', embedding);
    expect(embedding.isPrevented).toBe(true);
  });
});
