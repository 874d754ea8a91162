import type { Dataset } from '../../src-main/contract/dataset';
import type { Run } from '../../src-main/contract/run';

/** What a queued run waits for. */
export interface Waiting {
  /** The run whose turn it is; null where it is its own. */
  readonly before: Run | null;
  /** The dataset being made for the one whose turn it is. */
  readonly making: Dataset | null;
}

/**
 * @param active the run that trains or pauses
 * @param queue the runs that wait, the first to train first
 */
export function waitingOf(
  run: Run,
  active: Run | undefined,
  queue: readonly Run[],
  datasets: readonly Dataset[],
): Waiting {
  if (active !== undefined) return { before: active, making: null };
  const makingFor = ({ config }: Run) =>
    datasets.find(({ id, state }) => id === config.dataset && state === 'preparing') ?? null;
  // Nothing trains: the turn is that of the first which cannot yet.
  const first = queue.find((one) => makingFor(one) !== null);
  if (first === undefined) return { before: null, making: null };
  return { before: first.id === run.id ? null : first, making: makingFor(first) };
}
