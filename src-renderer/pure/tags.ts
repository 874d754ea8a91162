import { isSameTag } from '../../src-main/contract/annotation';
import type { Run } from '../../src-main/contract/run';

export interface TagCount {
  readonly tag: string;
  /** Number of all runs that have it. */
  readonly count: number;
  /** Number of the selected runs that have it. */
  readonly here: number;
}

type Tagged = Pick<Run, 'tags'>;

/**
 * All tags with their counts: first those in a given order, then those of the selected runs, then the others by name.
 */
export function countTags(
  all: readonly Tagged[],
  here: readonly Tagged[],
  order: readonly string[] = [],
): TagCount[] {
  const names: string[] = [...order];
  for (const { tags } of [...here, ...all])
    for (const tag of tags) if (!names.some((one) => isSameTag(one, tag))) names.push(tag);
  const countIn = (runs: readonly Tagged[], tag: string) =>
    runs.filter(({ tags }) => tags.some((one) => isSameTag(one, tag))).length;
  const counted = names.map((tag) => ({ tag, count: countIn(all, tag), here: countIn(here, tag) }));
  const rest = counted.slice(order.length);
  rest.sort((a, b) => Number(b.here > 0) - Number(a.here > 0) || a.tag.localeCompare(b.tag));
  return [...counted.slice(0, order.length), ...rest];
}
