import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen, session, type Rectangle, type WebContents } from 'electron';
import { reportDefect } from '../../core/problem';
import { isAppPage } from './app-page';
import type { RememberedState, WindowState } from './window-state';

const DEFAULT_SIZE = { width: 1280, height: 800 };
/** A page that crashes on every load would otherwise be reloaded forever. */
const MAX_RELOADS = 3;

export function createWindow(preload: string, remembered: RememberedState): BrowserWindow {
  const { bounds, maximized, theme } = remembered.state;
  // Also the title bar, and what the page finds as the system's theme.
  nativeTheme.themeSource = theme;
  const window = new BrowserWindow({
    ...DEFAULT_SIZE,
    ...visible(bounds),
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
  remember(window, remembered);
  recover(window.webContents);
  return window;
}

/** Shows the window, wherever it is: hidden, minimized or behind others. */
export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
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

/** The place of the window; only its size if that place is no longer on a screen. */
function visible(bounds: WindowState['bounds']): Partial<Rectangle> {
  if (bounds === null) return {};
  const { x, y, width, height } = bounds;
  const { workArea } = screen.getDisplayMatching(bounds);
  const isVisible =
    x < workArea.x + workArea.width - 100 &&
    x + width > workArea.x + 100 &&
    y >= workArea.y &&
    y < workArea.y + workArea.height - 100;
  return isVisible ? bounds : { width, height };
}

function remember(window: BrowserWindow, remembered: RememberedState): void {
  const note = (): void => {
    remembered.change({ bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  };
  window.on('resize', note);
  window.on('move', note);
  window.on('close', () => {
    note();
    remembered.flush();
  });
}
