import { ipcMain, MessageChannelMain, type WebContents } from 'electron';
import { RPCHandler } from '@orpc/server/message-port';
import { contextOf, router } from '../../core/router';
import type { Served } from '../../core/movable-workbench';
import { CONNECT } from '../../contract/window-channels';
import { isFromAppPage } from './app-page';

/** Gives the app's own page one port to the core, for as long as the page exists. */
export function serveRpc(served: Served): void {
  const handler = new RPCHandler(router);
  /** For each page, a function that ends its connection. */
  const connections = new WeakMap<WebContents, () => void>();

  ipcMain.on(CONNECT, ({ sender, senderFrame }) => {
    if (senderFrame === null || !isFromAppPage({ senderFrame })) return;
    if (!connections.has(sender)) endWithPage(sender);
    connections.get(sender)?.();
    const { port1, port2 } = new MessageChannelMain();
    const connection = new AbortController();
    connections.set(sender, () => {
      port1.close();
      connection.abort();
    });
    handler.upgrade(port1, { context: contextOf(served, connection.signal) });
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
