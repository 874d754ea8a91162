import { group } from 'd3-array';
import { WorkbenchError } from '../../src-main/contract/error';
import { filePaths } from '../../src-main/contract/files';
import type { StepRange } from '../../src-main/contract/metric-block';
import { decodeSeries, type RunMetric, type Series } from '../../src-main/contract/series-file';
import { readBytes } from './read-bytes';

/** To how many columns long series are reduced: about as many pixels as a plot has. A zoom loads more. */
const COLUMNS = 1200;
/** The most series of one request: servers limit the length of addresses. */
const MOST = 100;

interface Asked {
  readonly metric: RunMetric;
  readonly range: StepRange | undefined;
  readonly signal: AbortSignal;
  readonly resolve: (series: Series) => void;
  readonly reject: (error: unknown) => void;
}

let waiting: Asked[] = [];

/**
 * Reads a metric of a run. All that are wanted in the same turn, such as those of a chart of twenty runs, are read by
 * one request: twenty would wait for each other.
 * @param range the steps to read; all by default
 * @throws WorkbenchError if the core refuses it
 */
export function readSeries(metric: RunMetric, signal: AbortSignal, range?: StepRange): Promise<Series> {
  return new Promise((resolve, reject) => {
    if (waiting.length === 0) setTimeout(send);
    waiting.push({ metric, range, signal, resolve, reject });
  });
}

function send(): void {
  const asked = waiting;
  waiting = [];
  const alike = group(asked, ({ range }) => range && `${String(range.from)} ${String(range.to)}`);
  for (const own of alike.values()) {
    for (let start = 0; start < own.length; start += MOST) void request(own.slice(start, start + MOST));
  }
}

async function request(asked: readonly Asked[]): Promise<void> {
  const answered = new AbortController();
  const unwanted = new AbortController();
  const leave = () => {
    if (asked.every(({ signal }) => signal.aborted)) unwanted.abort();
  };
  for (const { signal } of asked) signal.addEventListener('abort', leave, { signal: answered.signal });
  leave();
  const metrics = asked.map(({ metric }) => metric);
  try {
    const bytes = await readBytes(filePaths.series(metrics, COLUMNS, asked[0]?.range), unwanted.signal);
    const all = decodeSeries(bytes);
    for (const [i, { resolve, reject }] of asked.entries()) {
      const series = all[i];
      if (series === undefined) reject(new Error('The answer has fewer series than were asked for.'));
      else resolve(series);
    }
  } catch (error) {
    const runs = group(asked, ({ metric }) => metric.runId);
    // A run that is refused, such as one that was removed, must not hide the others.
    if (error instanceof WorkbenchError && runs.size > 1) for (const own of runs.values()) void request(own);
    else for (const { reject } of asked) reject(error);
  } finally {
    answered.abort();
  }
}
