import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, remove } from '../setup/files.mjs';
import { nodeModules, projectRoot } from '../setup/paths.mjs';
import { track } from '../setup/processes.mjs';

const graceMs = 10_000;

/**
 * Runs a test runner and shows its output immediately. After its time limit it is asked to end, then killed.
 * @typedef {{ ok: boolean, why: string }} Outcome
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env: NodeJS.ProcessEnv, limitMs: number }} options
 * @returns {Promise<Outcome>}
 */
export function runLive(command, args, { env, limitMs }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: projectRoot, env, stdio: ['ignore', 'inherit', 'inherit'] });
    track(child);
    let late = false;
    const limit = setTimeout(() => {
      late = true;
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), graceMs).unref();
    }, limitMs);
    /** @param {Outcome} outcome */
    const finish = (outcome) => {
      clearTimeout(limit);
      resolve({ ...outcome, why: late ? `it was ended after ${limitMs / 60_000} minutes` : outcome.why });
    };
    child.on('error', (error) => finish({ ok: false, why: error.message }));
    child.on('close', (code, signal) =>
      finish({ ok: code === 0, why: signal ? `it ended by ${signal}` : `it ended with code ${code}` }),
    );
  });
}

/**
 * The file in which a runner writes its counts; deleted first, so that counts of an earlier run are never used.
 * @param {string} name
 */
export function reportFile(name) {
  const folder = join(nodeModules, '.cache', 'latent-workbench');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}-report.json`);
  remove(file);
  return { path: file, read: () => readJson(file) };
}
