import { checkpointParts } from '../contract/checkpoint';
import type { JobMessage } from './protocol';

interface WholeCheckpoint {
  readonly type: 'checkpoint';
  readonly step: number;
  readonly elapsedMs: number;
  /** The checkpoint as safetensors. */
  readonly bytes: Uint8Array;
}

/** The messages of training, with whole checkpoints. */
export type TrainMessage = Exclude<JobMessage, { type: 'checkpoint' | 'checkpoint-part' }> | WholeCheckpoint;

/** Sends checkpoints in parts, so that the host handles each part in a separate turn of its event loop. */
export function sendInParts(post: (message: JobMessage) => void): (message: TrainMessage) => void {
  return (message) => {
    if (message.type !== 'checkpoint') {
      post(message);
      return;
    }
    const { type, step, elapsedMs, bytes } = message;
    // Parts are copied, since the structured clone of a view would send its whole buffer.
    for (const part of checkpointParts(bytes)) post({ type: 'checkpoint-part', bytes: part.slice() });
    post({ type, step, elapsedMs });
  };
}
