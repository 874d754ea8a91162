import { toolScript } from '../setup/processes.mjs';
import { reportFile, runLive } from './live-run.mjs';

/** @import { TestContext } from './tally.mjs' */

const limitMs = 15 * 60_000;

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
  const counts = countVitest(report.read());
  if (!counts) return tally.fail('unit tests (vitest)', `no result, ${done.why}`);
  tally.add(counts);
  // An error outside any test, or a process that was killed at the end, fails the run without failing a test.
  if (!done.ok && counts.failed === 0) tally.fail('unit tests (vitest)', done.why);
}

/**
 * @typedef {{ status: string }} TestResult
 * @typedef {{ testResults?: (TestResult & { assertionResults: TestResult[] })[] }} VitestReport
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
