import type { Fleet } from '../../core/fleet';
import { membershipOf } from '../../fleet/membership';

/** Connects a data folder that has joined a fleet. Without one, no code of NATS is loaded. */
export async function openFleet(dataDir: string): Promise<Fleet | null> {
  const membership = membershipOf(dataDir);
  if (membership === null) return null;
  const { connectFleet } = await import('../../fleet/client');
  return connectFleet(membership);
}
