import type { WorkbenchEvent } from '../contract/events';
import type { FleetStatus } from '../contract/fleet';
import type { ReadOnlyStore } from '../store/open';
import type { Hub } from './events';
import type { Fleet } from './fleet';

/** What clients see of the fleet. Nothing is asked of the server before one of them wants to know. */
export function createFleetView({
  store,
  events,
  fleet,
}: {
  readonly store: Pick<ReadOnlyStore, 'remoteRuns'>;
  readonly events: Hub<WorkbenchEvent>;
  readonly fleet: Fleet | null;
}) {
  let isObserved = false;

  function viewOf(given: Fleet): FleetStatus {
    const { pools, workers, ...state } = given.state();
    return {
      ...state,
      pools: [...pools],
      workers: workers.map(({ job, ...worker }) => ({
        ...worker,
        runId: job === null ? null : (store.remoteRuns.ofJob(job)?.runId ?? null),
      })),
    };
  }

  return {
    /** null if the data folder has not joined a fleet. Changes are published from the first call on. */
    status(): FleetStatus | null {
      if (fleet === null) return null;
      if (!isObserved)
        fleet.observe(() => {
          events.publish({ type: 'fleet', fleet: viewOf(fleet) });
        });
      isObserved = true;
      return viewOf(fleet);
    },
  };
}
