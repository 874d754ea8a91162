import { ipcMain, MessageChannelMain, type WebContents } from 'electron';
import { RPCHandler } from '@orpc/server/message-port';
import { router } from '../../core/router';
import type { Workbench } from '../../core/workbench';
import { isAppPage } from './app-page';

/** The preload script sends it, and hands the port that comes back to the page. */
const CONNECT = 'workbench:connect';

/** Gives each page of the app's own one port to the core, for as long as the page lives. */
export function serveRpc(workbench: Workbench): void {
  const handler = new RPCHandler(router);
  /** What ends the connection of a page. */
  const connections = new WeakMap<WebContents, () => void>();

  ipcMain.on(CONNECT, ({ sender, senderFrame }) => {
    const isMainFrame = senderFrame !== null && senderFrame.parent === null;
    if (!isMainFrame || !isAppPage(senderFrame.url)) return;
    if (!connections.has(sender)) endWithPage(sender);
    connections.get(sender)?.();
    const { port1, port2 } = new MessageChannelMain();
    const connection = new AbortController();
    connections.set(sender, () => {
      port1.close();
      connection.abort();
    });
    handler.upgrade(port1, { context: { workbench, client: connection.signal } });
    port1.start();
    senderFrame.postMessage(CONNECT, null, [port2]);
  });

  function endWithPage(contents: WebContents): void {
    const end = (): void => connections.get(contents)?.();
    contents.on('did-navigate', end);
    contents.on('render-process-gone', end);
    contents.on('destroyed', end);
  }
}
