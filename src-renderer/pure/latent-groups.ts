import { BALANCES, MAX_GROUP, type Balance, type LatentGroup } from '../../src-main/contract/latent';

/** Group a has an attribute, group b does not. */
export const GROUPS = ['a', 'b'] as const;
export type GroupName = (typeof GROUPS)[number];

/** Two groups of test items between which a direction is found, and what they are balanced over. */
export interface AttributeGroups {
  readonly a: LatentGroup;
  readonly b: LatentGroup;
  readonly balance: Balance;
}

const EMPTY: LatentGroup = { classes: [], items: [] };
export const NO_GROUPS: AttributeGroups = { a: EMPTY, b: EMPTY, balance: 'classes' };

export const isEmpty = ({ classes, items }: LatentGroup): boolean =>
  classes.length === 0 && items.length === 0;

/** Whether both groups have members. */
export const areComplete = ({ a, b }: AttributeGroups): boolean => !isEmpty(a) && !isEmpty(b);

/** Puts a class or an item into a group and takes it out of the other one, or removes it if it is there already. */
export function toggledMember(
  groups: AttributeGroups,
  name: GroupName,
  part: keyof LatentGroup,
  member: number,
): AttributeGroups {
  const without = (group: LatentGroup): LatentGroup => ({
    ...group,
    [part]: group[part].filter((one) => one !== member),
  });
  const isIn = groups[name][part].includes(member);
  const next = { ...groups, a: without(groups.a), b: without(groups.b) };
  if (isIn || next[name][part].length >= MAX_GROUP) return next;
  return { ...next, [name]: { ...next[name], [part]: [...next[name][part], member] } };
}

/** As stored in an address, classes with a `c`: `c1.c7.15_c0_slant`; empty if both groups are. */
export function groupsText({ a, b, balance }: AttributeGroups): string {
  if (isEmpty(a) && isEmpty(b)) return '';
  const text = ({ classes, items }: LatentGroup) =>
    [...classes.map((label) => `c${String(label)}`), ...items.map(String)].join('.');
  return [text(a), text(b), ...(balance === NO_GROUPS.balance ? [] : [balance])].join('_');
}

export function parseGroups(text: string): AttributeGroups {
  const [a = '', b = '', balance] = text.split('_');
  const group = (members: string): LatentGroup => {
    const found = (pattern: RegExp) =>
      [...new Set([...members.matchAll(pattern)].map(([, digits]) => Number(digits)))].slice(0, MAX_GROUP);
    return { classes: found(/(?<![^.])c(\d{1,3})(?![^.])/g), items: found(/(?<![^.])(\d{1,9})(?![^.])/g) };
  };
  return {
    a: group(a),
    b: group(b),
    balance: BALANCES.find((one) => one === balance) ?? NO_GROUPS.balance,
  };
}
