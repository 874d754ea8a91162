import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { WindowCommand } from '../../contract/window-command';

export interface MenuActions {
  /** Sends a command to the page. */
  send: (command: WindowCommand) => void;
  openDataFolder: () => void;
}

/**
 * Edit roles make copy and paste work on every platform. The shortcuts of the page's own commands are only displayed;
 * the page handles them, as in a browser.
 */
export function setMenu(
  { send, openDataFolder }: MenuActions,
  platform: NodeJS.Platform = process.platform,
): void {
  const command = (label: string, accelerator: string, name: WindowCommand): MenuItemConstructorOptions => ({
    label,
    accelerator,
    registerAccelerator: false,
    click: () => {
      send(name);
    },
  });
  const template: MenuItemConstructorOptions[] = [
    ...(platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: 'File',
      submenu: [
        command('New run', 'CmdOrCtrl+N', 'new-run'),
        command('Import a dataset…', 'CmdOrCtrl+O', 'import'),
        command('Export…', 'CmdOrCtrl+E', 'export'),
        command('Compare', 'Alt+2', 'compare'),
        { type: 'separator' },
        { label: 'Open the data folder', click: openDataFolder },
        { type: 'separator' },
        { role: platform === 'darwin' ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
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
    },
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
