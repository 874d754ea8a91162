import { join } from 'node:path';
import { projectRoot } from '../setup/paths.mjs';
import { run, toolScript } from '../setup/processes.mjs';

/** @import { TestContext } from './tally.mjs' */

/** @typedef {{ name: string, words: string[], script: () => string, args: string[] }} StaticCheck */

/**
 * Each check counts as one test. `words`: the names that select it in `npm test -- WORD`.
 * @type {StaticCheck[]}
 */
export const staticChecks = [
  {
    name: 'formatting (prettier)',
    words: ['lint', 'prettier'],
    script: () => toolScript('prettier'),
    args: ['--check', '--log-level=warn', '.'],
  },
  {
    name: 'lint (eslint)',
    words: ['lint', 'eslint'],
    script: () => toolScript('eslint'),
    args: ['--max-warnings=0', '.'],
  },
  {
    name: 'layers (dependency-cruiser)',
    words: ['lint', 'layers'],
    script: () => toolScript('dependency-cruiser', 'depcruise'),
    args: ['--config', '.dependency-cruiser.mjs', '--output-type', 'err-long', 'src-main', 'src-renderer'],
  },
  {
    name: 'dead code (knip)',
    words: ['lint', 'knip'],
    script: () => toolScript('knip'),
    args: ['--no-progress'],
  },
  {
    name: 'vocabulary',
    words: ['lint', 'vocabulary'],
    script: () => join(projectRoot, 'scripts/testing/vocabulary.mjs'),
    args: [],
  },
  {
    name: 'components (svelte-check)',
    words: ['types', 'svelte-check'],
    script: () => toolScript('svelte-check'),
    args: ['--tsconfig', 'tsconfig.json', '--fail-on-warnings', '--output', 'human'],
  },
  {
    name: 'types (tsc)',
    words: ['types', 'tsc'],
    script: () => toolScript('typescript', 'tsc'),
    args: ['--project', 'tsconfig.json'],
  },
];

/**
 * @param {StaticCheck} check
 * @param {TestContext} context
 */
export async function runStaticCheck(check, { setup, env, tally }) {
  const startedAt = Date.now();
  const done = await run(setup.node, [check.script(), ...check.args], {
    cwd: projectRoot,
    env,
    timeoutMs: 1_200_000,
  });
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  if (done.ok) tally.pass(`${check.name}, ${seconds} s`);
  else tally.fail(check.name, done.gaveUp || `\n${done.output.trim()}\n`);
}
