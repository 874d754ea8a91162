import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { isFetchable } from '../contract/download';
import { Unavailable } from './unavailable';

export interface Limits {
  /** Timeout for the connection, for the response's headers, and between bytes. */
  readonly idleMs: number;
  /** Delay before the first retry of a broken transfer; doubles with each further one. */
  readonly retryMs: number;
}
export const LIMITS: Limits = { idleMs: 30_000, retryMs: 1000 };

/** The oldest Node for undici; Electron 22 has Node 16. */
const MIN_NODE = 20;
const MAX_REDIRECTS = 5;
const REDIRECTS = [301, 302, 303, 307, 308];

/** Sends requests, through the proxies of the environment. */
export interface Network {
  request(url: URL, headers: Record<string, string>, signal: AbortSignal): Promise<Dispatcher.ResponseData>;
  close(): Promise<void>;
}

/**
 * Respects HTTPS_PROXY, HTTP_PROXY and NO_PROXY.
 * @throws Unavailable if this Node is too old for the library, or if a proxy's address is invalid
 */
export async function openNetwork({ idleMs }: Limits): Promise<Network> {
  if (Number(process.versions.node.split('.')[0]) < MIN_NODE) {
    throw new Unavailable('runtime', { code: 'node-too-old', version: process.versions.node });
  }
  const { EnvHttpProxyAgent, request } = await import('undici');
  const timeouts = { connect: { timeout: idleMs }, headersTimeout: idleMs, bodyTimeout: idleMs };
  let dispatcher: Dispatcher;
  try {
    dispatcher = new EnvHttpProxyAgent(timeouts);
  } catch {
    throw new Unavailable('network', 'proxy-address');
  }
  return {
    request: (url, headers, signal) => request(url, { dispatcher, headers, signal }),
    close: () => dispatcher.destroy(),
  };
}

/**
 * Returns the response of a server, after following redirects. Never redirects from HTTPS to HTTP, and uses HTTP only
 * on this machine.
 * @throws Unavailable, or an error of the network
 */
export async function ask(
  network: Network,
  address: URL,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  let url = address;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const answer = await network.request(url, headers, signal);
    if (!REDIRECTS.includes(answer.statusCode)) return answer;
    discard(answer.body);
    const { location } = answer.headers;
    if (typeof location !== 'string') throw new Unavailable('content', 'redirects-nowhere');
    url = redirected(location, url);
  }
  throw new Unavailable('content', 'redirects-endlessly');
}

function redirected(location: string, from: URL): URL {
  let to: URL;
  try {
    to = new URL(location, from);
  } catch {
    throw new Unavailable('content', 'redirects-to-no-address');
  }
  const isSafe = isFetchable(to) && (to.protocol === 'https:' || from.protocol === 'http:');
  if (isSafe) return to;
  throw new Unavailable('content', { code: 'redirects-unsafely', to: `${to.protocol}//${to.host}` });
}

/** Releases a response body that is not needed. */
export function discard(body: Readable): void {
  body.on('error', () => undefined);
  body.destroy();
}
