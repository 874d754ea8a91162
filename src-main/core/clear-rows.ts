import type { Store } from '../store/open';
import { nextTurn } from './turns';

/**
 * Deletes what was recorded of a run after a step, the last rows first, for a few milliseconds in each turn of the
 * event loop. If it is interrupted, the earlier rows remain.
 * @param stopped checked between two turns
 * @returns whether everything was deleted
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
