import { expect, it } from 'vitest';
import { BoundedMap } from './bounded-map';

it('retains the newest entries, and passes on each dropped one', () => {
  const dropped: number[] = [];
  const map = new BoundedMap<string, number>(2, (value) => dropped.push(value));
  map.set('a', 1).set('b', 2).set('c', 3);
  expect([...map]).toEqual([
    ['b', 2],
    ['c', 3],
  ]);
  map.set('d', 4);
  expect(dropped).toEqual([1, 2]);
});

it('drops nothing when an entry is replaced, and does not pass on deleted ones', () => {
  const dropped: number[] = [];
  const map = new BoundedMap<string, number>(2, (value) => dropped.push(value));
  map.set('a', 1).set('b', 2).set('b', 3);
  map.delete('a');
  map.set('c', 4);
  expect([...map.keys()]).toEqual(['b', 'c']);
  expect(dropped).toEqual([]);
});
