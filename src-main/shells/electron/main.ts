import { join } from 'node:path';
import { app, crashReporter, dialog, nativeTheme, shell, type BrowserWindow } from 'electron';
import { openLog } from '../../core/log';
import { reportDefect, toProblem } from '../../core/problem';
import { t } from '../../contract/texts';
import { LOG_FILE } from '../../contract/system';
import { openFleet } from '../common/fleet';
import { openWorkbench, type Workbench } from '../../core/workbench';
import { makeFolder } from '../../store/folder';
import { surviveGraphicsCrashes } from './acceleration';
import { APP_URL } from './app-page';
import { dataDirArgument, wordsOf } from './arguments';
import { guardClose } from './close-guard';
import { showContextMenus } from './context-menu';
import { askWhereToSave } from './downloads';
import { followRuns } from './habits';
import { followLanguage, useSystemLanguage } from './language';
import { setMenu } from './menu';
import { linkRequest, openRequests, PassedOnSchema, type OpenRequest } from './open-requests';
import { openingCommand } from './opening';
import { openPageChannel } from './page-channel';
import { serveRpc } from './rpc';
import { declareScheme, serveScheme } from './scheme';
import { quitWithSession } from './session-end';
import { showStartProblem } from './start-problem';
import { utilityProcessHost } from './utility-process-host';
import { createWindow, lockDown, showWindow } from './window';
import { windowPrinter } from './window-printer';
import { rememberedState } from './window-state';

const dataDir = dataDirArgument(process.argv);
/** What this start asks to open; a start beside an open window passes it on. */
const requested = openRequests(wordsOf(process.argv, app.isPackaged), process.cwd());
let workbench: Workbench | undefined;
let window: BrowserWindow | undefined;
/** Opens what a start asked for; requests wait until there is a window. */
let opener: ((request: OpenRequest) => void) | undefined;
const waiting: OpenRequest[] = [...requested];

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
  return app.requestSingleInstanceLock({ requested });
}

function request(asked: OpenRequest): void {
  if (opener === undefined) waiting.push(asked);
  else opener(asked);
}

function start(): void {
  useSystemLanguage();
  openLog(dataDir);
  // Reports of crashes stay in the data folder.
  crashReporter.start({ uploadToServer: false });
  // A malformed message on a port causes an unhandled rejection; it must not end the runs.
  process.on('unhandledRejection', (reason) => {
    reportDefect('Unhandled', reason);
  });
  declareScheme();
  surviveGraphicsCrashes(dataDir, async () => workbench?.close());
  takeRequests();
  app.on('window-all-closed', () => {
    app.quit();
  });
  closeOnQuit();
  app
    .whenReady()
    .then(open)
    .catch(async (error: unknown) => {
      await showStartProblem(toProblem('The workbench could not be opened', error, dataDir));
      app.exit(1);
    });
}

/** Another start on the same data folder, and on a Mac the Finder and the Dock, come here. */
function takeRequests(): void {
  const show = () => {
    if (window !== undefined) showWindow(window);
  };
  app.on('second-instance', (_event, _argv, _folder, passedOn) => {
    show();
    PassedOnSchema.safeParse(passedOn).data?.requested.forEach(request);
  });
  app.on('activate', show);
  app.on('open-file', (event, path) => {
    event.preventDefault();
    request({ type: 'files', paths: [path] });
  });
  app.on('open-url', (event, link) => {
    event.preventDefault();
    request(linkRequest(link));
  });
}

async function open(): Promise<void> {
  const opened = await openWorkbench({
    dataDir,
    version: app.getVersion(),
    electron: process.versions.electron,
    jobHost: utilityProcessHost(join(__dirname, 'job.js')),
    printer: () => windowPrinter,
    openFleet,
  });
  workbench = opened;
  lockDown();
  serveScheme({ rendererDirectory: join(__dirname, '../renderer'), files: opened.files });
  serveRpc(opened);
  askWhereToSave(() => window);

  const remembered = rememberedState(join(app.getPath('userData'), 'window.json'));
  const created = createWindow(join(__dirname, '../preload/index.js'), remembered);
  window = created;
  const page = openPageChannel(created.webContents, {
    onTheme: (theme) => {
      nativeTheme.themeSource = theme;
      remembered.change({ theme });
    },
    openDataFolder,
  });
  const showMenu = () => {
    setMenu({ ...page, openDataFolder, showLog, showAbout: () => void app.showAboutPanel() });
  };
  const leaveLanguage = followLanguage(opened, showMenu);
  showMenu();
  const pictureScale = () => opened.settings.get().defaults.pictureScale;
  showContextMenus(created, { openDataFolder, pictureScale });
  opener = (asked) => {
    showWindow(created);
    page.send(openingCommand(asked, opened));
  };
  waiting.splice(0).forEach(opener);
  const unfollow = followRuns(opened, created, request);
  created.on('closed', () => {
    unfollow();
    leaveLanguage();
    window = undefined;
  });
  guardEnd(created, opened);
  await created.loadURL(APP_URL);
  opened.startQueue();
}

/** Runs do not end with the window without a question, or without a checkpoint at the end of the session. */
function guardEnd(created: BrowserWindow, { activeRuns, close, settings }: Workbench): void {
  const guard = guardClose(created, {
    active: () => activeRuns().map((run) => run.name),
    stop: close,
    whenClosed: () => settings.get().whenClosed,
    remember: (whenClosed) => void settings.set({ whenClosed }),
  });
  app.on('before-quit', guard.quitting);
  quitWithSession(created, () => {
    guard.letGo();
    app.quit();
  });
}

/** Opens the folder in the system's file manager. */
function openDataFolder(): void {
  void shell.openPath(dataDir).then((problem) => {
    if (problem !== '') dialog.showErrorBox(t.desktop.folderNotShown, `${problem}\n\n${dataDir}`);
  });
}

function showLog(): void {
  shell.showItemInFolder(join(dataDir, LOG_FILE));
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
