import { createHash, type Hash } from 'node:crypto';
import { ELAPSED_METRIC, type Run } from '../../contract/run';
import { hasEnded } from '../../contract/watch-condition';
import type { Quality } from '../../contract/quality';
import type { ReadOnlyStore } from '../../store/open';
import { eachRow, metricNames, metricSlices } from '../metric-rows';

/** A value as MLflow's API takes it. */
export interface LoggedMetric {
  readonly key: string;
  readonly value: number;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly step: number;
}

/** Values of whole steps, and how far one is with them. */
export interface MetricBatch {
  readonly metrics: readonly LoggedMetric[];
  readonly upTo: UploadedSteps;
}

/** How far the values of a run were sent. */
export interface UploadedSteps {
  /** The last step of which all values were sent. */
  readonly step: number;
  /** SHA-256 of all values up to it. */
  readonly digest: string;
}

/** MLflow takes at most 1 000 values, parameters and tags in a request. */
const MAX_BATCH = 990;

const startOf = ({ startedAt, createdAt }: Run): number => startedAt ?? createdAt;

/**
 * The values of each step, in order of steps, a slice at a time. The same values have the same times whenever they are
 * read, so that a server that has them already knows them. Of a run that has not ended, the newest step is left out,
 * since some of its metrics may not be recorded yet.
 */
function* loggedSlices(
  store: Pick<ReadOnlyStore, 'metrics'>,
  run: Run,
  onProgress: (fraction: number) => void,
): Generator<readonly LoggedMetric[][], void, void> {
  const names = metricNames(store, [run]);
  const elapsed = names.indexOf(ELAPSED_METRIC);
  let elapsedMs = 0;
  let newest: LoggedMetric[][] = [];
  for (const slice of metricSlices(store, [run], onProgress)) {
    const rows: LoggedMetric[][] = newest;
    eachRow(names, slice, ({ step, values }) => {
      elapsedMs = values[elapsed] ?? elapsedMs;
      const timestamp = Math.round(startOf(run) + elapsedMs);
      const measured = names.flatMap((key, i) => {
        const value = values[i];
        return value === undefined ? [] : [{ key, value, timestamp, step }];
      });
      rows.push(measured);
    });
    newest = rows.splice(-1);
    yield rows;
  }
  if (hasEnded(run)) yield newest;
}

const digestOf = (hash: Hash): string => hash.copy().digest('hex');

function include(hash: Hash, row: readonly LoggedMetric[]): void {
  hash.update(JSON.stringify(row.map(({ key, value, step }) => [step, key, value])));
}

const stepOf = (row: readonly LoggedMetric[]): number => row[0]?.step ?? -1;

/**
 * Every metric of a run at every step after one, as batches of whole steps.
 * @param after the last step of which all values were sent; -1 for all steps
 */
export function* metricBatches(
  store: Pick<ReadOnlyStore, 'metrics'>,
  run: Run,
  after: number,
  onProgress: (fraction: number) => void,
): Generator<MetricBatch, void, void> {
  const hash = createHash('sha256');
  let batch: LoggedMetric[] = [];
  let step = after;
  const complete = (): MetricBatch => {
    const metrics = batch;
    batch = [];
    return { metrics, upTo: { step, digest: digestOf(hash) } };
  };
  for (const rows of loggedSlices(store, run, onProgress))
    for (const row of rows) {
      const isSent = stepOf(row) <= after;
      if (!isSent && batch.length > 0 && batch.length + row.length > MAX_BATCH) yield complete();
      include(hash, row);
      if (isSent) continue;
      batch.push(...row);
      step = stepOf(row);
    }
  if (batch.length > 0) yield complete();
}

/** Whether the values that were sent are still those of the run, which may have gone on from an earlier step since. */
export function isContinued(
  store: Pick<ReadOnlyStore, 'metrics'>,
  run: Run,
  { step, digest }: UploadedSteps,
): boolean {
  const hash = createHash('sha256');
  for (const rows of loggedSlices(store, run, () => undefined))
    for (const row of rows) {
      include(hash, row);
      if (stepOf(row) >= step) return stepOf(row) === step && digestOf(hash) === digest;
    }
  return false;
}

/** The values of an evaluation of samples. */
export const qualityMetrics = ({ step, createdAt, metrics }: Quality): LoggedMetric[] =>
  Object.entries(metrics).flatMap(([id, { value }]) =>
    value === null ? [] : [{ key: `quality/${id}`, value, timestamp: Math.round(createdAt), step }],
  );
