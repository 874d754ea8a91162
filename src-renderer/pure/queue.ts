import type { QueueMove, Run } from '../../src-main/contract/run';

/** The queued runs of this machine, in the order in which they will train. */
export function queueOf(runs: readonly Run[]): Run[] {
  return runs
    .filter(({ state, place }) => state === 'queued' && place === undefined)
    .sort((a, b) => a.queueOrder - b.queueOrder || a.id - b.id);
}

/** Whether this move is possible for a run at its place in the queue, counted from 1. */
export function canMove(to: QueueMove, place: number, length: number): boolean {
  return to === 'down' ? place < length : place > 1;
}
