import type { Dataset } from '../../src-main/contract/dataset';
import { mayShareDevice, type Run } from '../../src-main/contract/run';

/** What a queued run waits for. */
export interface Waiting {
  /** The runs of which one must first end, or leave its slot; empty if the run is next. */
  readonly before: readonly Run[];
  /** The dataset being generated for the run that is next. */
  readonly making: Dataset | null;
}

interface Known {
  /** The runs that train or are paused. */
  readonly activeRuns: readonly Run[];
  /** The queued runs, in the order in which they will train. */
  readonly queue: readonly Run[];
  readonly datasets: readonly Dataset[];
  /** How many runs may train on one device at the same time. */
  readonly runsPerDevice: number;
}

export function waitingOf(run: Run, { activeRuns, queue, datasets, runsPerDevice }: Known): Waiting {
  const shares = ({ config, place }: Run) =>
    place === undefined && mayShareDevice(run.config.device, config.device);
  const training = activeRuns.filter(shares);
  if (training.length >= runsPerDevice) return { before: training, making: null };
  const makingFor = ({ config }: Run) =>
    datasets.find(({ id, state }) => id === config.dataset && state === 'preparing') ?? null;
  const ahead = queue.slice(
    0,
    queue.findIndex(({ id }) => id === run.id),
  );
  // A slot is free, but it is reserved for the first run that cannot train yet.
  const first = ahead.filter(shares).find((other) => makingFor(other) !== null);
  if (first === undefined || training.length + ahead.filter(shares).length < runsPerDevice)
    return { before: [], making: makingFor(run) };
  return { before: [first], making: makingFor(first) };
}
