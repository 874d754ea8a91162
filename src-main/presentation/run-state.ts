import { earlyStateText, stateText, stopReasonText } from '../contract/problems/catalogue';
import type { Run } from '../contract/run';

type Ended = Pick<Run, 'state' | 'stopReason'>;

/** Why its sweep has stopped a run, as a sentence; null for other runs, and for one that was resumed since. */
export function earlyStopText({ state, stopReason }: Ended): string | null {
  if (state !== 'stopped' || stopReason === undefined || stopReason === 'resumed') return null;
  return stopReasonText(stopReason);
}

/** The name of a run's state, e.g. `running`, `ended early`. */
export const runStateText = (run: Ended): string =>
  earlyStopText(run) === null ? stateText(run.state) : earlyStateText();
