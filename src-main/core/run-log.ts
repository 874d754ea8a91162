import type { WorkbenchEvent } from '../contract/events';
import type { LogEntry } from '../contract/run';
import type { Store } from '../store/open';
import type { Hub } from './events';

export interface RunLogContext {
  readonly store: Pick<Store, 'logs'>;
  readonly events: Pick<Hub<WorkbenchEvent>, 'publish'>;
}

/** Records an entry in a run's log, then publishes it. @throws where it cannot be written */
export function logToRun({ store, events }: RunLogContext, runId: number, entry: LogEntry): void {
  store.logs.append(runId, entry);
  events.publish({ type: 'log', runId, entry });
}
