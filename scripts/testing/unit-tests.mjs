import { relative } from 'node:path';
import { projectRoot } from '../setup/paths.mjs';
import { toolScript } from '../setup/processes.mjs';
import { reportFile, runLive } from './live-run.mjs';

/** @import { TestContext } from './tally.mjs' */

const limitMs = 30 * 60_000;

/**
 * @param {readonly string[]} filters
 * @param {TestContext} context
 * @returns {Promise<void>}
 */
export async function runUnitTests(filters, { setup, env, tally }) {
  const report = reportFile('vitest');
  const args = [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report.path}`,
    ...filters,
  ];
  const done = await runLive(setup.node, [toolScript('vitest'), ...args], { env, limitMs });
  /** @type {VitestReport | undefined} */
  const results = report.read();
  const counts = countVitest(results);
  if (!counts) return tally.fail('unit tests (vitest)', `no result, ${done.why}`);
  tally.add(counts);
  for (const { name, why } of failuresOf(results?.testResults ?? [])) tally.name(name, why);
  // An error outside any test, or a process that was killed at the end, fails the run without failing a test.
  if (!done.ok && counts.failed === 0) tally.fail('unit tests (vitest)', done.why);
}

/**
 * @typedef {{ status: string, fullName: string, failureMessages: string[] }} TestResult
 * @typedef {{ status: string, name: string, message: string, assertionResults: TestResult[] }} FileResult
 * @typedef {{ testResults?: FileResult[] }} VitestReport
 *
 * @param {VitestReport | undefined} report
 */
function countVitest(report) {
  if (!report?.testResults) return undefined;
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  /** @param {string} status */
  const having = (status) => tests.filter((test) => test.status === status).length;
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  );
  const failed = having('failed') + brokenFiles.length;
  return { passed: having('passed'), failed, skipped: tests.length - having('passed') - having('failed') };
}

/** @param {readonly FileResult[]} files */
function failuresOf(files) {
  return files
    .filter((file) => file.status === 'failed')
    .flatMap((file) => {
      const path = relative(projectRoot, file.name);
      const tests = file.assertionResults.filter((test) => test.status === 'failed');
      return tests.length === 0
        ? [{ name: path, why: file.message }]
        : tests.map((test) => ({ name: `${path}, ${test.fullName}`, why: test.failureMessages[0] }));
    });
}
