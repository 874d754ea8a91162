/** Counts of tests, and the names of what failed outside a test runner's own report. */
export function createTally(write) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  return {
    total,
    add({ passed = 0, failed = 0, skipped = 0 }) {
      total.passed += passed;
      total.failed += failed;
      total.skipped += skipped;
    },
    fail(name, why) {
      total.failed += 1;
      write(`✗ ${name}: ${why}`);
    },
    pass(name) {
      total.passed += 1;
      write(`✓ ${name}`);
    },
  };
}

/** The last line of `npm test`; continuous integration reads it. */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
