import type { Store } from '../store/open';
import { nextTurn } from './turns';

/**
 * Deletes what was recorded of a run after a step, the last rows first, a few milliseconds' worth in each turn of the event
 * loop. Broken off, it leaves the earlier rows as they are.
 * @param stopped asked between two turns
 * @returns whether all of it is gone
 */
export async function clearRows(
  { metrics, samples, qualities }: Pick<Store, 'metrics' | 'samples' | 'qualities'>,
  runId: number,
  afterStep: number,
  stopped: () => boolean,
): Promise<boolean> {
  qualities.removeAfter(runId, afterStep);
  for (let more = true; more;) {
    await nextTurn();
    if (stopped()) return false;
    more = metrics.removeLast(runId, afterStep) || samples.removeSome(runId, afterStep);
  }
  return true;
}
