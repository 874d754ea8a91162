import { expect, test } from 'vitest';
import { countTags } from './tags';

const all = [{ tags: ['good', 'b'] }, { tags: ['Good'] }, { tags: ['a'] }, { tags: [] }];

test('tags are counted regardless of case, with those of the selected runs first', () => {
  expect(countTags(all, [{ tags: ['good', 'b'] }, { tags: [] }])).toEqual([
    { tag: 'b', count: 1, here: 1 },
    { tag: 'good', count: 2, here: 1 },
    { tag: 'a', count: 1, here: 0 },
  ]);
  expect(countTags([], [])).toEqual([]);
});

test('tags keep their order, and new ones come after them', () => {
  const names = countTags(all, [{ tags: ['a'] }], ['good', 'gone']).map(({ tag }) => tag);
  expect(names).toEqual(['good', 'gone', 'a', 'b']);
});
