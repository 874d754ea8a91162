import { ipcMain, MessageChannelMain, type MessagePortMain, type WebContents } from 'electron';
import { RPCHandler } from '@orpc/server/message-port';
import { router } from '../../core/router';
import type { Workbench } from '../../core/workbench';
import { isAppPage } from './app-page';

/** The preload script sends it, and hands the port that comes back to the page. */
const CONNECT = 'workbench:connect';

/** Gives each page of the app's own one port to the core, for as long as the page lives. */
export function serveRpc(workbench: Workbench): void {
  const handler = new RPCHandler(router);
  const ports = new WeakMap<WebContents, MessagePortMain>();

  ipcMain.on(CONNECT, ({ sender, senderFrame }) => {
    const isMainFrame = senderFrame !== null && senderFrame.parent === null;
    if (!isMainFrame || !isAppPage(senderFrame.url)) return;
    if (!ports.has(sender)) closeWithPage(sender);
    ports.get(sender)?.close();
    const { port1, port2 } = new MessageChannelMain();
    ports.set(sender, port1);
    handler.upgrade(port1, { context: { workbench } });
    port1.start();
    senderFrame.postMessage(CONNECT, null, [port2]);
  });

  function closeWithPage(contents: WebContents): void {
    const close = (): void => ports.get(contents)?.close();
    contents.on('did-navigate', close);
    contents.on('render-process-gone', close);
    contents.on('destroyed', close);
  }
}
