import { checkpointParts } from '../contract/checkpoint';
import type { NewCheckpoint } from '../store/checkpoint-writer';
import type { Store } from '../store/open';
import type { RetentionRule } from '../store/retention';

/** Records a whole checkpoint. @returns whether parts are left to be deleted */
export function appendCheckpoint(
  { checkpoints }: Pick<Store, 'checkpoints'>,
  runId: number,
  { bytes, ...checkpoint }: NewCheckpoint & { readonly bytes: Uint8Array },
  rule?: RetentionRule,
): boolean {
  const id = checkpoints.begin(runId);
  for (const part of checkpointParts(bytes)) checkpoints.addPart(id, part);
  return checkpoints.complete(id, checkpoint, rule);
}
