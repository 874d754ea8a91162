import { Menu, type MenuItemConstructorOptions } from 'electron';
import { t } from '../../contract/texts';
import type { WindowCommand } from '../../contract/window-command';

export interface MenuActions {
  /** Sends a command to the page. */
  send: (command: WindowCommand) => void;
  openDataFolder: () => void;
  /** What was opened last, newest first. */
  recent: readonly { readonly label: string; readonly open: () => void }[];
  clearRecent: () => void;
  showLog: () => void;
  showAbout: () => void;
}

/**
 * Edit roles make copy and paste work on every platform. The shortcuts of the page's own commands are only displayed;
 * the page handles them, as in a browser.
 */
export function setMenu(actions: MenuActions, platform: NodeJS.Platform = process.platform): void {
  const isMac = platform === 'darwin';
  const command = (label: string, name: WindowCommand, keys?: string): MenuItemConstructorOptions => ({
    label,
    ...(keys === undefined ? {} : { accelerator: keys, registerAccelerator: false }),
    click: () => {
      actions.send(name);
    },
  });
  const role = (label: string, name: NonNullable<MenuItemConstructorOptions['role']>) => ({
    label,
    role: name,
  });
  const texts = t.desktop;
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: texts.file,
      submenu: [
        command(texts.newRun, 'new-run', 'CmdOrCtrl+N'),
        command(texts.importDataset, 'import', 'CmdOrCtrl+O'),
        command(texts.export, 'export', 'CmdOrCtrl+E'),
        { type: 'separator' },
        recentMenu(actions),
        { label: texts.openDataFolder, click: actions.openDataFolder },
        command(texts.settings, 'settings', 'Alt+7'),
        { type: 'separator' },
        isMac ? role(texts.close, 'close') : role(texts.quit, 'quit'),
      ],
    },
    editMenu(),
    {
      label: texts.run,
      submenu: [
        command(texts.pauseOrResume, 'pause'),
        command(texts.recordSamples, 'record-samples'),
        command(texts.saveCheckpoint, 'record-checkpoint'),
        { type: 'separator' },
        command(texts.compare, 'compare', 'Alt+2'),
      ],
    },
    viewMenu(),
    { label: texts.window, submenu: [role(texts.minimize, 'minimize'), role(texts.close, 'close')] },
    {
      ...role(texts.help, 'help'),
      submenu: [
        command(texts.keys, 'keys', '?'),
        { type: 'separator' },
        { label: texts.showLog, click: actions.showLog },
        command(texts.copyDiagnostics, 'copy-diagnostics'),
        { type: 'separator' },
        { label: texts.about, click: actions.showAbout },
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

const recentMenu = ({ recent, clearRecent }: MenuActions): MenuItemConstructorOptions => ({
  label: t.desktop.openRecent,
  enabled: recent.length > 0,
  submenu: [
    // An ampersand would mark the next letter as a key.
    ...recent.map(({ label, open }) => ({ label: label.replaceAll('&', '&&'), click: open })),
    { type: 'separator' },
    { label: t.desktop.clearRecent, click: clearRecent },
  ],
});

/** Roles have English labels of their own, so each has one here. */
const editMenu = (): MenuItemConstructorOptions => ({
  label: t.desktop.edit,
  submenu: [
    { label: t.desktop.undo, role: 'undo' },
    { label: t.desktop.redo, role: 'redo' },
    { type: 'separator' },
    { label: t.desktop.cut, role: 'cut' },
    { label: t.desktop.copy, role: 'copy' },
    { label: t.desktop.paste, role: 'paste' },
    { label: t.desktop.selectAll, role: 'selectAll' },
  ],
});

const viewMenu = (): MenuItemConstructorOptions => ({
  label: t.desktop.view,
  submenu: [
    { label: t.desktop.reload, role: 'reload' },
    { type: 'separator' },
    { label: t.desktop.actualSize, role: 'resetZoom' },
    { label: t.desktop.zoomIn, role: 'zoomIn' },
    { label: t.desktop.zoomOut, role: 'zoomOut' },
    { label: t.desktop.fullScreen, role: 'togglefullscreen' },
    { type: 'separator' },
    { label: t.desktop.developerTools, role: 'toggleDevTools' },
  ],
});
