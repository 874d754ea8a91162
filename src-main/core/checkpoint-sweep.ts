import type { Store } from '../store/open';
import { reportDefect } from './problem';
import { nextTurn } from './turns';

/**
 * Deletes the parts of removed checkpoints in the background, about a millisecond's worth in each turn of the event
 * loop. If it is interrupted, it continues the next time.
 * @param stopped checked between two turns
 */
export function createCheckpointSweep({ checkpoints }: Pick<Store, 'checkpoints'>, stopped: () => boolean) {
  let sweeping = false;

  async function sweep(): Promise<void> {
    sweeping = true;
    try {
      do await nextTurn();
      while (!stopped() && checkpoints.sweepSome());
    } finally {
      sweeping = false;
    }
  }

  return {
    /** Starts unless it is already running. */
    wake(): void {
      if (sweeping || stopped()) return;
      sweep().catch((error: unknown) => {
        reportDefect('Removed checkpoints could not be deleted', error);
      });
    },
  };
}
