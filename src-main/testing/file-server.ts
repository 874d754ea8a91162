import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';

export interface Asked {
  readonly path: string;
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
}

/** What becomes of a request in place of the usual answer. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface FileServer {
  /** With a slash at the end. */
  readonly url: string;
  /** By path, without the slash before it. */
  readonly files: Map<string, Uint8Array>;
  /** Sent with each file. */
  etag: string | null;
  /** Whether parts of a file can be had. */
  ranges: boolean;
  readonly asked: Asked[];
  /** Handles the next request of a path; those after it are answered as usual. */
  once(path: string, handler: Handler): void;
  /** Sends the next answer of a path up to some byte of the file, and then nothing. */
  stallAt(path: string, byte: number): void;
  /** Breaks all connections off. What has been sent, but not been read yet, is lost. */
  drop(): void;
  close(): Promise<void>;
}

/** For tests: a web server on this machine. */
export async function startFileServer(
  files: Iterable<readonly [string, Uint8Array]> = [],
): Promise<FileServer> {
  const handlers = new Map<string, Handler>();
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '/').slice(1));
    const { range, 'if-range': ifRange } = request.headers;
    started.asked.push({ path, range, ifRange: typeof ifRange === 'string' ? ifRange : undefined });
    const handler = handlers.get(path);
    handlers.delete(path);
    if (handler) handler(request, response);
    else answer(started, request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const started: FileServer = {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`,
    files: new Map(files),
    etag: '"1"',
    ranges: true,
    asked: [],
    once: (path, handler) => void handlers.set(path, handler),
    stallAt(path, byte) {
      handlers.set(path, (request, response) => {
        answer(started, request, response, byte);
      });
    },
    drop: () => {
      server.closeAllConnections();
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return started;
}

/** @param until of the file; nothing comes after it */
function answer(
  { files, etag, ranges }: FileServer,
  { url, headers }: IncomingMessage,
  response: ServerResponse,
  until?: number,
): void {
  const file = files.get(decodeURIComponent((url ?? '/').slice(1)));
  if (file === undefined) {
    response.writeHead(404).end('not here');
    return;
  }
  const begin = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
  const isSame = headers['if-range'] === undefined || headers['if-range'] === etag;
  const from = ranges && isSame && begin < file.length ? begin : 0;
  if (etag !== null) response.setHeader('etag', etag);
  response.setHeader('content-length', file.length - from);
  if (from > 0)
    response.setHeader(
      'content-range',
      `bytes ${String(from)}-${String(file.length - 1)}/${String(file.length)}`,
    );
  response.writeHead(from > 0 ? 206 : 200);
  if (until === undefined) response.end(file.subarray(from));
  else response.write(file.subarray(from, until));
}
