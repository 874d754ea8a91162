import { refusal } from '../contract/error';
import type { LiveRuns } from './live-runs';
import { createQueue, type Queue } from './queue';
import type { RemoteRunsContext } from './remote-context';
import { createRemoteRuns, type RemoteRuns } from './remote-runs';
import type { RunControls, TrainingContext } from './training';

export type Scheduler = ReturnType<typeof createScheduler>;

/** Creates what starts runs on this machine, what does on others, and what chooses between them. */
export function createScheduling(context: TrainingContext & RemoteRunsContext) {
  const queue = createQueue(context, context.datasets);
  const remote = createRemoteRuns(context);
  return { queue, remote, scheduler: createScheduler(queue, remote, context.liveRuns) };
}

/** Lets each run train where it was launched: on this machine, in its turn, or on a machine of its pool. */
function createScheduler(queue: Queue, remote: RemoteRuns, liveRuns: LiveRuns) {
  return {
    /** Must be called when the queue or the number of slots has changed. */
    next(): void {
      queue.next();
      remote.next();
    },
    /** Starts a run on request, even if an earlier session left it in the queue. */
    admit(id: number): void {
      if (remote.has(id)) remote.next();
      else queue.admit(id);
    },
    isAwaited: (id: number): boolean => queue.isAwaited(id),
    /** What can be done with a run that trains; null if it does not. */
    controls: (id: number): RunControls | null =>
      remote.has(id) ? remote.controls(liveRuns.get(id)) : queue.training(id),
    /** @returns false if a queued run of a pool has been taken by a worker meanwhile */
    withdraw: async (id: number): Promise<boolean> => !remote.has(id) || remote.withdraw(id),
    /** @throws WorkbenchError `run.in-pool` for a run that this machine does not order */
    requireLocal(id: number): void {
      const { name, place } = liveRuns.get(id);
      if (place !== undefined) throw refusal('run.in-pool', { name, pool: place.pool });
    },
    /** @throws WorkbenchError `fleet.none` if a run can be launched on this machine only */
    requirePool(pool: string | undefined): void {
      if (pool !== undefined) remote.requireFleet();
    },
  };
}
