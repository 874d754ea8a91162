import { stripVTControlCharacters } from 'node:util';

/**
 * @typedef {{ passed?: number, failed?: number, skipped?: number }} Counts
 * @typedef {ReturnType<typeof createTally>} Tally
 *
 * The context of every kind of test.
 * @typedef {object} TestContext
 * @property {import('../setup/steps.mjs').Setup} setup
 * @property {NodeJS.ProcessEnv} env
 * @property {Tally} tally
 */

/**
 * Counts tests, and records failures, which are repeated at the end because a long log is often truncated.
 * @param {(line: string) => void} write
 */
export function createTally(write) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  /** @type {string[]} */
  const failures = [];
  return {
    total,
    failures,
    /** @param {Counts} counts */
    add({ passed = 0, failed = 0, skipped = 0 }) {
      total.passed += passed;
      total.failed += failed;
      total.skipped += skipped;
    },
    /**
     * Records a failure that a test runner has already counted and shown.
     * @param {string} name
     * @param {string | undefined} why
     */
    name(name, why) {
      failures.push(`✗ ${name}: ${firstLines(why ?? '')}`);
    },
    /**
     * @param {string} name
     * @param {string | undefined} why
     */
    fail(name, why) {
      total.failed += 1;
      failures.push(`✗ ${name}: ${firstLines(why ?? '')}`);
      write(`✗ ${name}: ${why}`);
    },
    /** @param {string} name */
    pass(name) {
      total.passed += 1;
      write(`✓ ${name}`);
    },
  };
}

/** @param {string} text */
function firstLines(text) {
  const lines = stripVTControlCharacters(text).trim().split('\n');
  return lines
    .filter((line) => !line.includes('node_modules'))
    .slice(0, 6)
    .join('\n  ');
}

/**
 * The last line of `npm test`, which continuous integration reads.
 * @param {Required<Counts>} total
 */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
