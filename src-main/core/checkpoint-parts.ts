import { refusal } from '../contract/error';
import type { HostMessage } from '../jobs/protocol';
import type { StoredCheckpoint } from '../store/checkpoints';
import type { ReadOnlyStore } from '../store/open';
import type { JobProcess } from './job-host';
import { nextTurn } from './turns';

/** Number of parts read or posted in one turn of the event loop, which takes a few milliseconds. */
const PARTS_PER_TURN = 8;

/**
 * Reads a checkpoint, a few milliseconds' worth in each turn of the event loop.
 * @param stopped checked between two turns
 * @returns null if it was stopped
 * @throws WorkbenchError `checkpoint.removed` if another process removed it meanwhile
 */
export async function readParts(
  { checkpoints }: Pick<ReadOnlyStore, 'checkpoints'>,
  { id, step, sizeBytes }: StoredCheckpoint,
  stopped: () => boolean,
): Promise<Uint8Array[] | null> {
  const parts: Uint8Array[] = [];
  for (const part of checkpoints.parts(id)) {
    parts.push(part);
    if (parts.length % PARTS_PER_TURN > 0) continue;
    await nextTurn();
    if (stopped()) return null;
  }
  if (parts.reduce((sum, { length }) => sum + length, 0) === sizeBytes) return parts;
  throw refusal('checkpoint.removed', { step });
}

/**
 * Posts a task and, before it, the checkpoint that it continues from: a large one in several turns of the event loop.
 * If it is stopped meanwhile, the job receives that first, and ends as soon as it has the task.
 */
export async function postWithCheckpoint(
  process: JobProcess,
  message: HostMessage,
  parts: readonly Uint8Array[],
): Promise<void> {
  for (const [i, bytes] of parts.entries()) {
    if (i > 0 && i % PARTS_PER_TURN === 0) await nextTurn();
    process.post({ type: 'checkpoint-part', bytes });
  }
  process.post(message);
}
