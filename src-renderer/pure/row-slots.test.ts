import { expect, test } from 'vitest';
import { runOf } from '../testing/fake-core';
import { assignSlots, type Slots } from './row-slots';

const runs = (...ids: number[]) => ids.map((id) => ({ key: `run ${String(id)}`, run: runOf(id) }));
const slotsOf = (slots: Slots) => [...slots.values()];

test('items that stay keep their slots, and others take those that have become free', () => {
  const first = assignSlots(runs(1, 2, 3, 4), new Map());
  expect(new Set(slotsOf(first)).size).toBe(4);
  const scrolled = assignSlots(runs(3, 4, 5, 6), first);
  for (const key of ['run 3', 'run 4']) expect(scrolled.get(key)).toBe(first.get(key));
  expect(new Set(slotsOf(scrolled))).toEqual(new Set(slotsOf(first)));
});

test('a list in another order needs no new slot, and one that grows only what is missing', () => {
  const first = assignSlots(runs(1, 2, 3), new Map());
  expect(assignSlots(runs(3, 1, 2), first)).toEqual(new Map([...first].sort()));
  const grown = slotsOf(assignSlots(runs(7, 8, 9, 10, 2), first));
  expect(new Set(grown).size).toBe(5);
  expect(grown).toEqual(expect.arrayContaining(slotsOf(first)));
});

test('a group never takes the slot of a run', () => {
  const first = assignSlots(runs(1, 2), new Map());
  const slots = assignSlots(
    [{ key: 'group a', group: { key: 'group a', label: 'a', runs: [] } }, ...runs(3)],
    first,
  );
  expect(slotsOf(first)).not.toContain(slots.get('group a'));
  expect(slotsOf(first)).toContain(slots.get('run 3'));
});
