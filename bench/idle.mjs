// npm run bench:idle: how long the window takes to open, and what it takes of processors and memory while it does
// nothing; beside what it may take. On Linux, whose /proc says so.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { _electron } from '@playwright/test';
import { startScreen } from '../scripts/testing/screen.mjs';
import { machine } from './machine.mjs';
import { median } from './results-markdown.mjs';

const STARTS = 5;
/** The engine has been asked what it runs on, and its process has ended. */
const SETTLED_MS = 20_000;
/** The first screen keeps a process ready for a first run; one that no run needs ends after three minutes. */
const READY_MS = 190_000;
const IDLE_MS = 30_000;
const TICKS_PER_SECOND = 100;

const screen = await startScreen();
const dataDir = mkdtempSync(join(tmpdir(), 'latent-workbench-idle-'));
try {
  const starts = [];
  for (let i = 0; i < STARTS; i++) {
    const app = await open();
    starts.push(app.startMs);
    if (i === STARTS - 1) await measureIdle(app.electron);
    await app.electron.close();
  }
  // The first start creates the data folder.
  say('from the start to a usable window', `${Math.round(median(starts.slice(1)))} ms`, '2000 ms');
} finally {
  screen.stop();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
}

async function open() {
  const start = performance.now();
  const electron = await _electron.launch({
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), resolve('.'), '--data-dir', dataDir],
    env: /** @type {Record<string, string>} */ ({ ...process.env, ...screen.env }),
  });
  const page = await electron.firstWindow();
  await page
    .getByRole('link', { name: /^New run/ })
    .first()
    .waitFor();
  return { electron, startMs: performance.now() - start };
}

/** @param {import('@playwright/test').ElectronApplication} electron */
async function measureIdle(electron) {
  const pid = electron.process().pid ?? 0;
  await wait(SETTLED_MS);
  say('memory with a process ready for the first run', `${megabytes(pid)} MB`, null);
  await wait(READY_MS - SETTLED_MS);
  const before = ticksOf(pid);
  const start = performance.now();
  await wait(IDLE_MS);
  const seconds = (performance.now() - start) / 1000;
  const percent = (100 * (ticksOf(pid) - before)) / TICKS_PER_SECOND / seconds;
  process.stdout.write(`${machine}\n`);
  say('processor while idle, all processes', `${percent.toFixed(2)} %`, '0.5 %');
  say('memory while idle, all processes', `${megabytes(pid)} MB`, '350 MB');
}

/** @param {number} pid */
function megabytes(pid) {
  return Math.round(proportionalKb(pid) / 1024);
}

/** @type {(what: string, found: string, limit: string | null) => void} */
function say(what, found, limit) {
  process.stdout.write(`${what}: ${found}${limit === null ? '' : `, may take ${limit}`}\n`);
}

/**
 * A process and all below it.
 * @param {number} root
 * @returns {number[]}
 */
function tree(root) {
  const parents = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
  const below = parents.filter((pid) => Number(fields(pid)[1]) === root);
  return [root, ...below.flatMap(tree)];
}

/** @param {number} root */
function ticksOf(root) {
  return tree(root).reduce(
    (sum, pid) => sum + Number(fields(pid)[11] ?? 0) + Number(fields(pid)[12] ?? 0),
    0,
  );
}

/**
 * Shared memory counts once: each process has its part of it.
 * @param {number} root
 */
function proportionalKb(root) {
  return tree(root).reduce((sum, pid) => {
    const found = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
    return sum + Number(found?.[1] ?? 0);
  }, 0);
}

/**
 * The fields of a process after its command, which may contain spaces.
 * @param {number} pid
 * @returns {string[]}
 */
function fields(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return []; // it ended meanwhile
  }
}
