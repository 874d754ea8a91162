import type { WorkbenchEvent } from '../contract/events';
import { logText, type LogLine } from '../contract/problems/catalogue';
import type { LogEntry } from '../contract/run';
import type { Store } from '../store/open';
import type { Hub } from './events';

export interface RunLogContext {
  readonly store: Pick<Store, 'logs'>;
  readonly events: Pick<Hub<WorkbenchEvent>, 'publish'>;
}

/** Records a line in a run's log, then publishes it. @throws if it cannot be written */
export function logToRun(
  { store, events }: RunLogContext,
  runId: number,
  level: LogEntry['level'],
  line: LogLine,
): void {
  recordLog({ store, events }, runId, { at: Date.now(), level, text: logText(line) });
}

export function recordLog({ store, events }: RunLogContext, runId: number, entry: LogEntry): void {
  store.logs.append(runId, entry);
  events.publish({ type: 'log', runId, entry });
}
