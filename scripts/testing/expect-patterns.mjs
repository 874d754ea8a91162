// Set-up of the unit tests: a regular expression in an expected object stands for the texts that match it. Without this
// `toMatchObject` takes it for an object without properties, which every text matches.
import { expect } from 'vitest';

expect.addEqualityTesters([
  (text, pattern) => (pattern instanceof RegExp && typeof text === 'string' ? pattern.test(text) : undefined),
]);
