import type { Store } from '../store/open';
import { nextTurn } from './turns';

/**
 * Deletes what was recorded of a run after a step, the last rows first, a few milliseconds' worth in each turn of the
 * event loop. If it is interrupted, the earlier rows are left.
 * @param stopped checked between two turns
 * @returns whether all of it is gone
 */
export async function clearRows(
  { metrics, figures, qualities }: Pick<Store, 'metrics' | 'figures' | 'qualities'>,
  runId: number,
  afterStep: number,
  stopped: () => boolean,
): Promise<boolean> {
  qualities.removeAfter(runId, afterStep);
  for (let more = true; more;) {
    await nextTurn();
    if (stopped()) return false;
    more = metrics.removeLast(runId, afterStep) || figures.removeSome(runId, afterStep);
  }
  return true;
}
