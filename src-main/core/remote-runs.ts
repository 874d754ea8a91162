import { refusal } from '../contract/error';
import { problem } from '../contract/problems/catalogue';
import { ACTIVE_STATES, type Run } from '../contract/run';
import type { Store } from '../store/open';
import type { Fleet } from './fleet';
import { reportDefect } from './problem';
import { createRemoteCheckpoints } from './remote-checkpoints';
import type { RemoteRunsContext } from './remote-context';
import { remoteControls } from './remote-control';
import { createRemoteLaunch } from './remote-launch';
import { createRemoteRecording } from './remote-recording';
import type { RunControls } from './training';

export type RemoteRuns = ReturnType<typeof createRemoteRuns>;

/** Runs that train on other machines. They go on when the workbench is closed. */
export function createRemoteRuns(context: RemoteRunsContext) {
  const { store, fleet } = context;
  const launch = createRemoteLaunch(context);
  const fetching = createRemoteCheckpoints(context);

  return {
    /** Sends queued runs to their pools, and records what happened while the workbench was closed. */
    start(): void {
      if (fleet === null) {
        interruptLeft(store);
        return;
      }
      fleet.follow(createRemoteRecording(context, fetching));
      fleet.onConnected(() => {
        if (context.closed.aborted) return;
        launch.next();
        fetching.wake();
      });
    },
    /** Sends new runs to their pools. */
    next: () => {
      launch.next();
    },
    has: (id: number): boolean => store.remoteRuns.ofRun(id) !== null,
    controls(run: Run): RunControls | null {
      const remote = store.remoteRuns.ofRun(run.id);
      if (remote === null || !ACTIVE_STATES.includes(run.state)) return null;
      return remoteControls(context, requireFleet(), remote);
    },
    /**
     * Takes a queued run out of its pool.
     * @returns false if a worker has taken it meanwhile
     * @throws WorkbenchError `fleet.none`, `fleet.unreachable`
     */
    async withdraw(id: number): Promise<boolean> {
      const remote = store.remoteRuns.ofRun(id);
      if (remote === null || !remote.mayBeSent || fleet === null) return true;
      const isWithdrawn = await requireFleet().withdraw(remote.job, remote.pool);
      // Its worker may not have reported yet that it has taken the run.
      if (!isWithdrawn) await requireFleet().control(remote.job, { type: 'stop' });
      return isWithdrawn;
    },
    /** @throws WorkbenchError `fleet.none` */
    requireFleet,
    close: async (): Promise<void> => {
      await fleet?.close().catch((error: unknown) => {
        reportDefect('The connection to the fleet could not be closed', error);
      });
    },
  };

  function requireFleet(): Fleet {
    if (fleet === null) throw refusal('fleet.none', {});
    return fleet;
  }
}

/** Ends runs of a fleet that the data folder has left: nothing more will be heard of them. */
function interruptLeft({ runs }: Pick<Store, 'runs'>): void {
  for (const state of ACTIVE_STATES)
    for (const { id, place } of runs.ofState(state))
      if (place !== undefined)
        runs.finish(id, 'interrupted', null, problem('run.left-fleet', { pool: place.pool }));
}
