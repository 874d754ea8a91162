import type { Download } from '../../src-main/contract/download';
import { durationText, sizeText } from '../../src-main/contract/numbers';

export interface DownloadProgress {
  readonly verb: 'Fetching' | 'Importing';
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
  if (state === 'importing') return { verb: 'Importing', fraction: fraction ?? 0, text: '' };
  if (state !== 'downloading') return null;
  const from = host === null ? '' : `, from ${host}`;
  const text = `${sizeText(receivedBytes)} of ${sizeText(totalBytes)}${from}`;
  return { verb: 'Fetching', fraction: receivedBytes / totalBytes, text };
}

/** Number of bytes received at a time, in milliseconds. */
export interface Mark {
  readonly at: number;
  readonly bytes: number;
}

/** The remaining time at the rate since a mark; null if no bytes have been received since. */
export function remainingText(since: Mark, now: Mark, totalBytes: number): string | null {
  const [ms, bytes] = [now.at - since.at, now.bytes - since.bytes];
  return ms > 0 && bytes > 0 ? `${durationText((ms * (totalBytes - now.bytes)) / bytes)} left` : null;
}
