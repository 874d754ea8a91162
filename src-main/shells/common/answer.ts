import type { Problem } from '../../contract/error';
import { DEFECT, knownProblem, reportDefect } from '../../core/problem';
import { FILE_POLICY, rendererPolicy, SECURITY_HEADERS } from './headers';
import { rendererFile } from './renderer-files';

/** A request of the renderer, over HTTP or over the window's own scheme. */
export interface Request {
  method: string;
  url: URL;
  body: AsyncIterable<Uint8Array>;
  /** Aborted when the client no longer waits for the answer. */
  signal?: AbortSignal;
}

/** Whole, or as a stream of non-empty parts. */
export type Bytes = Uint8Array | AsyncIterable<Uint8Array>;

export interface Reply {
  status: number;
  headers: Record<string, string>;
  /** If the stream fails before its end, the connection must be aborted, because the status has already been sent. */
  body: Bytes;
}

/** The core's files, as the shells use them. */
export interface Files {
  /** @param path as returned by `filePaths`, with its query; the result is `null` if there is no such file */
  get(path: string): Promise<{ bytes: Bytes; mediaType: string; fileName?: string | undefined } | null>;
  /** @param path as returned by `filePaths.latent`; the result is `null` for any other path */
  latent(
    path: string,
    chunks: AsyncIterable<Uint8Array>,
    signal?: AbortSignal,
  ): Promise<{ bytes: Bytes; mediaType: string } | null>;
  receiveUpload(name: string, chunks: AsyncIterable<Uint8Array>): Promise<string>;
}

export interface Site {
  rendererDirectory: string;
  files: Files;
  socketOrigin?: string;
}

const encoder = new TextEncoder();
const LATENT_PATH = /^\/files\/runs\/\d+\/latent\//;

export function textReply(status: number, sentence: string, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: {
      ...SECURITY_HEADERS,
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      ...headers,
    },
    body: encoder.encode(`${sentence}\n`),
  };
}

function jsonReply(status: number, value: unknown): Reply {
  return textReply(status, JSON.stringify(value), { 'content-type': 'application/json' });
}

function problemReply(error: unknown): Reply {
  const known = knownProblem(error);
  if (known !== null) return jsonReply(statusOf(known), known);
  reportDefect('A file could not be answered', error);
  return jsonReply(500, DEFECT);
}

function statusOf({ code }: Problem): number {
  return code.endsWith('.unknown') ? 404 : 422;
}

/** Answers all requests except RPC. Never rejects. */
export async function answer(site: Site, request: Request): Promise<Reply> {
  try {
    const { pathname } = request.url;
    if (pathname === '/files/uploads') return await receive(site.files, request);
    if (request.method === 'POST' && LATENT_PATH.test(pathname)) return await latent(site.files, request);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return textReply(405, 'Only reading is possible here.', { allow: 'GET, HEAD' });
    }
    return pathname.startsWith('/files/') ? await file(site.files, request) : await page(site, pathname);
  } catch (error) {
    return problemReply(error);
  }
}

async function receive(files: Files, { method, url, body }: Request): Promise<Reply> {
  if (method !== 'POST') return textReply(405, 'Uploads are sent with POST.', { allow: 'POST' });
  const name = url.searchParams.get('name');
  if (name === null || name === '') return textReply(400, 'The upload lacks a name.');
  return jsonReply(200, { uploadId: await files.receiveUpload(name, body) });
}

async function latent(files: Files, { url, body, signal }: Request): Promise<Reply> {
  return fileReply(await files.latent(url.pathname + url.search, body, signal), signal);
}

async function file(files: Files, { method, url, signal }: Request): Promise<Reply> {
  const found = await files.get(url.pathname + url.search);
  const isHead = found !== null && method === 'HEAD';
  return fileReply(isHead ? { ...found, bytes: new Uint8Array(0) } : found, signal);
}

async function fileReply(
  found: Awaited<ReturnType<Files['get']>>,
  signal: AbortSignal | undefined,
): Promise<Reply> {
  if (found === null) return textReply(404, 'There is no such file.');
  return {
    status: 200,
    headers: {
      ...SECURITY_HEADERS,
      'content-type': found.mediaType,
      'content-security-policy': FILE_POLICY,
      'cache-control': 'no-store',
      ...(found.fileName === undefined ? {} : { 'content-disposition': attachment(found.fileName) }),
    },
    body: await begun(found.bytes, signal),
  };
}

/**
 * Waits for the first part, so that an earlier failure is answered with its problem instead of an aborted connection.
 */
async function begun(bytes: Bytes, signal: AbortSignal | undefined): Promise<Bytes> {
  if (bytes instanceof Uint8Array) return bytes;
  const parts = bytes[Symbol.asyncIterator]();
  const next = async (): Promise<IteratorResult<Uint8Array>> => {
    for (;;) {
      const part = await parts.next();
      if (part.done === true || part.value.byteLength > 0 || signal?.aborted === true) return part;
    }
  };
  let first: IteratorResult<Uint8Array> | null = await next();
  return {
    [Symbol.asyncIterator]: () => ({
      async next() {
        const part = first ?? (await next());
        first = null;
        return part;
      },
      async return() {
        await parts.return?.();
        return { done: true, value: undefined };
      },
    }),
  };
}

async function page(site: Site, pathname: string): Promise<Reply> {
  const found = await rendererFile(site.rendererDirectory, pathname);
  if (found === null) return textReply(404, 'There is no such page.');
  return {
    status: 200,
    headers: {
      ...SECURITY_HEADERS,
      'content-type': found.mediaType,
      'content-security-policy': rendererPolicy(site.socketOrigin),
      'cache-control': found.immutable ? 'private, max-age=31536000, immutable' : 'no-cache',
    },
    body: found.bytes,
  };
}

/** RFC 6266: an ASCII name for old clients, the real one in UTF-8. */
function attachment(fileName: string): string {
  const ascii = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const utf8 = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${utf8}`;
}
