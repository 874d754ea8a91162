import type { ListItem } from './run-groups';

/** The slot of each rendered item, by the item's key. */
export type Slots = ReadonlyMap<string, string>;

/**
 * Assigns a slot to each item that is rendered: an item that had one keeps it, and the others take those that have
 * become free. Groups and runs have slots of their own. A list whose rows are keyed by slot changes them where keying by item would make new ones, which takes
 * many times longer.
 */
export function assignSlots(items: readonly ListItem[], before: Slots): Slots {
  const slots = new Map<string, string>();
  const taken = new Set<string>();
  for (const { key } of items) {
    const slot = before.get(key);
    if (slot === undefined) continue;
    slots.set(key, slot);
    taken.add(slot);
  }
  const nextOf = new Map<string, number>();
  for (const item of items) {
    const { key } = item;
    if (slots.has(key)) continue;
    const kind = 'group' in item ? 'group' : 'run';
    let next = nextOf.get(kind) ?? 0;
    while (taken.has(`${kind} ${String(next)}`)) next += 1;
    slots.set(key, `${kind} ${String(next)}`);
    nextOf.set(kind, next + 1);
  }
  return slots;
}
