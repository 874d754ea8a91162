import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LOG_FILE } from '../contract/system';
import { log, openLog, readLog } from './log';

let directory: string;
const written = () => readFileSync(join(directory, LOG_FILE), 'utf8');

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'latent-workbench-log-'));
});
afterEach(() => {
  openLog(null);
  vi.useRealTimers();
  vi.restoreAllMocks();
  rmSync(directory, { recursive: true, force: true });
});

it('writes entries to a file in the data folder, and not to the terminal', () => {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  openLog(directory);
  log('First', 'one');
  log('Second', 'two');
  expect(written()).toMatch(/^\d{4}-\S+Z First: one\n\d{4}-\S+Z Second: two\n$/);
  expect(stderr).not.toHaveBeenCalled();
});

it('writes to standard error if there is no data folder, and creates none', () => {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  log('Early', 'one');
  openLog(join(directory, 'not-there'));
  log('Late', 'two');
  expect(stderr.mock.calls).toEqual([['Early: one\n'], ['Late: two\n']]);
  expect(existsSync(join(directory, 'not-there'))).toBe(false);
});

it('writes at most a hundred entries of a kind per minute, and the number of further ones', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  openLog(directory);
  for (let i = 0; i < 500; i++) log('Malformed message', String(i));
  log('Other', 'x');
  expect(written().split('\n')).toHaveLength(100 + 1 + 1);
  vi.advanceTimersByTime(61_000);
  log('Malformed message', 'again');
  const lines = written().trimEnd().split('\n').slice(-2);
  expect(lines[0]).toMatch(/Malformed message: 400 more/);
  expect(lines[1]).toMatch(/Malformed message: again/);
});

it('moves its entries to a second file when it grows beyond a megabyte', () => {
  openLog(directory);
  writeFileSync(join(directory, LOG_FILE), 'x'.repeat(1024 * 1024 + 1));
  log('New', 'one');
  expect(written()).toMatch(/New: one\n$/);
  expect(written().length).toBeLessThan(100);
  expect(readFileSync(join(directory, `${LOG_FILE}.old`), 'utf8')).toHaveLength(1024 * 1024 + 1);
});

it('is read completely, the older part first, and is empty at first', async () => {
  openLog(directory);
  expect(await readLog()).toHaveLength(0);
  log('New', 'one');
  writeFileSync(join(directory, 'workbench.log.old'), 'older\n');
  expect(new TextDecoder().decode(await readLog())).toMatch(/^older\n\S+ New: one\n$/);
  openLog(null);
  expect(await readLog()).toHaveLength(0);
});
