import type { Run } from '../../contract/run';
import type { Workbench } from '../../core/workbench';

/**
 * Calls `onChange` with the runs that train or pause, now and whenever one of them changes.
 * @returns a function that ends this
 */
export function followActiveRuns(
  { events, activeRuns }: Pick<Workbench, 'events' | 'activeRuns'>,
  onChange: (runs: readonly Run[]) => void,
): () => void {
  onChange(activeRuns());
  return events.subscribe(({ type }) => {
    if (type === 'run' || type === 'run-removed') onChange(activeRuns());
  });
}
