import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline, Readable, type Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { refusal } from '../../contract/error';
import { log } from '../../core/log';
import { knownProblem, reportDefect } from '../../core/problem';
import { answer, textReply, type Files, type Reply, type Site } from '../common/answer';
import { createAccess, type Access } from './access';

/** Requests are small, because files are not sent over RPC. */
const MAX_MESSAGE_BYTES = 1024 * 1024;
/** Without a heartbeat, a connection through a dead tunnel would keep its streams running forever. */
const HEARTBEAT_MS = 30_000;

export interface LoopbackOptions {
  rendererDirectory: string;
  files: Files;
  /** Serves RPC over an accepted connection. */
  onSocket: (socket: WebSocket) => void;
  /** 0 selects any free port. */
  port: number;
}

export interface LoopbackServer {
  readonly port: number;
  /** Returns a new address that opens the workbench once, in one browser. */
  newAddress(): string;
  close: () => Promise<void>;
}

/** The workbench for a browser on this machine (or at the end of an SSH tunnel). */
export async function serveLoopback(options: LoopbackOptions): Promise<LoopbackServer> {
  const server = createServer();
  // Long enough for an upload through a slow tunnel; headers have their own, short limit.
  server.requestTimeout = 30 * 60_000;
  const port = await listen(server, options.port);
  const access = createAccess(port);

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const site: Site = {
      rendererDirectory: options.rendererDirectory,
      files: options.files,
      socketOrigin: `ws://${request.headers.host ?? ''}`,
    };
    const gone = new AbortController();
    response.on('close', () => {
      gone.abort();
    });
    void reply(access, site, request, gone.signal).then((value) => {
      send(request, response, value);
    });
  });

  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    // Node no longer handles this event, and an aborted connection would otherwise end the process.
    stream.on('error', () => undefined);
    const refusal =
      request.url === '/rpc'
        ? access.refusal(request, { ownPageOnly: true })
        : { status: 404, sentence: 'There is no such connection.' };
    if (refusal !== null) {
      stream.end(
        `HTTP/1.1 ${String(refusal.status)} Refused\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n${refusal.sentence}\n`,
        () => stream.destroy(),
      );
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      // `ws` closes the connection after an error by itself; without a listener the process would end.
      socket.on('error', () => undefined);
      keepAlive(socket);
      options.onSocket(socket);
    });
  });

  return {
    port,
    newAddress: () => `http://127.0.0.1:${String(port)}/?token=${access.newToken()}`,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.terminate();
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

async function reply(
  access: Access,
  site: Site,
  request: IncomingMessage,
  signal: AbortSignal,
): Promise<Reply> {
  const method = request.method ?? 'GET';
  const foreign = access.refusal(request, { withoutCookie: true });
  if (foreign !== null) return textReply(foreign.status, foreign.sentence);
  let url: URL;
  try {
    url = new URL(request.url ?? '/', `http://${request.headers.host ?? ''}`);
  } catch {
    return textReply(400, 'This is not an address.');
  }
  const token = url.searchParams.get('token');
  if (url.pathname === '/' && method === 'GET' && token !== null) {
    // A client that is already authenticated may open an old address.
    const known = access.refusal(request) === null;
    if (known || access.redeem(token)) {
      return textReply(303, 'Welcome.', { location: '/', ...(known ? {} : { 'set-cookie': access.cookie }) });
    }
  }
  const refusal = access.refusal(request, { ownPageOnly: method !== 'GET' && method !== 'HEAD' });
  if (refusal !== null) return textReply(refusal.status, refusal.sentence);
  return answer(site, { method, url, body: received(request), signal });
}

/** The body of a request. A disconnected client is not a defect. */
async function* received(request: IncomingMessage): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of request) yield chunk as Uint8Array;
  } catch (cause) {
    log('An upload was broken off', String((cause as NodeJS.ErrnoException).code));
    throw refusal('upload.broken-off', {}, { cause });
  }
}

function send(request: IncomingMessage, response: ServerResponse, { status, headers, body }: Reply): void {
  // If the answer is sent before the upload has been read to its end, the connection is closed instead of reading the
  // rest.
  const unread = !request.complete && !['GET', 'HEAD'].includes(request.method ?? 'GET');
  const whole = body instanceof Uint8Array;
  response.writeHead(status, {
    ...headers,
    ...(whole && request.method !== 'HEAD' ? { 'content-length': body.byteLength } : {}),
    ...(unread ? { connection: 'close' } : {}),
  });
  if (request.method === 'HEAD') response.end();
  else if (whole) response.end(body);
  else if (response.destroyed) void body[Symbol.asyncIterator]().return?.();
  // A slow client slows down the creation of the body.
  else pipeline(Readable.from(body, { objectMode: false }), response, brokenOff);
}

/** Logs the reason unless the client disconnected, because the client only sees a closed connection. */
function brokenOff(error: NodeJS.ErrnoException | null | undefined): void {
  if (!error || error.code === 'ERR_STREAM_PREMATURE_CLOSE') return;
  const known = knownProblem(error);
  if (known !== null) log('A file broke off', known.message);
  else reportDefect('A file broke off', error);
}

function keepAlive(socket: WebSocket): void {
  let alive = true;
  socket.on('pong', () => {
    alive = true;
  });
  const timer = setInterval(() => {
    if (!alive) {
      socket.terminate();
      return;
    }
    alive = false;
    socket.ping();
  }, HEARTBEAT_MS);
  socket.on('close', () => {
    clearInterval(timer);
  });
}
