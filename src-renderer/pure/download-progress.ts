import type { Download } from '../../src-main/contract/download';
import { durationText, sizeText } from '../../src-main/contract/numbers';
import { t } from '../../src-main/contract/texts';

export interface DownloadProgress {
  /** `Fetching` or `Importing`. */ readonly verb: string;
  /** 0 to 1. */
  readonly fraction: number;
  /** E.g. `3.1 MB of 11.6 MB, from example.org`. */
  readonly text: string;
}

/** The progress of a download; null if it is not under way. */
export function progressOf({
  state,
  host,
  receivedBytes,
  totalBytes,
  fraction,
}: Download): DownloadProgress | null {
  if (state === 'importing') return { verb: t.datasets.importingVerb, fraction: fraction ?? 0, text: '' };
  if (state !== 'downloading') return null;
  const from = host === null ? '' : t.datasets.fromHost(host);
  const text = t.datasets.sizeOf(sizeText(receivedBytes), sizeText(totalBytes)) + from;
  return { verb: t.datasets.fetchingVerb, fraction: receivedBytes / totalBytes, text };
}

/** Number of bytes received at a time, in milliseconds. */
export interface Mark {
  readonly at: number;
  readonly bytes: number;
}

/** The remaining time at the rate since a mark; null if no bytes have been received since. */
export function remainingText(since: Mark, now: Mark, totalBytes: number): string | null {
  const [ms, bytes] = [now.at - since.at, now.bytes - since.bytes];
  return ms > 0 && bytes > 0 ? t.datasets.left(durationText((ms * (totalBytes - now.bytes)) / bytes)) : null;
}
