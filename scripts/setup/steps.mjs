import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, remove, writeJson } from './files.mjs';
import { takeLock } from './lock.mjs';
import { cacheRoot, scratchRoot } from './paths.mjs';
import { SetupProblem } from './problem.mjs';
import { endChildrenWithThisProcess } from './processes.mjs';
import { createProgress } from './progress.mjs';

/** @import { Progress, StepReport } from './progress.mjs' */

/**
 * State that the steps share.
 * @typedef {object} Setup
 * @property {string} node the Node that runs the tools and the app (see node-runtime.mjs)
 * @property {boolean} retry tries again what failed a short time ago
 * @property {Progress} progress
 * @property {Record<string, string>} problems what could not be set up, by step, for the app to show (`doctor`)
 *
 * @typedef {object} Step
 * @property {string} name
 * @property {string} title
 * @property {string} [key] what was asked for, so that a remembered failure does not outlive a change of version
 * @property {boolean} [required]
 * @property {boolean} [silentMemory] says nothing of a remembered failure
 * @property {() => boolean} isDone
 * @property {(report: StepReport) => Promise<void>} work
 *
 * @typedef {{ key?: string, why: string, until: number }} RememberedFailure
 */

/** @returns {Setup} */
export function createSetup({ retry = false, progress = createProgress() } = {}) {
  return { node: process.execPath, retry, progress, problems: {} };
}

/**
 * Does the work of a step unless it is done, under the set-up lock, and reports it in one line.
 * @param {Setup} setup
 * @param {Step} step
 * @returns whether the step is done now
 * @throws SetupProblem if a required step fails. The failure of another step is reported, remembered for as long as its
 *   problem specifies, and the start continues without it.
 */
export async function ensure(setup, step) {
  if (step.isDone()) return true;
  const memory = join(cacheRoot, 'failures', `${step.name}.json`);
  const failure = recentFailure(memory, step.key);
  if (failure && !setup.retry) {
    setup.problems[step.name] = failure.why;
    if (!step.silentMemory) sayLeftOut(setup, step, failure);
    return false;
  }
  try {
    await doUnderLock(setup, step);
    remove(memory);
    return true;
  } catch (error) {
    const problem = SetupProblem.from(error, step.title);
    if (step.required) throw problem;
    setup.problems[step.name] = problem.why;
    problem.lines().forEach((line) => setup.progress.line(line));
    if (problem.retryAfterMs > 0) remember(memory, step.key, problem);
    return false;
  }
}

/**
 * @param {Setup} setup
 * @param {Step} step
 * @param {RememberedFailure} failure
 */
function sayLeftOut(setup, step, failure) {
  const subject = step.title.replace(/ \(.*\)$/, '');
  const [reason] = failure.why.split('\n');
  setup.progress.line(`Without ${subject}: ${reason}. npm start -- --retry-setup tries again.`);
}

/**
 * @param {Setup} setup
 * @param {Step} step
 */
async function doUnderLock(setup, step) {
  const release = await takeLock(join(cacheRoot, 'setup.lock'), (pid) =>
    setup.progress.line(`  waiting for another set-up to finish${pid ? ` (process ${pid})` : ''}`),
  );
  const restoreSignals = endChildrenWithThisProcess(release);
  try {
    if (step.isDone()) return; // another process has done it while holding the lock
    clearScratch();
    const report = setup.progress.begin(step.title);
    try {
      await step.work(report);
      report.done();
    } catch (error) {
      report.fail();
      throw error;
    }
  } finally {
    clearScratch();
    restoreSignals();
    release();
  }
}

/**
 * @param {string} memory
 * @param {string | undefined} key
 * @returns {RememberedFailure | undefined}
 */
function recentFailure(memory, key) {
  const failure = readJson(memory);
  return failure && failure.key === key && Date.now() < failure.until ? failure : undefined;
}

/**
 * @param {string} memory
 * @param {string | undefined} key
 * @param {SetupProblem} problem
 */
function remember(memory, key, problem) {
  writeJson(memory, { key, why: problem.why, until: Date.now() + problem.retryAfterMs });
}

function clearScratch() {
  try {
    readdirSync(scratchRoot).forEach((name) => remove(join(scratchRoot, name)));
  } catch {
    // There is none yet.
  }
}
