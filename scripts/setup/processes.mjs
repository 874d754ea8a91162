import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { nodeModules } from './paths.mjs';
import { lastLines } from './problem.mjs';

const running = new Set();
let endIsAsked = false;
const keptOutput = 256 * 1024;

/**
 * Runs a tool to its end and keeps the last of what it said.
 * `stallMs` with `watch` (a folder): gives up when nothing in that folder has grown for so long.
 */
export function run(command, args, { cwd, env, timeoutMs = 0, stallMs = 0, watch } = {}) {
  return new Promise((resolve) => {
    let output = '';
    let gaveUp = '';
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    track(child);
    const keep = (chunk) => (output = (output + chunk).slice(-keptOutput));
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    const giveUp = (why) => {
      gaveUp = why;
      child.kill('SIGKILL');
    };
    const timers = [
      timeoutMs && setTimeout(() => giveUp(`took longer than ${timeoutMs / 1000} s`), timeoutMs),
      stallMs && watchForStall(watch, stallMs, () => giveUp(`nothing arrived for ${stallMs / 1000} s`)),
    ];
    const finish = (code, error) => {
      timers.forEach((timer) => clearTimeout(timer || undefined));
      resolve({
        ok: code === 0,
        code,
        output: stripVTControlCharacters(output),
        gaveUp,
        missing: error?.code === 'ENOENT',
      });
    };
    child.on('error', (error) => finish(-1, error));
    child.on('close', (code) => finish(code ?? -1));
  });
}

/** Hands the terminal to `command` and resolves to the exit code that this process should end with. */
export function handOver(command, args, env) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', env });
    // On a terminal Ctrl-C reaches the whole process group; passing it on would be a second Ctrl-C.
    const onInterrupt = () => {
      endIsAsked = true;
      if (!process.stdin.isTTY) child.kill('SIGINT');
    };
    const onEnd = (signal) => {
      endIsAsked = true;
      child.kill(signal);
    };
    process.on('SIGINT', onInterrupt).on('SIGTERM', onEnd).on('SIGHUP', onEnd);
    child.on('error', (error) => {
      process.stderr.write(`${command} could not be started: ${error.message}\n`);
      resolve(127);
    });
    child.on('close', (code, signal) => {
      process.off('SIGINT', onInterrupt).off('SIGTERM', onEnd).off('SIGHUP', onEnd);
      resolve(code ?? 128 + (constants.signals[signal] ?? 1));
    });
  });
}

/**
 * A signal to npm ends npm, or the shell between, and does not reach this process: it then ends as if it had.
 * Only where npm started it: elsewhere a parent may go and leave it to itself.
 */
export function endWithNpm() {
  if (process.platform === 'win32' || !process.env.npm_lifecycle_event) return;
  const chain = parents();
  const timer = setInterval(() => {
    if (parents().join() === chain.join()) return;
    clearInterval(timer);
    // One signal to the whole group is not to become two: the second ends the workbench without a checkpoint.
    if (!endIsAsked) process.kill(process.pid, 'SIGTERM');
  }, 250);
  timer.unref();
}

/** The parent, and where that is the shell of npm's, npm itself, as far as this system says. */
function parents() {
  const parent = process.ppid;
  try {
    const stat = readFileSync(`/proc/${parent}/stat`, 'utf8');
    const end = stat.lastIndexOf(')');
    const isShell = stat.slice(stat.indexOf('(') + 1, end).endsWith('sh');
    return isShell ? [parent, stat.slice(end + 2).split(' ')[1]] : [parent];
  } catch {
    return [parent];
  }
}

/** Children that a signal to this process ends too. */
export function track(child) {
  running.add(child);
  child.once('close', () => running.delete(child));
}

/** While setting up or testing, a signal ends what runs under this process too: pip or g++ must not go on alone. */
export function endChildrenWithThisProcess(onEnd = () => {}) {
  const handlers = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => {
    const handler = () => {
      running.forEach((child) => child.kill());
      onEnd();
      process.exit(128 + constants.signals[signal]);
    };
    process.on(signal, handler);
    return () => process.off(signal, handler);
  });
  return () => handlers.forEach((off) => off());
}

export function isOnPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      return statSync(join(folder, program)).isFile();
    } catch {
      return false;
    }
  });
}

/** The script behind a package's command: run with the Node of our choice, not with whichever is first on PATH. */
export function toolScript(packageName, command = packageName) {
  const folder = join(nodeModules, packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
}

// npm's own patience is 70 s where there is no network.
const npmPatience = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];

/** npm as the person runs it. Its own script where npm started us, since a bare `npm` needs a shell on Windows. */
export function npm(words, options) {
  const args = [...words, ...npmPatience];
  const script = process.env.npm_execpath;
  if (script?.endsWith('npm-cli.js')) return run(process.execPath, [script, ...args], options);
  return process.platform === 'win32'
    ? run('cmd', ['/c', 'npm', ...args], options)
    : run('npm', args, options);
}

/** Why npm failed, without its prefixes and its pointer to a log file. */
export function npmReason(output) {
  const lines = output.split('\n').map((line) => line.replace(/^npm error ?/, '').trim());
  return lastLines(
    lines.filter((line) => !/^(errno|syscall|code) |complete log of this run/.test(line)).join('\n'),
    2,
  );
}

function watchForStall(folder, stallMs, onStall) {
  let size = -1;
  let grewAt = Date.now();
  const timer = setInterval(() => {
    const now = folderSize(folder);
    if (now !== size) [size, grewAt] = [now, Date.now()];
    else if (Date.now() - grewAt > stallMs) onStall();
  }, 1000);
  return timer;
}

function folderSize(folder) {
  try {
    return readdirSync(folder, { recursive: true }).reduce(
      (total, name) => total + statSync(join(folder, name)).size,
      0,
    );
  } catch {
    return 0;
  }
}
