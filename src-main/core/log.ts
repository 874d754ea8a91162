import { appendFileSync, renameSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LOG_FILE } from '../contract/system';

/** A log file that grows beyond this size becomes the older of two files. */
const MAX_BYTES = 1024 * 1024;
/** Largest number of entries of one kind per minute; further ones are only counted. */
const MAX_PER_MINUTE = 100;
const MINUTE_MS = 60_000;

let folder: string | null = null;
const recent = new Map<string, { since: number; count: number }>();

/** Writes the log to a data folder from now on, as soon as the folder exists; null returns to standard error. */
export function openLog(dataDir: string | null): void {
  folder = dataDir;
  recent.clear();
}

/**
 * Writes an entry, to standard error if there is no data folder that can be written. Never throws.
 * @param kind what happened, without details that differ from one time to the next
 */
export function log(kind: string, text: string): void {
  const now = performance.now();
  const before = recent.get(kind);
  if (before === undefined || now - before.since > MINUTE_MS) {
    if (before !== undefined && before.count > MAX_PER_MINUTE)
      write(`${kind}: ${String(before.count - MAX_PER_MINUTE)} more in that minute`);
    recent.set(kind, { since: now, count: 1 });
  } else if (++before.count > MAX_PER_MINUTE) return;
  write(`${kind}: ${text}`);
}

/** Reads the older and the newer part of the log, at most about 2 MB; empty if there is no log. */
export async function readLog(): Promise<Uint8Array> {
  if (folder === null) return new Uint8Array();
  const file = join(folder, LOG_FILE);
  const parts = await Promise.all(
    [`${file}.old`, file].map((part) => readFile(part).catch(() => Buffer.alloc(0))),
  );
  return Buffer.concat(parts);
}

function write(line: string): void {
  try {
    if (folder === null) throw new Error('There is no log yet.');
    const file = join(folder, LOG_FILE);
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MAX_BYTES) renameSync(file, `${file}.old`);
    appendFileSync(file, `${new Date().toISOString()} ${line}\n`);
  } catch {
    process.stderr.write(`${line}\n`);
  }
}
