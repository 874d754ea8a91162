import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { WindowCommand } from '../../contract/window-command';

export interface MenuActions {
  /** Sends a command to the page. */
  send: (command: WindowCommand) => void;
  openDataFolder: () => void;
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
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: 'File',
      submenu: [
        command('New run', 'new-run', 'CmdOrCtrl+N'),
        command('Import a dataset…', 'import', 'CmdOrCtrl+O'),
        command('Export…', 'export', 'CmdOrCtrl+E'),
        { type: 'separator' },
        { label: 'Open the data folder', click: actions.openDataFolder },
        command('Settings', 'settings', 'Alt+7'),
        { type: 'separator' },
        { role: isMac ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: 'Run',
      submenu: [
        command('Pause or resume', 'pause'),
        command('Record samples now', 'record-samples'),
        command('Save a checkpoint now', 'record-checkpoint'),
        { type: 'separator' },
        command('Compare', 'compare', 'Alt+2'),
      ],
    },
    viewMenu,
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        command('Keys', 'keys', '?'),
        { type: 'separator' },
        { label: 'Show the log', click: actions.showLog },
        command('Copy diagnostics', 'copy-diagnostics'),
        { type: 'separator' },
        { label: 'About Latent Workbench', click: actions.showAbout },
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

const viewMenu: MenuItemConstructorOptions = {
  label: 'View',
  submenu: [
    { role: 'reload' },
    { type: 'separator' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
    { type: 'separator' },
    { role: 'toggleDevTools' },
  ],
};
