import { open } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { Part } from './part';
import { ask, discard, type Network } from './source';
import type { MirrorReason } from '../contract/problems/catalogue';
import { Unavailable } from './unavailable';

/** A file to download. */
export interface Wanted {
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

const OK = 200;
const PARTIAL = 206;
const RANGE_NOT_SATISFIABLE = 416;

/**
 * Continues a part, or restarts it if the server does not send the rest of the same file.
 * @param onBytes called with the number of bytes received so far
 * @throws Unavailable, an error of the network or of the file system; received bytes are retained
 */
export async function transfer(
  network: Network,
  url: URL,
  part: Part,
  { bytes }: Wanted,
  signal: AbortSignal,
  onBytes: (received: number) => void,
): Promise<void> {
  const held = await part.size();
  const range = await rangeFor(part, url, held);
  const answer = await ask(network, url, { 'accept-encoding': 'identity', ...range }, signal);
  try {
    const from = beginOf(answer, held);
    checkLength(answer.headers, bytes - from);
    if (from === 0) await part.setOrigin(originOf(url, answer.headers));
    await append(part.path, from, answer.body, bytes, onBytes);
  } catch (error) {
    discard(answer.body);
    throw error;
  }
}

/**
 * The headers that request the rest of a file. A part from another mirror is continued, too: the hash decides in the
 * end.
 */
async function rangeFor(part: Part, url: URL, held: number): Promise<Record<string, string>> {
  if (held === 0) return {};
  const range = `bytes=${String(held)}-`;
  const origin = await part.origin();
  return origin?.url === url.href ? { range, 'if-range': origin.validator } : { range };
}

/** The offset in the file at which the response begins. @throws Unavailable */
function beginOf({ statusCode, headers }: Dispatcher.ResponseData, held: number): number {
  if (statusCode === OK) return 0;
  if (statusCode === PARTIAL) {
    const from = /^bytes (\d+)-/.exec(String(headers['content-range']))?.[1];
    if (Number(from) === held) return held;
    throw new Unavailable('content', 'other-part');
  }
  if (statusCode === RANGE_NOT_SATISFIABLE) throw new Unavailable('content', 'other-file');
  throw new Unavailable(statusCode >= 500 ? 'network' : 'content', reasonOf(statusCode));
}

/** What a status other than success means. */
export function reasonOf(status: number): MirrorReason {
  if (status === 404 || status === 410) return 'gone';
  if (status === 401 || status === 403) return 'forbidden';
  if (status === 407) return 'proxy-password';
  return { code: status === 429 || status >= 500 ? 'busy' : 'status', status };
}

function checkLength(headers: IncomingHttpHeaders, rest: number): void {
  const length = headers['content-length'];
  if (length !== undefined && Number(length) !== rest) throw new Unavailable('content', 'other-file');
}

/** Weak tags are not used, because they do not guarantee equal bytes. */
function originOf(url: URL, headers: IncomingHttpHeaders) {
  const { etag, 'last-modified': modified } = headers;
  const validator = etag !== undefined && !etag.startsWith('W/') ? etag : modified;
  return validator === undefined ? null : { url: url.href, validator };
}

async function append(
  path: string,
  from: number,
  body: AsyncIterable<Uint8Array>,
  bytes: number,
  onBytes: (received: number) => void,
): Promise<void> {
  const file = await open(path, from === 0 ? 'w' : 'a');
  let received = from;
  try {
    onBytes(received);
    for await (const chunk of body) {
      if (received + chunk.byteLength > bytes) throw new Unavailable('content', 'other-file');
      await file.writeFile(chunk);
      received += chunk.byteLength;
      onBytes(received);
    }
  } finally {
    await file.close();
  }
  if (received < bytes) throw new Unavailable('network', 'broken-off');
}
