import { expect, it } from 'vitest';
import { MAX_GROUP } from '../../src-main/contract/latent';
import {
  areComplete,
  groupsText,
  NO_GROUPS,
  parseGroups,
  toggledMember,
  type AttributeGroups,
} from './latent-groups';

it('a class or an item is in one group at most', () => {
  const first = toggledMember(NO_GROUPS, 'a', 'classes', 3);
  expect(first.a.classes).toEqual([3]);
  expect(areComplete(first)).toBe(false);
  const other = toggledMember(first, 'b', 'classes', 3);
  expect([other.a.classes, other.b.classes]).toEqual([[], [3]]);
  expect(toggledMember(other, 'b', 'classes', 3).b.classes).toEqual([]);
  const both = toggledMember(toggledMember(other, 'a', 'items', 3), 'a', 'items', 40);
  expect(both).toEqual({
    a: { classes: [], items: [3, 40] },
    b: { classes: [3], items: [] },
    balance: 'classes',
  });
  expect(areComplete(both)).toBe(true);
});

it('a group takes no more items than a request may name', () => {
  const full = { classes: [], items: Array.from({ length: MAX_GROUP }, (_, i) => i) };
  const next = toggledMember({ ...NO_GROUPS, a: full }, 'a', 'items', 9999);
  expect(next.a.items).toEqual(full.items);
});

it('groups are restored from the text in an address', () => {
  const groups: AttributeGroups = {
    a: { classes: [1, 7], items: [15] },
    b: { classes: [0], items: [] },
    balance: 'slant',
  };
  expect(groupsText(groups)).toBe('c1.c7.15_c0_slant');
  expect(parseGroups('c1.c7.15_c0_slant')).toEqual(groups);
  expect(parseGroups(groupsText({ ...groups, balance: 'classes' })).balance).toBe('classes');
  expect(groupsText(NO_GROUPS)).toBe('');
  expect(parseGroups('')).toEqual(NO_GROUPS);
  expect(parseGroups('cx.c12x.-3.4.4_%_x')).toEqual({ ...NO_GROUPS, a: { classes: [], items: [4] } });
});
