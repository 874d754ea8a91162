import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connect } from './database';
import { acquireLock, isLocked, LOCK_FILE } from './lock';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'latent-workbench-lock-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

/** Files below the directory that are open in this process. */
function openFiles(): string[] {
  return readdirSync('/proc/self/fd')
    .map((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`);
      } catch {
        return ''; // the folder that was just read
      }
    })
    .filter((path) => path.startsWith(directory));
}

it.runIf(process.platform === 'linux')('leaves no file open if the lock is not available', () => {
  const other = connect(join(directory, LOCK_FILE), { readonly: false });
  other.exec('BEGIN IMMEDIATE');
  for (let i = 0; i < 3; i++) expect(() => acquireLock(directory)).toThrow(/is in use by another process/);
  expect(isLocked(directory)).toBe(true);
  other.close();
  expect(isLocked(directory)).toBe(false);
  expect(openFiles()).toEqual([]);
});

it('names the process that holds the folder, until it is released', () => {
  const lock = acquireLock(directory);
  expect(isLocked(directory)).toBe(true);
  expect(() => acquireLock(directory)).toThrow(`is in use by process ${String(process.pid)}, started `);
  lock.release();
  expect(isLocked(directory)).toBe(false);
  acquireLock(directory).release();
});

it('reports a lock file that is not a database', () => {
  writeFileSync(join(directory, LOCK_FILE), 'x'.repeat(4096));
  expect(() => acquireLock(directory)).toThrow(`${join(directory, LOCK_FILE)} is not a database.`);
});
