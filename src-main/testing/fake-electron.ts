/**
 * For unit tests of the window's shell, what it uses of Electron, which only lives in a process of its own: the names of
 * the package, with what was called of each. What Electron itself does is tested end to end.
 */
import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';
import { MessageChannel, type MessagePort } from 'node:worker_threads';

class Recorded extends EventEmitter {
  /** What was called, with its arguments. */
  readonly calls: unknown[][] = [];
  protected record(...call: unknown[]): void {
    this.calls.push(call);
  }
}

/** Something that can be prevented. */
export function fakeEvent() {
  const event = {
    isPrevented: false,
    preventDefault() {
      event.isPrevented = true;
    },
  };
  return event;
}

class FakeContents extends Recorded {
  url = '';
  openHandler: (() => { action: string }) | null = null;
  getURL = () => this.url;
  send = (...given: unknown[]) => {
    this.record('send', ...given);
  };
  reload = () => {
    this.record('reload');
  };
  setWindowOpenHandler = (handler: () => { action: string }) => {
    this.openHandler = handler;
  };
}

export class BrowserWindow extends Recorded {
  readonly webContents = new FakeContents();
  bounds = { x: 0, y: 0, width: 900, height: 700 };
  isGone = false;
  readonly options: Record<string, unknown>;
  isMaximized = () => this.calls.some(([name]) => name === 'maximize');
  minimized = false;
  focused = false;

  constructor(options: Record<string, unknown> = {}) {
    super();
    this.options = options;
    windows.push(this);
  }
  isMinimized = () => this.minimized;
  isFocused = () => this.focused;
  isDestroyed = () => this.isGone;
  getNormalBounds = () => this.bounds;
  maximize = () => {
    this.record('maximize');
  };
  show = () => {
    this.record('show');
    this.emit('show');
  };
  hide = () => {
    this.record('hide');
    this.emit('hide');
  };
  restore = () => {
    this.record('restore');
  };
  focus = () => {
    this.record('focus');
  };
  setTitle = (title: string) => {
    this.record('setTitle', title);
  };
  setProgressBar = (...given: unknown[]) => {
    this.record('setProgressBar', ...given);
  };
  loadURL = async (url: string) => {
    this.webContents.url = url;
    this.record('loadURL', url);
  };
  close = () => {
    const event = fakeEvent();
    this.emit('close', event);
    if (event.isPrevented) return;
    this.isGone = true;
    this.emit('closed');
    app.emit('window-all-closed');
  };
}

class FakeApp extends Recorded {
  isPackaged = false;
  paths: Record<string, string> = {};
  isFirst = true;
  /** What this start passes on to the first one. */
  passedOn: unknown = null;
  getPath = (name: string) => this.paths[name] ?? tmpdir();
  setPath = (name: string, path: string) => {
    this.paths[name] = path;
  };
  getVersion = () => '1.2.3';
  getPreferredSystemLanguages = () => ['en-GB'];
  getAppPath = () => tmpdir();
  whenReady = () => Promise.resolve();
  requestSingleInstanceLock = (passedOn: unknown) => {
    this.passedOn = passedOn;
    return this.isFirst;
  };
  addRecentDocument = (path: string) => {
    this.record('addRecentDocument', path);
  };
  showAboutPanel = () => {
    this.record('showAboutPanel');
  };
  disableHardwareAcceleration = () => {
    this.record('disableHardwareAcceleration');
  };
  relaunch = (options: unknown) => {
    this.record('relaunch', options);
  };
  exit = (code: number) => {
    this.record('exit', code);
  };
  quit = () => {
    this.record('quit');
    this.emit('before-quit');
    const open = windows.find(({ isGone }) => !isGone);
    // The last window that closes quits again.
    if (open !== undefined) open.close();
    else this.emit('will-quit', fakeEvent());
  };
}

class FakeDialog extends Recorded {
  /** The answers, one a question. */
  answers: Promise<unknown>[] = [];
  showErrorBox = (...given: unknown[]) => {
    this.record('showErrorBox', ...given);
  };
  showMessageBox = (...given: unknown[]) => this.#asked('showMessageBox', given);
  showSaveDialog = (...given: unknown[]) => this.#asked('showSaveDialog', given);
  #asked(name: string, given: unknown[]): Promise<unknown> {
    this.record(name, ...given);
    return this.answers.shift() ?? Promise.resolve({});
  }
}

type Decide = (isGranted: boolean) => void;
class FakeSession extends Recorded {
  request: ((contents: FakeContents, permission: string, decide: Decide) => void) | null = null;
  check: ((contents: FakeContents | null, permission: string) => boolean) | null = null;
  blobs = new Map<string, Uint8Array>();
  setPermissionRequestHandler = (handler: typeof this.request) => {
    this.request = handler;
  };
  setPermissionCheckHandler = (handler: typeof this.check) => {
    this.check = handler;
  };
  getBlobData = async (id: string) => this.blobs.get(id);
}

class FakeProtocol extends Recorded {
  handler: ((request: Request) => Promise<Response>) | null = null;
  streamHandler: ((request: unknown, callback: (reply: unknown) => void) => void) | null = null;
  registerSchemesAsPrivileged = (schemes: unknown) => {
    this.record('registerSchemesAsPrivileged', schemes);
  };
  handle: ((scheme: string, handler: typeof this.handler) => void) | undefined = (_scheme, handler) => {
    this.handler = handler;
  };
  registerStreamProtocol = (_scheme: string, handler: typeof this.streamHandler) => {
    this.streamHandler = handler;
  };
}

/** A utility process, which a test ends. */
export class FakeUtilityProcess extends Recorded {
  pid: number | undefined = undefined;
  readonly stderr: NodeJS.ReadableStream | null = null;
  readonly forked: unknown[];
  constructor(forked: unknown[]) {
    super();
    this.forked = forked;
    processes.push(this);
  }
  postMessage = (message: unknown) => {
    this.record('postMessage', message);
  };
  kill = () => {
    this.record('kill');
  };
}

export const windows: BrowserWindow[] = [];
export const processes: FakeUtilityProcess[] = [];
export const app = new FakeApp();
export const dialog = new FakeDialog();
export const protocol = new FakeProtocol();
export const session = { defaultSession: new FakeSession() };
export const ipcMain = new EventEmitter();
export const powerMonitor = new EventEmitter();
export const nativeTheme = { shouldUseDarkColors: false, themeSource: 'system' };
export const screen = {
  workArea: { x: 0, y: 0, width: 1920, height: 1080 },
  getDisplayMatching: () => ({ workArea: screen.workArea }),
};
export const shell = { openPath: () => Promise.resolve(''), showItemInFolder: () => undefined };
export const crashReporter = { start: () => undefined };
export const clipboard = {
  text: '',
  writeText: (text: string) => {
    clipboard.text = text;
  },
};
export const powerSaveBlocker = {
  running: [] as string[],
  start: (type: string) => powerSaveBlocker.running.push(type) - 1,
  stop: (id: number) => void powerSaveBlocker.running.splice(id, 1),
};
export class Notification extends Recorded {
  static shown: Notification[] = [];
  static supported = true;
  static isSupported = () => Notification.supported;
  readonly options: { title: string; body: string };
  constructor(options: { title: string; body: string }) {
    super();
    this.options = options;
  }
  show = () => void Notification.shown.push(this);
}
export const nativeImage = { createFromPath: () => ({ resize: () => 'icon' }) };
export class Tray extends Recorded {
  static shown: Tray[] = [];
  /** Some desktops have no place for icons. */
  static hasPlace = true;
  menu: { label?: string; click?: () => void }[] = [];
  tip = '';
  constructor() {
    super();
    if (!Tray.hasPlace) throw new Error('There is no tray.');
    Tray.shown.push(this);
  }
  setToolTip = (tip: string) => {
    this.tip = tip;
  };
  setContextMenu = (menu: Tray['menu']) => {
    this.menu = menu;
  };
  destroy = () => void Tray.shown.splice(Tray.shown.indexOf(this), 1);
}
export const Menu = {
  template: [] as unknown[],
  buildFromTemplate: (template: unknown[]) => template,
  setApplicationMenu: (menu: unknown[]) => {
    Menu.template = menu;
  },
};
export const utilityProcess = { fork: (...given: unknown[]) => new FakeUtilityProcess(given) };
export class MessageChannelMain {
  readonly port1: MessagePort;
  readonly port2: MessagePort;
  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = port1;
    this.port2 = port2;
  }
}
class FakeRenderer extends Recorded {
  send = (...given: unknown[]) => {
    this.record('send', ...given);
  };
}
export const ipcRenderer = new FakeRenderer();
