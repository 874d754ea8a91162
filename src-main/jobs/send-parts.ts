import { checkpointParts } from '../contract/checkpoint';
import type { JobMessage } from './protocol';

interface WholeCheckpoint {
  readonly type: 'checkpoint';
  readonly step: number;
  readonly elapsedMs: number;
  /** Safetensors. */
  readonly bytes: Uint8Array;
}

/** What training posts: checkpoints are whole. */
export type TrainMessage = Exclude<JobMessage, { type: 'checkpoint' | 'checkpoint-part' }> | WholeCheckpoint;

/** Sends checkpoints in parts, each of which the host can take in a turn of its own. */
export function sendInParts(post: (message: JobMessage) => void): (message: TrainMessage) => void {
  return (message) => {
    if (message.type !== 'checkpoint') {
      post(message);
      return;
    }
    const { type, step, elapsedMs, bytes } = message;
    // Copies: structured clone of a view would send all of the memory behind it with each part.
    for (const part of checkpointParts(bytes)) post({ type: 'checkpoint-part', bytes: part.slice() });
    post({ type, step, elapsedMs });
  };
}
