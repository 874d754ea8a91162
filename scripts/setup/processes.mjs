import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { nodeModules } from './paths.mjs';
import { codeOf, lastLines } from './problem.mjs';

/** @import { ChildProcess } from 'node:child_process' */

/** @type {Set<ChildProcess>} */
const running = new Set();
let endIsAsked = false;
const keptOutput = 256 * 1024;
const endSignals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [timeoutMs] gives up after so long
 * @property {{ folder: string, stallMs: number }} [watch] gives up when nothing in that folder has grown for so long
 *
 * @typedef {object} Outcome
 * @property {boolean} ok
 * @property {number} code
 * @property {string} output the last of it
 * @property {string} gaveUp why it was ended, or nothing
 * @property {boolean} missing there is no such program
 */

/**
 * Runs a tool to its end and returns the last part of its output.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @returns {Promise<Outcome>}
 */
export function run(command, args, { cwd, env, timeoutMs = 0, watch } = {}) {
  return new Promise((resolve) => {
    let output = '';
    let gaveUp = '';
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    track(child);
    /** @param {string} chunk */
    const keep = (chunk) => (output = (output + chunk).slice(-keptOutput));
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    /** @param {string} why */
    const giveUp = (why) => {
      gaveUp = why;
      child.kill('SIGKILL');
    };
    const timers = [
      timeoutMs && setTimeout(() => giveUp(`took longer than ${timeoutMs / 1000} s`), timeoutMs),
      watch && watchForStall(watch, () => giveUp(`nothing arrived for ${watch.stallMs / 1000} s`)),
    ];
    /** @type {(code: number, error?: Error) => void} */
    const finish = (code, error) => {
      timers.forEach((timer) => clearTimeout(timer || undefined));
      resolve({
        ok: code === 0,
        code,
        output: stripVTControlCharacters(output),
        gaveUp,
        missing: codeOf(error) === 'ENOENT',
      });
    };
    child.on('error', (error) => finish(-1, error));
    child.on('close', (code) => finish(code ?? -1));
  });
}

/**
 * Passes the terminal to `command` and resolves to the exit code that this process should end with.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
export function handOver(command, args, env) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', env });
    // On a terminal Ctrl-C reaches the whole process group; forwarding it would cause a second Ctrl-C.
    const onInterrupt = () => {
      endIsAsked = true;
      if (!process.stdin.isTTY) child.kill('SIGINT');
    };
    /** @param {NodeJS.Signals} signal */
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
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 1));
    });
  });
}

/**
 * A signal to npm ends npm, or the shell between, without reaching this process, which then ends as if it had received
 * the signal. Only if npm started it: otherwise a parent may end without affecting this process.
 */
export function endWithNpm() {
  if (process.platform === 'win32' || !process.env.npm_lifecycle_event) return;
  const chain = parents();
  const timer = setInterval(() => {
    if (parents().join() === chain.join()) return;
    clearInterval(timer);
    // One signal to the whole group must not become two: the second would end the workbench without a checkpoint.
    if (!endIsAsked) process.kill(process.pid, 'SIGTERM');
  }, 250);
  timer.unref();
}

/** The parent and, if that is npm's shell, npm itself, as far as the system reports it. */
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

/**
 * Registers a child that a signal to this process also ends.
 * @param {ChildProcess} child
 */
export function track(child) {
  running.add(child);
  child.once('close', () => running.delete(child));
}

/** During set-up and tests, a signal also ends the children of this process: pip or g++ must not continue alone. */
export function endChildrenWithThisProcess(onEnd = () => {}) {
  const handlers = endSignals.map((signal) => {
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

/** @param {string} program */
export function isOnPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      return statSync(join(folder, program)).isFile();
    } catch {
      return false;
    }
  });
}

/**
 * The script of a package's command, to be run with the selected Node instead of the first one on PATH.
 * @param {string} packageName
 */
export function toolScript(packageName, command = packageName) {
  const folder = join(nodeModules, packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
}

// By default npm waits 70 s if there is no network.
const npmPatience = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];

/**
 * npm as the person runs it. Uses npm's own script if npm started this process, because a bare `npm` needs a shell on
 * Windows.
 * @param {readonly string[]} words
 * @param {RunOptions} options
 */
export function npm(words, options) {
  const args = [...words, ...npmPatience];
  const script = process.env.npm_execpath;
  if (script?.endsWith('npm-cli.js')) return run(process.execPath, [script, ...args], options);
  return process.platform === 'win32'
    ? run('cmd', ['/c', 'npm', ...args], options)
    : run('npm', args, options);
}

/**
 * The reason for npm's failure, without its prefixes and its reference to a log file.
 * @param {string} output
 */
export function npmReason(output) {
  const lines = output.split('\n').map((line) => line.replace(/^npm error ?/, '').trim());
  return lastLines(
    lines.filter((line) => !/^(errno|syscall|code) |complete log of this run/.test(line)).join('\n'),
    2,
  );
}

/**
 * @param {{ folder: string, stallMs: number }} watch
 * @param {() => void} onStall
 */
function watchForStall({ folder, stallMs }, onStall) {
  let size = -1;
  let grewAt = Date.now();
  const timer = setInterval(() => {
    const now = folderSize(folder);
    if (now !== size) [size, grewAt] = [now, Date.now()];
    else if (Date.now() - grewAt > stallMs) onStall();
  }, 1000);
  return timer;
}

/** @param {string} folder */
function folderSize(folder) {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce(
      (total, name) => total + statSync(join(folder, name)).size,
      0,
    );
  } catch {
    return 0;
  }
}
