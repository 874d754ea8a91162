import type { Datasets } from './datasets';
import type { Fleet } from './fleet';
import type { RecordingContext } from './recording';

export interface RemoteRunsContext extends RecordingContext {
  readonly datasets: Datasets;
  /** null if this data folder has not joined a fleet. */
  readonly fleet: Fleet | null;
  /** Aborted when the data folder is closed. */
  readonly closed: AbortSignal;
}
