import { checkpointParts } from '../contract/checkpoint';
import type { JobMessage } from './protocol';

interface WholeCheckpoint {
  readonly type: 'checkpoint';
  readonly step: number;
  readonly elapsedMs: number;
  /** Safetensors. */
  readonly bytes: Uint8Array;
}

/** The messages of training, with whole checkpoints. */
export type TrainMessage = Exclude<JobMessage, { type: 'checkpoint' | 'checkpoint-part' }> | WholeCheckpoint;

/** Sends checkpoints in parts, so that the host handles each in a turn of its own. */
export function sendInParts(post: (message: JobMessage) => void): (message: TrainMessage) => void {
  return (message) => {
    if (message.type !== 'checkpoint') {
      post(message);
      return;
    }
    const { type, step, elapsedMs, bytes } = message;
    // Copied: the structured clone of a view would send its whole buffer with each part.
    for (const part of checkpointParts(bytes)) post({ type: 'checkpoint-part', bytes: part.slice() });
    post({ type, step, elapsedMs });
  };
}
