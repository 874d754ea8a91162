import { join } from 'node:path';
import { app, dialog, shell, type BrowserWindow } from 'electron';
import { WINDOW_COMMAND } from '../../contract/window-command';
import { createRouterClient } from '@orpc/server';
import { openLog } from '../../core/log';
import { reportDefect, toProblem } from '../../core/problem';
import { router } from '../../core/router';
import { openWorkbench, type Workbench } from '../../core/workbench';
import { makeFolder } from '../../store/folder';
import { surviveGraphicsCrashes } from './acceleration';
import { APP_URL } from './app-page';
import { dataDirArgument } from './arguments';
import { guardClose } from './close-guard';
import { showContextMenus } from './context-menu';
import { askWhereToSave } from './downloads';
import { setMenu } from './menu';
import { serveRpc } from './rpc';
import { declareScheme, serveScheme } from './scheme';
import { quitWithSession } from './session-end';
import { showProgress } from './taskbar';
import { utilityProcessHost } from './utility-process-host';
import { createWindow, lockDown } from './window';
import { windowPrinter } from './window-printer';

const dataDir = dataDirArgument(process.argv);
let workbench: Workbench | undefined;
let window: BrowserWindow | undefined;

if (isOnlyInstance()) start();
else app.quit();

/** All files of the app and of Chromium are in the data folder; the lock on it allows one window per folder. */
function isOnlyInstance(): boolean {
  const userData = join(dataDir, 'window');
  try {
    makeFolder(userData);
  } catch {
    // Opening the workbench there will fail too, and report why.
    return true;
  }
  app.setPath('userData', userData);
  return app.requestSingleInstanceLock();
}

function start(): void {
  openLog(dataDir);
  // A malformed message on a port causes an unhandled rejection; it must not end the runs.
  process.on('unhandledRejection', (reason) => {
    reportDefect('Unhandled', reason);
  });
  declareScheme();
  surviveGraphicsCrashes(dataDir, async () => workbench?.close());
  app.on('second-instance', () => {
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => {
    app.quit();
  });
  closeOnQuit();
  app
    .whenReady()
    .then(open)
    .catch(async (error: unknown) => {
      const { message, advice } = toProblem('The workbench could not be opened', error, dataDir);
      process.stderr.write(`${message}\n${advice}\n`);
      await dialog.showMessageBox({ type: 'error', title: 'Latent Workbench', message, detail: advice });
      app.exit(1);
    });
}

async function open(): Promise<void> {
  workbench = await openWorkbench({
    dataDir,
    version: app.getVersion(),
    electron: process.versions.electron,
    jobHost: utilityProcessHost(join(__dirname, 'job.js')),
    printer: windowPrinter,
  });
  const api = createRouterClient(router, { context: { workbench } });
  setMenu({
    send: (command) => window?.webContents.send(WINDOW_COMMAND, command),
    openDataFolder,
  });
  lockDown();
  serveScheme({ rendererDirectory: join(__dirname, '../renderer'), files: workbench.files });
  serveRpc(workbench);
  askWhereToSave(() => window);

  window = createWindow(join(__dirname, '../preload/index.js'));
  showContextMenus(window, openDataFolder);
  const { activeRuns, close } = workbench;
  const guard = guardClose(window, { active: () => activeRuns().map((run) => run.name), stop: close });
  quitWithSession(window, () => {
    guard.letGo();
    app.quit();
  });
  const closed = new AbortController();
  window.on('closed', () => {
    closed.abort();
    window = undefined;
  });
  showProgress(window, api, closed.signal).catch((error: unknown) => {
    if (!closed.signal.aborted) reportDefect('The taskbar shows no progress', error);
  });
  await window.loadURL(APP_URL);
  workbench.startQueue();
}

/** Opens the folder in the system's file manager. */
function openDataFolder(): void {
  void shell.openPath(dataDir).then((problem) => {
    if (problem !== '') dialog.showErrorBox('The data folder cannot be shown', `${problem}\n\n${dataDir}`);
  });
}

/** Closes the database before the process ends. */
function closeOnQuit(): void {
  let closing = false;
  app.on('will-quit', (event) => {
    if (workbench === undefined) return;
    event.preventDefault();
    if (closing) return;
    closing = true;
    workbench.close().then(
      () => {
        app.exit(0);
      },
      (error: unknown) => {
        reportDefect('Closing failed', error);
        app.exit(1);
      },
    );
  });
}
