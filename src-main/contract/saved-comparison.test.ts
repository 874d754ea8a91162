import { expect, it } from 'vitest';
import { COMPARISON_SECTIONS, SavedComparisonSchema } from './saved-comparison';

const comparison = { name: 'a', note: '', runs: [1, 2] };

it('a comparison saved before sections could be chosen has all of them, in order', () => {
  expect(SavedComparisonSchema.parse(comparison)).toEqual({
    ...comparison,
    sections: COMPARISON_SECTIONS,
    baseline: null,
    step: null,
  });
});

it('sections are known and unique, and there is at least one', () => {
  const isValid = (sections: readonly string[]) =>
    SavedComparisonSchema.safeParse({ ...comparison, sections }).success;
  expect(isValid(['charts', 'summary'])).toBe(true);
  for (const wrong of [[], ['charts', 'charts'], ['moon']]) expect(isValid(wrong)).toBe(false);
});
