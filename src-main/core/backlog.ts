import { mayShareDevice, type DeviceChoice, type Run } from '../contract/run';
import type { ReadOnlyStore } from '../store/open';

/** The queued runs that may start when there is room for them. */
export function createBacklog({ runs }: Pick<ReadOnlyStore, 'runs'>) {
  /** Runs left in the queue by an earlier session; they wait until the queue is started. */
  const fromEarlierSession = new Set(runs.everyQueued());
  /**
   * Runs that could not be started although their rows still say queued; they are tried again with the next queue
   * start.
   */
  const unrecorded = new Set<number>();
  return {
    /** Ids in the order in which the runs train. */
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

/** The properties of a run that decide whether it can start beside others. */
export interface Place {
  readonly device: DeviceChoice;
  /** The group that it trains side by side with, even without room; null if it waits for its own turn. */
  readonly group: number | null;
}

export function placeOf({ config, group }: Pick<Run, 'config' | 'group'>): Place {
  return { device: config.device, group: group?.sideBySide === true ? group.id : null };
}

/**
 * Returns the waiting runs that can start beside those that train. No run overtakes an earlier one that may train on
 * the same device, unless it joins a group that trains already.
 * @param waiting waiting runs, in the order in which they train
 * @param training the places of the runs that train
 * @param atOnce how many runs may train on one device
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
    // No later run may overtake this one.
    else if (device === 'auto') isFull = true;
    taken.push(device);
  }
  return chosen;
}
