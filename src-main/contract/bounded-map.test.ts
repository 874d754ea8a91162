import { expect, it } from 'vitest';
import { BoundedMap } from './bounded-map';

it('holds the newest, and hands over each that goes', () => {
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

it('drops nothing for what replaces an entry, and hands over nothing that is deleted', () => {
  const dropped: number[] = [];
  const map = new BoundedMap<string, number>(2, (value) => dropped.push(value));
  map.set('a', 1).set('b', 2).set('b', 3);
  map.delete('a');
  map.set('c', 4);
  expect([...map.keys()]).toEqual(['b', 'c']);
  expect(dropped).toEqual([]);
});
