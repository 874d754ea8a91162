import type { MetricBatch } from '../contract/events';
import type { ReadOnlyStore } from '../store/open';
import type { Hub } from './events';
import { metricCursor, type CursorStart } from '../store/metric-cursor';
import { nextTurn } from './turns';

/** Published after rows were written or a resumed run restarted. */
export interface MetricNotice {
  runId: number;
  /** Rows after this step were dropped, and will be recorded again. */
  restartedAfter?: number;
}

const BATCH_EVERY_MS = 100;

/**
 * Yields a run's metric rows for one client until one of `signals` is aborted: of each metric the rows after the last
 * step that the client has, first those recorded, then new ones. The store is the buffer: a notice only means that
 * there are more rows to read. So no row is lost or duplicated, and a slow client costs no memory, but gets fewer and
 * larger batches. Within a batch all metrics reach the same step. When a resumed run restarts from an earlier step, its
 * rows are sent again from there.
 */
export async function* watchMetrics(
  store: Pick<ReadOnlyStore, 'metrics'>,
  notices: Hub<MetricNotice>,
  runId: number,
  start: CursorStart,
  ...signals: readonly AbortSignal[]
): AsyncGenerator<MetricBatch, void, void> {
  const ended = () => signals.some(({ aborted }) => aborted);
  const cursor = metricCursor(store, runId, start);
  let fresh = true;
  let resume: (() => void) | null = null;
  const wake = () => {
    resume?.();
    resume = null;
  };
  const unsubscribe = notices.subscribe((notice) => {
    if (notice.runId !== runId) return;
    if (notice.restartedAfter !== undefined) cursor.rewind(notice.restartedAfter);
    fresh = true;
    wake();
  });
  for (const signal of signals) signal.addEventListener('abort', wake);

  try {
    let lastAt = -Infinity;
    while (!ended()) {
      if (!fresh) {
        await new Promise<void>((resolve) => {
          resume = resolve;
        });
        await pause(lastAt + BATCH_EVERY_MS - performance.now(), signals);
        continue;
      }
      await nextTurn();
      if (ended()) return;
      // If a slice was limited, there are more rows without a notice.
      const { rows, more } = cursor.read();
      fresh = more;
      lastAt = performance.now();
      if (rows.length > 0) yield { runId, rows };
    }
  } finally {
    unsubscribe();
    for (const signal of signals) signal.removeEventListener('abort', wake);
  }
}

function pause(ms: number, signals: readonly AbortSignal[]): Promise<void> {
  if (ms <= 0 || signals.some(({ aborted }) => aborted)) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      for (const signal of signals) signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    for (const signal of signals) signal.addEventListener('abort', done);
  });
}
