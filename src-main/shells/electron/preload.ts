import { ipcRenderer } from 'electron';

/** The page's only channel to the main process: it sends one request, and gets the port to the core. */
const CONNECT = 'workbench:connect';

window.addEventListener('message', (event) => {
  if (event.source === window && event.data === CONNECT && event.ports.length === 0)
    ipcRenderer.send(CONNECT);
});
ipcRenderer.on(CONNECT, (event) => {
  window.postMessage(CONNECT, window.location.origin, event.ports);
});

/** A command chosen in the window's menu. */
const COMMAND = 'workbench:command';
ipcRenderer.on(COMMAND, (_event, command: unknown) => {
  window.postMessage({ type: COMMAND, command }, window.location.origin);
});
