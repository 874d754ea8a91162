import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { childEnvironment } from '../../scripts/setup/environment.mjs';
import { toolScript } from '../../scripts/setup/processes.mjs';

/** @import { Place, Position } from './equivalent.mjs' */

const LIMIT_MS = 22 * 60_000;
const LEFT_OUT = ['.git', 'node_modules', 'out', 'test-results'];

/**
 * Runs the end-to-end tests on mutants that no unit test notices, each built into a copy of the project: only these
 * tests cover the window and whole processes. Takes minutes per mutant, and as many for an initial run without one.
 * @template {{ fileName: string, location: Place, replacement?: string }} Tried
 * @param {readonly Tried[]} mutants with the file's absolute path, and lines and columns from 1
 * @param {(mutant: Tried, isNoticed: boolean) => void} onTried is called with each mutant and whether a build, a start
 *   or a spec failed because of it
 * @throws if the tests fail without a mutant
 */
export async function tryEndToEnd(mutants, onTried) {
  const project = mkdtempSync(join(tmpdir(), 'latent-workbench-mutate-'));
  const env = { ...process.env, ...childEnvironment() };
  /** @type {(script: string, args: readonly string[]) => Promise<boolean>} */
  const run = (script, args) => succeeds([script, ...args], { cwd: project, env });
  const passes = async () =>
    (await run(toolScript('electron-vite', 'electron-vite'), ['build'])) &&
    (await run(toolScript('@playwright/test', 'playwright'), ['test', '--max-failures=1']));
  try {
    cpSync('.', project, { recursive: true, filter: (path) => !LEFT_OUT.includes(basename(path)) });
    symlinkSync(resolve('node_modules'), join(project, 'node_modules'));
    // Without a mutant all tests must pass, otherwise every mutant would count as noticed.
    if (!(await passes()))
      throw new Error('The end-to-end tests fail without any mutant: make them pass first.');
    for (const mutant of mutants) {
      const file = join(project, relative('.', mutant.fileName));
      const original = readFileSync(file, 'utf8');
      writeFileSync(file, mutated(original, mutant));
      const passed = await passes();
      writeFileSync(file, original);
      onTried(mutant, !passed);
    }
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

/**
 * The text with the mutant's replacement at its location.
 * @param {string} text
 * @param {{ location: Place, replacement?: string }} mutant with lines and columns from 1
 */
export function mutated(text, { location: { start, end }, replacement = '' }) {
  const lines = text.split('\n');
  /** @param {Position} position */
  const offset = ({ line, column }) =>
    lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
  return text.slice(0, offset(start)) + replacement + text.slice(offset(end));
}

/**
 * @param {readonly string[]} args of Node
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<boolean>}
 */
function succeeds(args, options) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { ...options, stdio: 'ignore', timeout: LIMIT_MS });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}
