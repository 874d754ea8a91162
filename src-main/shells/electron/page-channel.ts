import { ipcMain, type WebContents } from 'electron';
import {
  WINDOW_COMMAND,
  WINDOW_OPEN_FOLDER,
  WINDOW_READY,
  WINDOW_THEME,
} from '../../contract/window-channels';
import { ThemeChoiceSchema, type ThemeChoice, type WindowCommand } from '../../contract/window-command';
import { isFromAppPage } from './app-page';

export interface PageRequests {
  /** Receives the theme that the page shows, when it is loaded and when it changes. */
  readonly onTheme: (choice: ThemeChoice) => void;
  readonly openDataFolder: () => void;
}

/** Sends commands to the window's page, and takes its requests; commands sent while it loads wait until it is ready. */
export function openPageChannel(
  contents: WebContents,
  { onTheme, openDataFolder }: PageRequests,
): { send: (command: WindowCommand) => void } {
  let waiting: WindowCommand[] = [];
  let isReady = false;
  const deliver = (command: WindowCommand): void => {
    contents.send(WINDOW_COMMAND, command);
  };
  contents.on('did-start-navigation', (_event, _url, isSameDocument) => {
    if (!isSameDocument) isReady = false;
  });
  ipcMain.on(WINDOW_READY, (event) => {
    if (event.sender !== contents || !isFromAppPage(event)) return;
    isReady = true;
    for (const command of waiting) deliver(command);
    waiting = [];
  });
  ipcMain.on(WINDOW_OPEN_FOLDER, (event) => {
    if (event.sender === contents && isFromAppPage(event)) openDataFolder();
  });
  ipcMain.on(WINDOW_THEME, (event, choice: unknown) => {
    if (event.sender !== contents || !isFromAppPage(event)) return;
    const known = ThemeChoiceSchema.safeParse(choice).data;
    if (known !== undefined) onTheme(known);
  });
  return {
    send: (command) => {
      if (isReady) deliver(command);
      else waiting.push(command);
    },
  };
}
