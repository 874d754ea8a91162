import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen, session, type Rectangle, type WebContents } from 'electron';
import { reportDefect } from '../../core/problem';
import { isAppPage } from './app-page';

const DEFAULT_SIZE = { width: 1280, height: 800 };
/** A page that crashes on every load would otherwise be reloaded forever. */
const MAX_RELOADS = 3;

export function createWindow(preload: string): BrowserWindow {
  const file = join(app.getPath('userData'), 'window.json');
  const { bounds, maximized } = remembered(file);
  const window = new BrowserWindow({
    ...DEFAULT_SIZE,
    ...bounds,
    // Used on Linux only; elsewhere the packaged app has its own icon.
    icon: join(app.getAppPath(), 'resources', 'icon.png'),
    minWidth: 720,
    minHeight: 480,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181d' : '#ffffff',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      // Charts keep updating while the window is covered; they draw at most once per frame anyway.
      backgroundThrottling: false,
    },
  });
  if (maximized) window.maximize();
  window.once('ready-to-show', () => {
    window.show();
  });
  window.on('close', () => {
    remember(file, window);
  });
  recover(window.webContents);
  return window;
}

/** What the page's "copy" buttons need; all other permissions are denied. */
const GRANTED = ['clipboard-sanitized-write'];

/** Shows only the app's own page, in all current and future windows, whatever the page contains. */
export function lockDown(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((contents, permission, decide) => {
    decide(GRANTED.includes(permission) && isAppPage(contents.getURL()));
  });
  defaultSession.setPermissionCheckHandler(
    (contents, permission) => GRANTED.includes(permission) && isAppPage(contents?.getURL() ?? ''),
  );
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    const onlyAppPage = (event: { preventDefault: () => void }, url: string): void => {
      // A reload is a navigation to the same page.
      if (!isAppPage(url)) event.preventDefault();
    };
    contents.on('will-navigate', onlyAppPage);
    contents.on('will-redirect', onlyAppPage);
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
    });
  });
}

/** Reloads a page that crashed. Runs live in the main process, so the page finds them unchanged. */
function recover(contents: WebContents): void {
  let reloads = 0;
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || reloads++ >= MAX_RELOADS) return;
    reportDefect('The page of the window ended and is loaded again', reason);
    contents.reload();
  });
}

function remembered(file: string): { bounds: Partial<Rectangle>; maximized: boolean } {
  try {
    const { bounds, maximized } = JSON.parse(readFileSync(file, 'utf8')) as {
      bounds: Rectangle;
      maximized: boolean;
    };
    // The screen of the last position may no longer be connected.
    const { workArea } = screen.getDisplayMatching(bounds);
    const visible =
      bounds.x < workArea.x + workArea.width - 100 &&
      bounds.x + bounds.width > workArea.x + 100 &&
      bounds.y >= workArea.y &&
      bounds.y < workArea.y + workArea.height - 100;
    return { bounds: visible ? bounds : { width: bounds.width, height: bounds.height }, maximized };
  } catch {
    // First start, or an unreadable file: use the default size.
    return { bounds: {}, maximized: false };
  }
}

function remember(file: string, window: BrowserWindow): void {
  try {
    writeFileSync(
      file,
      JSON.stringify({ bounds: window.getNormalBounds(), maximized: window.isMaximized() }),
    );
  } catch (error) {
    reportDefect('The size of the window could not be kept', error);
  }
}
