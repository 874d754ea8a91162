// Set-up of the unit tests.
import { expect, vi } from 'vitest';

// A regular expression in an expected object stands for the texts that match it. Without this `toMatchObject` takes it
// for an object without properties, which every text matches.
expect.addEqualityTesters([
  (text, pattern) => (pattern instanceof RegExp && typeof text === 'string' ? pattern.test(text) : undefined),
]);

// On a busy machine, what a test waits for may take longer than the second that is Vitest's default.
const { waitFor } = vi;
vi.waitFor = (callback, options) =>
  waitFor(callback, typeof options === 'number' ? options : { timeout: 20_000, ...options });
