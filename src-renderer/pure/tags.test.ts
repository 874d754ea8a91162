import { expect, test } from 'vitest';
import { countTags } from './tags';

const all = [{ tags: ['good', 'b'] }, { tags: ['Good'] }, { tags: ['a'] }, { tags: [] }];

test('tags are counted whatever their case, those of the runs looked at first', () => {
  expect(countTags(all, [{ tags: ['good', 'b'] }, { tags: [] }])).toEqual([
    { tag: 'b', count: 1, here: 1 },
    { tag: 'good', count: 2, here: 1 },
    { tag: 'a', count: 1, here: 0 },
  ]);
  expect(countTags([], [])).toEqual([]);
});

test('tags keep the order that they have, and new ones come after them', () => {
  const names = countTags(all, [{ tags: ['a'] }], ['good', 'gone']).map(({ tag }) => tag);
  expect(names).toEqual(['good', 'gone', 'a', 'b']);
});
