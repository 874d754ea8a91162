/**
 * @typedef {{ passed?: number, failed?: number, skipped?: number }} Counts
 * @typedef {ReturnType<typeof createTally>} Tally
 *
 * What every kind of test is given.
 * @typedef {object} TestContext
 * @property {import('../setup/steps.mjs').Setup} setup
 * @property {NodeJS.ProcessEnv} env
 * @property {Tally} tally
 */

/**
 * Counts of tests, and the names of what failed outside a test runner's own report.
 * @param {(line: string) => void} write
 */
export function createTally(write) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  return {
    total,
    /** @param {Counts} counts */
    add({ passed = 0, failed = 0, skipped = 0 }) {
      total.passed += passed;
      total.failed += failed;
      total.skipped += skipped;
    },
    /**
     * @param {string} name
     * @param {string | undefined} why
     */
    fail(name, why) {
      total.failed += 1;
      write(`✗ ${name}: ${why}`);
    },
    /** @param {string} name */
    pass(name) {
      total.passed += 1;
      write(`✓ ${name}`);
    },
  };
}

/**
 * The last line of `npm test`; continuous integration reads it.
 * @param {Required<Counts>} total
 */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
