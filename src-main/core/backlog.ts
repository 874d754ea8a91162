import { mayShareDevice, type DeviceChoice } from '../contract/run';
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

/**
 * Which waiting runs can start beside those that train. None overtakes an earlier one that may train on the same
 * device.
 * @param waiting the first to train first
 * @param training the devices of those that train
 * @param atOnce how many may train on one device
 */
export function withRoom(
  waiting: Iterable<readonly [id: number, device: DeviceChoice]>,
  training: readonly DeviceChoice[],
  atOnce: number,
): Map<number, DeviceChoice> {
  const taken = [...training];
  const chosen = new Map<number, DeviceChoice>();
  for (const [id, device] of waiting) {
    if (taken.filter((other) => mayShareDevice(device, other)).length < atOnce) chosen.set(id, device);
    // Nothing may overtake it.
    else if (device === 'auto') break;
    taken.push(device);
  }
  return chosen;
}
