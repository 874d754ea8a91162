// npm run mutate -- FOLDER… [--count N] [--seed S] [--jobs N] [--end-to-end]: changes one thing in the code at a time,
// runs the tests that reach it, and lists the changes that no test noticed. Without --count every mutant is tested,
// which takes hours. With --end-to-end, mutants that no unit test noticed are tested end to end: minutes per mutant.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { tryEndToEnd } from './end-to-end.mjs';
import { addSlips } from './slips.mjs';
import { isNotNoticed, summary } from './summary.mjs';

/**
 * Log levels are a `const enum` there, which has no values at run time.
 * @type {Record<string, string>}
 */
const QUIET = { logLevel: 'error', fileLogLevel: 'off' };

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: String(Number.MAX_SAFE_INTEGER) },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '1' },
    'end-to-end': { type: 'boolean', default: false },
  },
});
const folders = positionals.map((name) => {
  const found = [name, join('src-main', name)].find((path) => existsSync(path));
  if (found === undefined) throw new Error(`There is no folder ${name}.`);
  return relative('.', found);
});
if (folders.length === 0)
  throw new Error('Name a folder, such as npm run mutate -- src-main/store --count 50');

addSlips();
for (const folder of folders) {
  const mutants = await mutate(folder);
  if (options['end-to-end']) {
    process.stdout.write(summary(folder, mutants));
    await tryEndToEnd(mutants.filter(isNotNoticed), (mutant, isNoticed) => {
      if (isNoticed) mutant.status = 'Killed';
      process.stderr.write(
        `${relative('.', mutant.fileName)}: ${isNoticed ? 'noticed' : 'not noticed'} end to end\n`,
      );
    });
  }
  process.stdout.write(summary(folder, mutants));
}
process.exit(0);

/**
 * Runs all mutants of a folder, and returns each with the result of the tests.
 * @param {string} folder
 */
async function mutate(folder) {
  const scratch = mkdtempSync(join(tmpdir(), 'latent-workbench-mutate-'));
  const code = folder.endsWith('.ts') ? folder : `${folder}/**/*.ts`;
  try {
    return await new Stryker({
      mutate: [code, '!**/*.test.ts', '!**/testing/**'],
      // The tests in bench train for minutes.
      testFiles: ['src-main/**/*.test.ts', 'src-renderer/**/*.test.ts'],
      testRunner: 'vitest',
      plugins: ['@stryker-mutator/vitest-runner', join(import.meta.dirname, 'sample.mjs')],
      checkers: ['sample'],
      sample: { count: Number(options.count), seed: Number(options.seed) },
      coverageAnalysis: 'perTest',
      // Changed texts are not typical mistakes, and an empty text is noticed immediately.
      mutator: { excludedMutations: ['StringLiteral'] },
      // More than two would start more than one process of the sampling checker.
      concurrency: Math.min(2, Number(options.jobs)),
      timeoutMS: 20_000,
      // Long enough for all tests that reach the folder, on a busy machine.
      dryRunTimeoutMinutes: 60,
      disableTypeChecks: false,
      tempDirName: scratch,
      reporters: ['each'],
      ...QUIET,
      allowConsoleColors: false,
    }).runMutationTest();
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
