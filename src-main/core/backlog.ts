import { mayShareDevice, type DeviceChoice } from '../contract/run';
import type { ReadOnlyStore } from '../store/open';

/** The queued runs that may be started when there is room for them. */
export function createBacklog({ runs }: Pick<ReadOnlyStore, 'runs'>) {
  /** Left in the queue by an earlier session: they wait until somebody asks for them. */
  const held = new Set(runs.everyQueued());
  /** Could not be started, though their rows still call them queued: tried again when somebody next asks for a run. */
  const unrecorded = new Set<number>();
  return {
    /** The first to train first. */
    ids: (): number[] => runs.queued().filter((id) => !held.has(id) && !unrecorded.has(id)),
    admit: (id: number): void => void held.delete(id),
    admitAll: (): void => {
      held.clear();
    },
    exclude: (id: number): void => void unrecorded.add(id),
    retry: (): void => {
      unrecorded.clear();
    },
  };
}

/**
 * Which of the runs that wait have room beside those that train. None passes an earlier one that may come to train on the
 * same device.
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
    // Nothing may pass it.
    else if (device === 'auto') break;
    taken.push(device);
  }
  return chosen;
}
