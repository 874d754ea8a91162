import type { ApiClient } from './api';
import { RUNS_PER_PAGE, type Run } from './run';

/** Lists all runs, newest first, one page at a time, so that thousands of runs do not block other requests. */
export async function allRuns(
  { runs }: { readonly runs: Pick<ApiClient['runs'], 'list'> },
  options: { signal?: AbortSignal } = {},
): Promise<Run[]> {
  const all: Run[] = [];
  for (;;) {
    const before = all[all.length - 1]?.id;
    const page = await runs.list(before === undefined ? {} : { before }, options);
    all.push(...page);
    if (page.length < RUNS_PER_PAGE) return all;
  }
}
