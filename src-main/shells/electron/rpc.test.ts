import { createRouterClient } from '@orpc/server';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { MessagePort } from 'node:worker_threads';
import { expect, it, vi } from 'vitest';
import type { ApiClient } from '../../contract/api';
import { router } from '../../core/router';
import { BrowserWindow, ipcMain } from '../../testing/fake-electron';
import { workbenchFixture } from '../../testing/workbench-fixture';
import { APP_URL } from './app-page';
import { serveRpc } from './rpc';

vi.mock('electron', () => import('../../testing/fake-electron'));
const fixture = workbenchFixture();

function pageOf(url: string, parent: object | null = null) {
  const { webContents } = new BrowserWindow();
  const ports: MessagePort[] = [];
  const senderFrame = {
    url,
    parent,
    postMessage: (_channel: string, _message: unknown, [port]: MessagePort[]) => ports.push(port!),
  };
  const connect = () => ipcMain.emit('workbench:connect', { sender: webContents, senderFrame });
  return { webContents, ports, connect };
}
const clientOf = (port: MessagePort): ApiClient => {
  port.start();
  return createORPCClient(new RPCLink({ port }));
};
const closed = (port: MessagePort) => new Promise((resolve) => port.once('close', resolve));

it('connects the app’s own page, one connection at a time, until the page is closed', async () => {
  const workbench = await fixture.open();
  serveRpc({ current: () => workbench });
  const page = pageOf(`${APP_URL}#/runs`);
  page.connect();
  const [first] = page.ports;
  expect(await clientOf(first!).runs.list({})).toEqual(await fixtureList());
  const replaced = closed(first!);
  page.connect();
  await replaced;
  for (const end of ['did-navigate', 'render-process-gone', 'destroyed']) {
    const port = page.ports.at(-1)!;
    await clientOf(port).system.info();
    const gone = closed(port);
    page.webContents.emit(end);
    await gone;
    page.connect();
  }
  expect(page.webContents.listenerCount('did-navigate')).toBe(1);
  page.webContents.emit('destroyed');
});

const fixtureList = async () =>
  createRouterClient(router, { context: { workbench: await fixture.openReadOnly() } }).runs.list({});

it('connects no other page, and no frame inside the app’s own page', async () => {
  const workbench = await fixture.open();
  serveRpc({ current: () => workbench });
  const pages = [pageOf('https://evil.example/'), pageOf(APP_URL, {}), pageOf(`${APP_URL}files/report.html`)];
  for (const page of pages) page.connect();
  expect(pages.flatMap(({ ports }) => ports)).toEqual([]);
  ipcMain.emit('workbench:connect', { sender: pages[0]!.webContents, senderFrame: null });
});
