import { ipcRenderer } from 'electron';
import {
  CONNECT,
  WINDOW_COMMAND,
  WINDOW_OPEN_FOLDER,
  WINDOW_READY,
  WINDOW_THEME,
} from '../../contract/window-channels';

/** The page's only ways to the main process; all but the theme are requests without content. */
const REQUESTS: readonly unknown[] = [CONNECT, WINDOW_READY, WINDOW_OPEN_FOLDER];

window.addEventListener('message', ({ source, data, ports }: MessageEvent<unknown>) => {
  if (source !== window || ports.length > 0) return;
  if (typeof data === 'string' && REQUESTS.includes(data)) ipcRenderer.send(data);
  else if (typeof data === 'object' && data !== null && 'type' in data && data.type === WINDOW_THEME)
    ipcRenderer.send(WINDOW_THEME, 'choice' in data ? data.choice : undefined);
});

ipcRenderer.on(CONNECT, (event) => {
  window.postMessage(CONNECT, window.location.origin, event.ports);
});

ipcRenderer.on(WINDOW_COMMAND, (_event, command: unknown) => {
  window.postMessage({ type: WINDOW_COMMAND, command }, window.location.origin);
});
