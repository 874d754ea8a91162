import type { Run } from '../contract/run';

/** A run's number as it stands beside its name; empty where the name ends with it. */
export function idTag(run: Pick<Run, 'id' | 'name'>): string {
  const tag = `#${String(run.id)}`;
  return run.name.endsWith(tag) ? '' : tag;
}
