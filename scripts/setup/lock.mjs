import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { codeOf } from './problem.mjs';

const heartbeatMs = 5_000;
const abandonedMs = 60_000;
const pollMs = 500;

/**
 * Takes the lock, waiting for as long as its holder is alive. Two checkouts that are started at the same time share the
 * cache folder, and two `npm start` in one checkout share node_modules and out.
 *
 * @param {string} file
 * @param {(pid: number | undefined) => void} onWait called once if another process holds the lock
 * @returns a function that releases it
 */
export async function takeLock(file, onWait) {
  mkdirSync(dirname(file), { recursive: true });
  for (let waited = false; !tryTake(file);) {
    if (isAbandoned(file)) discard(file);
    else {
      if (!waited) onWait(readHolder(file)?.pid);
      waited = true;
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  }
  const heartbeat = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // Removed by hand: the next holder will create its own.
    }
  }, heartbeatMs).unref();
  return () => {
    clearInterval(heartbeat);
    if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true });
  };
}

/** @param {string} file */
function tryTake(file) {
  try {
    writeFileSync(file, JSON.stringify({ pid: process.pid, host: hostname() }), { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * A holder on another machine or in another container cannot be checked, so its heartbeat decides.
 * @param {string} file
 */
function isAbandoned(file) {
  const holder = readHolder(file);
  if (holder?.host === hostname() && !isAlive(holder.pid)) return true;
  try {
    return Date.now() - statSync(file).mtimeMs > abandonedMs;
  } catch {
    return false;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/**
 * Two waiting processes may have seen the same dead holder: the second must not remove the lock that the first has just
 * taken.
 * @param {string} file
 */
function discard(file) {
  const abandoned = readFileOrEmpty(file);
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (readFileOrEmpty(aside) !== abandoned) linkSync(aside, file);
    rmSync(aside, { force: true });
  } catch {
    // Another waiting process was first.
  }
}

/** @param {string} file */
function readFileOrEmpty(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/**
 * @param {string} file
 * @returns {{ pid: number, host: string } | undefined}
 */
function readHolder(file) {
  try {
    return JSON.parse(readFileOrEmpty(file));
  } catch {
    return undefined;
  }
}
