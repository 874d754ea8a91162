import { createPublicKey, verify } from 'node:crypto';
import type { Readable } from 'node:stream';
import { refusal } from '../contract/error';
import { ReleaseSchema, SignedReleaseSchema, type Release, type ReleaseSource } from '../contract/release';
import { ask, discard, LIMITS, openNetwork, type Limits } from './source';
import { reasonOf } from './transfer';
import { asUnavailable, Unavailable } from './unavailable';

/** A statement has a few hundred bytes. */
const MAX_BYTES = 16_384;
const OK = 200;

/**
 * Asks a publisher's server for its newest release. Nothing about this machine or its runs is sent.
 * @throws WorkbenchError `release.not-asked` if the server cannot be asked, `release.not-signed` if what it has is not
 * a statement with the publisher's signature
 */
export async function newestRelease(
  { url, key }: ReleaseSource,
  signal: AbortSignal,
  limits: Limits = LIMITS,
): Promise<Release> {
  const { host } = new URL(url);
  let text: string;
  try {
    text = await received(new URL(url), signal, limits);
  } catch (error) {
    const failure = asUnavailable(error);
    if (failure instanceof Unavailable) throw refusal('release.not-asked', { host, why: failure.why });
    throw error;
  }
  const release = signedRelease(text, key);
  if (release === null) throw refusal('release.not-signed', { host });
  return release;
}

async function received(url: URL, signal: AbortSignal, limits: Limits): Promise<string> {
  const network = await openNetwork(limits);
  try {
    const { statusCode, body } = await ask(network, url, {}, signal);
    if (statusCode === OK) return await textOf(body);
    discard(body);
    throw new Unavailable('content', reasonOf(statusCode));
  } finally {
    await network.close();
  }
}

/** The text of a body; empty if it is longer than any statement. */
async function textOf(body: Readable): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    bytes += chunk.byteLength;
    if (bytes > MAX_BYTES) return '';
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** @returns null unless it is a statement about a release, signed with the key */
function signedRelease(text: string, key: string): Release | null {
  const signed = SignedReleaseSchema.safeParse(parsed(text)).data;
  if (signed === undefined) return null;
  const bytes = Buffer.from(signed.release, 'base64');
  const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
  const isGenuine = verify(null, bytes, publicKey, Buffer.from(signed.signature, 'base64'));
  return isGenuine ? (ReleaseSchema.safeParse(parsed(bytes.toString('utf8'))).data ?? null) : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
