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

const heartbeatMs = 5_000;
const abandonedMs = 60_000;
const pollMs = 500;

/**
 * Takes the lock, waiting for as long as its holder lives. Two checkouts started at once share the cache folder,
 * and `npm start` twice in one checkout shares node_modules and out.
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
      // removed by hand: the next holder will make its own
    }
  }, heartbeatMs).unref();
  return () => {
    clearInterval(heartbeat);
    if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true });
  };
}

function tryTake(file) {
  try {
    writeFileSync(file, JSON.stringify({ pid: process.pid, host: hostname() }), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** A holder on another machine or in another container cannot be asked: there its heartbeat decides. */
function isAbandoned(file) {
  const holder = readHolder(file);
  if (holder?.host === hostname() && !isAlive(holder.pid)) return true;
  try {
    return Date.now() - statSync(file).mtimeMs > abandonedMs;
  } catch {
    return false;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Two waiters may have seen the same dead holder: the later one must not throw out the lock the earlier one just took. */
function discard(file) {
  const judged = readFileOrEmpty(file);
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (readFileOrEmpty(aside) !== judged) linkSync(aside, file);
    rmSync(aside, { force: true });
  } catch {
    // another waiter was first
  }
}

function readFileOrEmpty(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function readHolder(file) {
  try {
    return JSON.parse(readFileOrEmpty(file));
  } catch {
    return undefined;
  }
}
