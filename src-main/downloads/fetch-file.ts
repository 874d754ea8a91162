import { rename } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { partOf, sha256Of, sizeOf, type Part } from './part';
import type { Limits, Network } from './source';
import { transfer, type Wanted } from './transfer';
import { asUnavailable, Unavailable } from './unavailable';

/** The most consecutive attempts with one mirror that receive nothing. */
const MAX_VAIN_TRIES = 3;

export interface Fetching {
  readonly network: Network;
  readonly limits: Limits;
  readonly signal: AbortSignal;
  /** Called with the received bytes of the file, and the host. */
  readonly onBytes: (received: number, host: string) => void;
}

export interface Failure {
  readonly host: string;
  readonly error: Unavailable;
}

/**
 * Downloads a file from the first mirror that has it, and verifies its hash. Continues an earlier, incomplete download.
 * @param urls of the same file
 * @returns why each mirror failed; null if the file is complete
 * @throws the reason of the signal, or an error of the file system; received bytes are retained
 */
export async function fetchFile(
  path: string,
  wanted: Wanted,
  urls: readonly URL[],
  fetching: Fetching,
): Promise<Failure[] | null> {
  if ((await sizeOf(path)) === wanted.bytes && (await sha256Of(path)) === wanted.sha256) return null;
  const failures: Failure[] = [];
  for (const url of urls) {
    try {
      await fetchFrom(url, path, wanted, fetching);
      return null;
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      failures.push({ host: url.host, error });
    }
  }
  return failures;
}

async function fetchFrom(url: URL, path: string, wanted: Wanted, fetching: Fetching): Promise<void> {
  const part = partOf(path);
  const isResumed = (await part.size()) > 0;
  let isWanted = await receive(url, part, wanted, fetching);
  // The part may be from a different file than the rest from this mirror: start again once.
  if (!isWanted && isResumed) isWanted = await receive(url, part, wanted, fetching);
  if (!isWanted) throw new Unavailable('content', 'other-file');
  await rename(part.path, path);
  await part.remove();
}

/** @returns whether the received file is the expected one; any other is deleted */
async function receive(url: URL, part: Part, wanted: Wanted, fetching: Fetching): Promise<boolean> {
  if ((await part.size()) < wanted.bytes) await receiveAll(url, part, wanted, fetching);
  if ((await part.size()) === wanted.bytes && (await sha256Of(part.path)) === wanted.sha256) return true;
  await part.remove();
  return false;
}

/** Continues after each broken connection, as long as attempts receive bytes. */
async function receiveAll(url: URL, part: Part, wanted: Wanted, fetching: Fetching): Promise<void> {
  const { network, limits, signal, onBytes } = fetching;
  for (let vain = 1; ; vain++) {
    const before = await part.size();
    try {
      await transfer(network, url, part, wanted, signal, (received) => {
        onBytes(received, url.host);
      });
      return;
    } catch (error) {
      signal.throwIfAborted();
      const failure = asUnavailable(error);
      if (!(failure instanceof Unavailable) || failure.reason !== 'network') throw failure;
      if ((await part.size()) > before) vain = 0;
      if (vain >= MAX_VAIN_TRIES) throw failure;
      await wait(limits.retryMs * 2 ** vain, undefined, { signal });
    }
  }
}
