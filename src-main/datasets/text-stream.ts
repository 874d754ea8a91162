import iconv from 'iconv-lite';
import type { TEXT_ENCODINGS } from '../contract/dataset';

/** UTF-16 is detected from the first bytes; the user can choose between the others. */
export type StreamEncoding = (typeof TEXT_ENCODINGS)[number] | 'utf-16le' | 'utf-16be';

/** Decodes bytes incrementally; a byte order mark at the beginning is removed. */
export interface StreamDecoder {
  /** @throws TypeError for invalid UTF-8 */
  readonly write: (bytes: Uint8Array) => string;
  readonly end: () => string;
}

export function streamDecoder(encoding: StreamEncoding): StreamDecoder {
  if (encoding === 'utf-8') {
    const utf8 = new TextDecoder('utf-8', { fatal: true });
    return { write: (bytes) => utf8.decode(bytes, { stream: true }), end: () => utf8.decode() };
  }
  const decoder = iconv.getDecoder(encoding);
  return {
    write: (bytes) => decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
    end: () => decoder.end() ?? '',
  };
}

/** In UTF-16 every other byte of Latin letters and digits is zero; UTF-8 text has no zero bytes. */
const EVIDENT_ZEROS = 0.25;

/**
 * The Unicode encoding that the first bytes of a text show by a byte order mark or by zero bytes; null if there is
 * neither.
 */
export function evidentEncoding(head: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | null {
  const [a, b, c] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  let [even, odd] = [0, 0];
  for (const [at, byte] of head.entries()) {
    if (byte === 0 && at % 2 === 0) even++;
    else if (byte === 0) odd++;
  }
  const many = (head.length / 2) * EVIDENT_ZEROS;
  if (odd > many && even === 0) return 'utf-16le';
  return even > many && odd === 0 ? 'utf-16be' : null;
}
