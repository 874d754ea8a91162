import type { Run } from '../contract/run';

/** The number shown beside a run's name; empty if the name ends with it. */
export function idTag(run: Pick<Run, 'id' | 'name'>): string {
  const tag = `#${String(run.id)}`;
  return run.name.endsWith(tag) ? '' : tag;
}
