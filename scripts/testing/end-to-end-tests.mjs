import { electronInUse } from '../setup/electron.mjs';
import { toolScript } from '../setup/processes.mjs';
import { reportFile, runLive } from './live-run.mjs';

/** @import { Outcome } from './live-run.mjs' */
/** @import { Tally, TestContext } from './tally.mjs' */

/**
 * @typedef {{ projectName: string, status: string, results?: { error?: { message?: string } }[] }} TestResult
 * @typedef {{ title: string, file: string, tests: TestResult[] }} Spec
 * @typedef {{ specs: Spec[], suites?: Suite[] }} Suite
 * @typedef {{ stats?: object, suites: Suite[] }} PlaywrightReport
 */

const limitMs = 42 * 60_000; // two minutes more than Playwright's own limit, so that it can write its report

export const shells = ['electron', 'chromium'];

/**
 * Runs the same specs once for each shell, in one Playwright run.
 * @param {readonly string[]} projects
 * @param {readonly string[]} filters
 * @param {TestContext} context
 */
export async function runEndToEndTests(projects, filters, { setup, env, tally }) {
  const electron = electronInUse();
  const runnable = projects.filter((project) => project !== 'electron' || electron);
  if (runnable.length < projects.length)
    tally.fail('end to end (electron)', 'there is no Electron on this machine');
  if (runnable.length === 0) return;

  const report = reportFile('playwright');
  const args = ['test', ...runnable.map((project) => `--project=${project}`), ...filters];
  const done = await runLive(setup.node, [toolScript('@playwright/test', 'playwright'), ...args], {
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report.path },
    limitMs,
  });
  count(report.read(), runnable, done, tally);
}

/**
 * @param {PlaywrightReport | undefined} report
 * @param {readonly string[]} projects
 * @param {Outcome} done
 * @param {Tally} tally
 * @returns {void}
 */
function count(report, projects, done, tally) {
  if (!report?.stats) return tally.fail(`end to end (${projects.join(', ')})`, `no result, ${done.why}`);
  const tests = report.suites.flatMap(specsOf).flatMap((spec) => spec.tests);
  for (const project of projects) {
    const own = tests.filter((test) => test.projectName === project);
    /** @param {string[]} statuses */
    const having = (...statuses) => own.filter((test) => statuses.includes(test.status)).length;
    if (own.length === 0) tally.fail(`end to end (${project})`, `no test ran, ${done.why}`);
    else
      tally.add({
        passed: having('expected'),
        failed: having('unexpected', 'flaky'),
        skipped: having('skipped'),
      });
  }
  for (const spec of report.suites.flatMap(specsOf))
    for (const test of spec.tests.filter(({ status }) => status === 'unexpected' || status === 'flaky'))
      tally.name(`${spec.file}, ${spec.title} (${test.projectName})`, errorOf(test));
  const unexpected = tests.some((test) => test.status === 'unexpected');
  if (!done.ok && !unexpected && tests.length > 0) tally.fail('end to end (playwright)', done.why);
}

/**
 * @param {Suite} suite
 * @returns {Spec[]}
 */
function specsOf(suite) {
  return [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)];
}

/** @param {TestResult} test */
function errorOf(test) {
  return test.results?.find(({ error }) => error)?.error?.message;
}
