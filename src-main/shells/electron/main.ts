import { join } from 'node:path';
import { app, crashReporter, dialog, nativeTheme, shell, type BrowserWindow } from 'electron';
import { openLog } from '../../core/log';
import { reportDefect, toProblem } from '../../core/problem';
import { t } from '../../contract/texts';
import { LOG_FILE } from '../../contract/system';
import { engineSource } from '../common/engine-source';
import { releaseSource } from '../common/release-source';
import { openFleet } from '../common/fleet';
import { openReachable } from '../common/local-socket';
import { proposedPlace } from '../../core/data-folder-place';
import { currentFiles, openMovable, type MovableWorkbench } from '../../core/movable-workbench';
import type { Workbench } from '../../core/workbench';
import { makeFolder } from '../../store/folder';
import { surviveGraphicsCrashes } from './acceleration';
import { APP_URL } from './app-page';
import { dataDirArgument, wordsOf } from './arguments';
import { guardClose, type CloseGuard } from './close-guard';
import { showContextMenus } from './context-menu';
import { askWhereToSave } from './downloads';
import { followRuns } from './habits';
import { followLanguage, useSystemLanguage } from './language';
import { setMenu, type MenuActions } from './menu';
import { linkRequest, openRequests, PassedOnSchema, type OpenRequest } from './open-requests';
import { openingCommand } from './opening';
import { openPageChannel } from './page-channel';
import { recentItems, runOfAddress } from './recent-items';
import { serveRpc } from './rpc';
import { declareScheme, serveScheme } from './scheme';
import { quitWithSession } from './session-end';
import { showStartProblem } from './start-problem';
import { utilityProcessHost } from './utility-process-host';
import { createWindow, lockDown, showWindow } from './window';
import { windowPrinter } from './window-printer';
import { rememberedState, type RememberedState } from './window-state';

const dataDir = dataDirArgument(process.argv);
/** What this start asks to open; a start beside an open window passes it on. */
const requested = openRequests(wordsOf(process.argv, app.isPackaged), process.cwd());
let movable: MovableWorkbench | undefined;
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
  surviveGraphicsCrashes(dataDir, async () => movable?.close());
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
  /** Follows the workbench that is open; there is nothing to follow before there is a window. */
  let follow: (opened: Workbench) => void = () => undefined;
  let restart = (): void => undefined;
  const opened = await openMovable({
    dataDir,
    open: openHere,
    written: 'window',
    onReopened: (workbench) => {
      follow(workbench);
    },
    restart: () => {
      restart();
    },
    choose: chooseFolder,
  });
  const { current } = opened;
  movable = opened;
  lockDown();
  serveScheme({ rendererDirectory: join(__dirname, '../renderer'), files: currentFiles(current) });
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
  const menu = windowMenu(created, { page, remembered, current });
  let leave = (): void => undefined;
  follow = (workbench) => {
    leave();
    if (created.isDestroyed()) return;
    const leaveLanguage = followLanguage(workbench, menu.show);
    const leaveRuns = followRuns(workbench, created, request);
    leave = () => {
      leaveLanguage();
      leaveRuns();
    };
  };
  follow(current());
  menu.show();
  const pictureScale = () => current().settings.get().defaults.pictureScale;
  showContextMenus(created, { openDataFolder, pictureScale });
  opener = (asked) => {
    showWindow(created);
    page.send(openingCommand(asked, current()));
    if (asked.type === 'files') asked.paths.forEach(menu.addFile);
  };
  waiting.splice(0).forEach(opener);
  created.on('closed', () => {
    leave();
    window = undefined;
  });
  const guard = guardEnd(created, opened);
  restart = () => {
    guard.letGo();
    app.relaunch();
    app.quit();
  };
  await created.loadURL(APP_URL);
  current().startQueue();
}

interface MenuContext {
  readonly page: Pick<MenuActions, 'send'>;
  readonly remembered: RememberedState;
  readonly current: () => Workbench;
}

/** The menu of the window, with what was opened in it last. */
function windowMenu(created: BrowserWindow, { page, remembered, current }: MenuContext) {
  const recent = recentItems({
    remembered,
    nameOf: (id) => nameOfRun(current(), id),
    open: request,
    onChange: show,
  });
  function show(): void {
    const showAbout = () => void app.showAboutPanel();
    setMenu({ ...page, ...recent.menu(), openDataFolder, showLog, showAbout });
  }
  created.webContents.on('did-navigate-in-page', (_event, url) => {
    const run = runOfAddress(url);
    if (run !== null) recent.add(run);
  });
  return {
    show,
    addFile: (path: string): void => {
      recent.add({ type: 'file', path });
      app.addRecentDocument(path);
    },
  };
}

function nameOfRun({ runs }: Workbench, id: number): string | null {
  try {
    return runs.get(id).name;
  } catch {
    return null; // it was removed
  }
}

const openHere = (): Promise<Workbench> =>
  openReachable({
    dataDir,
    version: app.getVersion(),
    electron: process.versions.electron,
    jobHost: utilityProcessHost(join(__dirname, 'job.js')),
    printer: () => windowPrinter,
    engineSource: engineSource(),
    releaseSource: releaseSource(),
    openFleet,
  });

async function chooseFolder(): Promise<string | null> {
  const properties = ['openDirectory', 'createDirectory'] as const;
  const options = { title: t.desktop.chooseDataFolder, properties: [...properties] };
  const { filePaths } = await (window === undefined
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  const [chosen] = filePaths;
  return chosen === undefined ? null : proposedPlace(chosen);
}

/** Runs do not end with the window without a question, or without a checkpoint at the end of the session. */
function guardEnd(created: BrowserWindow, { current, dataFolder, close }: MovableWorkbench): CloseGuard {
  const guard = guardClose(created, {
    active: () =>
      dataFolder.isMoving()
        ? []
        : current()
            .activeRuns()
            .map((run) => run.name),
    stop: close,
    whenClosed: () => current().settings.get().whenClosed,
    remember: (whenClosed) => void current().settings.set({ whenClosed }),
  });
  app.on('before-quit', guard.quitting);
  quitWithSession(created, () => {
    guard.letGo();
    app.quit();
  });
  return guard;
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
    if (movable === undefined) return;
    event.preventDefault();
    if (closing) return;
    closing = true;
    movable.close().then(
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
