import { mayShareDevice, type DeviceChoice, type Run } from '../contract/run';
import type { ReadOnlyStore } from '../store/open';

/** The queued runs that may be started when there is room for them. */
export function createBacklog({ runs }: Pick<ReadOnlyStore, 'runs'>) {
  /** Left in the queue by an earlier session: they wait until the queue is started. */
  const fromEarlierSession = new Set(runs.everyQueued());
  /** Could not be started although their rows still say queued: tried again when the queue is started again. */
  const unrecorded = new Set<number>();
  return {
    /** The first to train first. */
    ids: (): number[] => runs.queued().filter((id) => !fromEarlierSession.has(id) && !unrecorded.has(id)),
    admit: (id: number): void => void fromEarlierSession.delete(id),
    admitAll: (): void => {
      fromEarlierSession.clear();
    },
    exclude: (id: number): void => void unrecorded.add(id),
    retry: (): void => {
      unrecorded.clear();
    },
  };
}

/** What of a run decides whether it can start beside others. */
export interface Place {
  readonly device: DeviceChoice;
  /** Of the group that it trains side by side with, whatever room there is; null if it waits for its own turn. */
  readonly group: number | null;
}

export function placeOf({ config, group }: Pick<Run, 'config' | 'group'>): Place {
  return { device: config.device, group: group?.sideBySide === true ? group.id : null };
}

/**
 * Which waiting runs can start beside those that train. None overtakes an earlier one that may train on the same
 * device, except into a group that trains already.
 * @param waiting the first to train first
 * @param training the places of those that train
 * @param atOnce how many may train on one device
 */
export function withRoom(
  waiting: Iterable<readonly [id: number, place: Place]>,
  training: readonly Place[],
  atOnce: number,
): Map<number, Place> {
  const taken = training.map(({ device }) => device);
  const groups = new Set(training.map(({ group }) => group));
  const chosen = new Map<number, Place>();
  let isFull = false;
  for (const [id, place] of waiting) {
    const { device, group } = place;
    const hasRoom = !isFull && taken.filter((other) => mayShareDevice(device, other)).length < atOnce;
    if (hasRoom || (group !== null && groups.has(group))) {
      chosen.set(id, place);
      groups.add(group);
    }
    // Nothing may overtake it.
    else if (device === 'auto') isFull = true;
    taken.push(device);
  }
  return chosen;
}
