import type { FleetStatus } from '../../src-main/contract/fleet';
import { ACTIVE_STATES, UNFINISHED_STATES, type Run } from '../../src-main/contract/run';
import { t } from '../../src-main/contract/texts';

type Placed = Pick<Run, 'state' | 'place'>;

/** Why it is not known what a run on another machine does. */
export interface OutOfSight {
  readonly why: 'server' | 'worker';
  readonly pool: string;
  /** The worker that took it last. */
  readonly worker: string | null;
  /** When that worker was last seen; null if it has ended, or was seen by nobody. */
  readonly seenAt: number | null;
  /** Workers of the pool that are there. */
  readonly online: number;
}

/** @returns null for a run that is in sight, that waits or has ended, or that trains on this machine */
export function outOfSight({ state, place }: Placed, fleet: FleetStatus | null): OutOfSight | null {
  if (place === undefined || fleet === null || !ACTIVE_STATES.includes(state)) return null;
  const { pool, worker } = place;
  const online = onlineIn(fleet, pool);
  if (!fleet.isConnected)
    return fleet.problem === null ? null : { why: 'server', pool, worker, seenAt: null, online };
  const found = fleet.workers.find(({ name }) => name === worker);
  if (found?.isOnline === true) return null;
  return { why: 'worker', pool, worker, seenAt: found?.seenAt ?? null, online };
}

/** Steps a second; null while that is not known, as of a run that is out of sight. */
export const speedOf = (
  run: Placed & Pick<Run, 'stepsPerSecond'>,
  fleet: FleetStatus | null,
): number | null => (outOfSight(run, fleet) === null ? run.stepsPerSecond : null);

/** How many workers of a pool are there. */
export const onlineIn = ({ workers }: FleetStatus, pool: string): number =>
  workers.filter((worker) => worker.pool === pool && worker.isOnline).length;

/** Whether a run in a pool finds a machine, and how many others wait; empty while that is not known. */
export function poolText(fleet: FleetStatus | null, pool: string): string {
  if (fleet === null) return '';
  if (!fleet.isConnected) return fleet.problem === null ? '' : t.workers.sentLater;
  const online = onlineIn(fleet, pool);
  if (online === 0) return t.workers.poolEmpty;
  return t.workers.poolState(online, fleet.pools.find((one) => one.pool === pool)?.waiting ?? 0);
}

/** The runs that train or wait in pools: those that train first, then the others in the order of their launch. */
export function runsInPools(runs: readonly Run[]): Run[] {
  const placed = runs.filter(({ place, state }) => place !== undefined && UNFINISHED_STATES.includes(state));
  const rank = ({ state }: Run) => (ACTIVE_STATES.includes(state) ? 0 : 1);
  return placed.sort((a, b) => rank(a) - rank(b) || a.queueOrder - b.queueOrder || a.id - b.id);
}
