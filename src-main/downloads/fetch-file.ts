import { rename } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { partOf, sha256Of, sizeOf, type Part } from './part';
import type { Limits, Network } from './source';
import { transfer, type Wanted } from './transfer';
import { asUnavailable, Unavailable } from './unavailable';

/** Tries of one mirror in a row that bring nothing. */
const MAX_VAIN_TRIES = 3;

export interface Fetching {
  readonly network: Network;
  readonly limits: Limits;
  readonly signal: AbortSignal;
  /** How much of the file is here, and who sends it. */
  readonly onBytes: (received: number, host: string) => void;
}

export interface Failure {
  readonly host: string;
  readonly error: Unavailable;
}

/**
 * Fetches a file from the first mirror that has it, and holds it to its hash. Goes on with what an earlier call left.
 * @param urls of the same file
 * @returns why each mirror failed; null where the file is there
 * @throws the reason of the signal, or an error of the file system; what has arrived stays
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
  // What came before may be of another file than the rest that this mirror has.
  if (!isWanted && isResumed) isWanted = await receive(url, part, wanted, fetching);
  if (!isWanted) throw new Unavailable('content', 'other-file');
  await rename(part.path, path);
  await part.remove();
}

/** @returns whether what has arrived is the file; nothing of another one stays */
async function receive(url: URL, part: Part, wanted: Wanted, fetching: Fetching): Promise<boolean> {
  if ((await part.size()) < wanted.bytes) await receiveAll(url, part, wanted, fetching);
  if ((await part.size()) === wanted.bytes && (await sha256Of(part.path)) === wanted.sha256) return true;
  await part.remove();
  return false;
}

/** Goes on after each break for as long as something comes. */
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
