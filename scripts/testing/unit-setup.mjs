// Set-up of the unit tests.
import { expect, vi } from 'vitest';

// A regular expression in an expected object matches texts. Without this, `toMatchObject` treats it as an object
// without properties, which every text matches.
expect.addEqualityTesters([
  (text, pattern) => (pattern instanceof RegExp && typeof text === 'string' ? pattern.test(text) : undefined),
]);

// On a busy machine, a condition that a test waits for may take longer than Vitest's default of one second.
const { waitFor } = vi;
vi.waitFor = (callback, options) =>
  waitFor(callback, typeof options === 'number' ? options : { timeout: 20_000, ...options });
