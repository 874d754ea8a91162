import { createHash } from 'node:crypto';
import { chmodSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { join, resolve } from 'node:path';
import type { Duplex } from 'node:stream';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket, WebSocketServer } from 'ws';
import type { ApiClient } from '../../contract/api';
import { refusal } from '../../contract/error';
import { closing, runAll } from '../../core/cleanup';
import { log } from '../../core/log';
import { openWorkbench, type Workbench } from '../../core/workbench';
import type { WorkbenchOptions } from '../../core/workbench-options';
import { rpcSockets } from './rpc-socket';

/** The kernel's limit of the path of a socket is 104 bytes on macOS and 108 on Linux, with the 0 at its end. */
const MAX_PATH_BYTES = 103;
const MAX_MESSAGE_BYTES = 1024 * 1024;

/**
 * Opens a data folder for writing, and answers other processes of this user from then on until it is closed.
 * @throws WorkbenchError as `openWorkbench`
 */
export async function openReachable(options: WorkbenchOptions): Promise<Workbench> {
  const workbench = await openWorkbench(options);
  const leave = await serveLocally(options.dataDir, rpcSockets({ current: () => workbench }));
  return { ...workbench, close: () => runAll([leave, workbench.close]) };
}

/** The address at which the process that writes a data folder answers others of this user. */
function socketPath(dataDir: string): string {
  const folder = resolve(dataDir);
  if (process.platform !== 'win32') return join(folder, 'workbench.sock');
  return `\\\\.\\pipe\\latent-workbench-${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`;
}

/**
 * Lets other processes of this user call the API of the workbench that has a data folder open for writing, over a
 * socket in that folder. Call it only while this process has the lock of the folder, because it replaces the socket
 * that a crash left. Where there can be no socket, there is an entry in the log.
 * @param onSocket serves RPC over an accepted connection
 * @returns a function that ends it
 */
async function serveLocally(
  dataDir: string,
  onSocket: (socket: WebSocket) => void,
): Promise<() => Promise<void>> {
  const path = socketPath(dataDir);
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => undefined);
    sockets.handleUpgrade(request, stream, head, (socket) => {
      socket.on('error', () => undefined);
      onSocket(socket);
    });
  });
  try {
    await listening(server, path);
  } catch (error) {
    log('No other command can reach this workbench', String((error as Error).message));
    return () => Promise.resolve();
  }
  return () =>
    new Promise((done) => {
      for (const socket of sockets.clients) socket.terminate();
      server.close(() => {
        done();
      });
      // Node 16 of the older Electron lacks this; there, connections that are no sockets yet end by themselves.
      (server as Partial<Server>).closeAllConnections?.();
    });
}

async function listening(server: Server, path: string): Promise<void> {
  const isFile = process.platform !== 'win32';
  if (isFile && Buffer.byteLength(path) > MAX_PATH_BYTES)
    throw new Error(`${path} is too long for a socket.`);
  if (isFile) rmSync(path, { force: true });
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(path, done);
  });
  if (isFile) chmodSync(path, 0o600);
}

/**
 * Calls the API of the workbench that has a data folder open.
 * @throws WorkbenchError `workbench.none-answers`
 */
export async function withOpenWorkbench<T>(dataDir: string, use: (api: ApiClient) => Promise<T>): Promise<T> {
  // The rest of such an address would be a header.
  const socket = new WebSocket(`ws+unix:${socketPath(dataDir)}:/`);
  await new Promise<void>((done, failed) => {
    socket.once('open', done);
    socket.once('error', (cause) => {
      failed(refusal('workbench.none-answers', { dataDir }, { cause }));
    });
  });
  const close = () => {
    socket.close();
    return Promise.resolve();
  };
  // `ws` has the same members as the browser's class, and RPCLink uses no others.
  const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket });
  return closing(close, () => use(createORPCClient<ApiClient>(link)));
}
