import type { ReadOnlyStore } from '../store/open';

export interface WholeCheckpoint {
  readonly step: number;
  readonly elapsedMs: number;
  /** Safetensors. */
  readonly bytes: Uint8Array;
}

/** Reads a checkpoint at once. @param step the newest without it */
export function wholeCheckpoint(
  { checkpoints }: Pick<ReadOnlyStore, 'checkpoints'>,
  runId: number,
  step?: number,
): WholeCheckpoint | null {
  const found = checkpoints.find(runId, step);
  if (found === null) return null;
  const { id, elapsedMs } = found;
  return { step: found.step, elapsedMs, bytes: Buffer.concat([...checkpoints.parts(id)]) };
}
