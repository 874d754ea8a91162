import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MetricBatch } from '../contract/events';
import type { MetricRows } from '../contract/run';
import type { ReadOnlyStore } from '../store/open';
import type { Hub } from './events';

/** Told after rows were written: which run has new ones, or where a resumed run started over. */
export interface MetricNotice {
  runId: number;
  /** Rows after this step were dropped, to come again. */
  restartedAfter?: number;
}

const BATCH_EVERY_MS = 100;
/** Rows of each metric in a batch: some 300 KB of JSON with eight metrics. */
const BATCH_ROWS = 1000;

/**
 * A run's metric rows after a step, for one client: those recorded, then those to come, until `signal`. The store is
 * the buffer: a notice only says that there is something to read on from where the client stands. So no row is lost
 * or doubled, a slow client costs no memory, and gets fewer and larger batches. Within a batch all metrics reach the
 * same step. Where a resumed run started over, its steps come again from there.
 */
export async function* watchMetrics(
  { metrics }: Pick<ReadOnlyStore, 'metrics'>,
  notices: Hub<MetricNotice>,
  runId: number,
  afterStep: number,
  signal?: AbortSignal,
): AsyncGenerator<MetricBatch, void, void> {
  /** Each metric's last step sent: one that is measured rarely may come after others of the same step. */
  const sent = new Map<string, number>();
  let from = afterStep;
  let fresh = true;
  let wake: (() => void) | null = null;
  const rouse = () => {
    wake?.();
    wake = null;
  };
  const unsubscribe = notices.subscribe((notice) => {
    if (notice.runId !== runId) return;
    const { restartedAfter } = notice;
    if (restartedAfter !== undefined) {
      from = Math.min(from, restartedAfter);
      for (const [name, step] of sent) sent.set(name, Math.min(step, restartedAfter));
    }
    fresh = true;
    rouse();
  });
  signal?.addEventListener('abort', rouse);

  function read(): MetricRows[] {
    const parts = metrics
      .names(runId)
      .map((name) => metrics.after(runId, name, sent.get(name) ?? from, BATCH_ROWS));
    const full = parts.filter(({ steps }) => steps.length === BATCH_ROWS);
    const upTo = Math.min(...full.map(({ steps }) => steps[BATCH_ROWS - 1] ?? Infinity));
    const rows = parts.map((part) => cut(part, upTo)).filter(({ steps }) => steps.length > 0);
    for (const { name, steps } of rows) sent.set(name, steps[steps.length - 1] ?? from);
    // With a batch cut short there may be more without a notice.
    fresh = full.length > 0;
    return rows;
  }

  try {
    let lastAt = 0;
    while (signal?.aborted !== true) {
      if (!fresh) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        await pause(lastAt + BATCH_EVERY_MS - Date.now(), signal);
        continue;
      }
      const rows = read();
      if (fresh) await nextTurn();
      else lastAt = Date.now();
      if (rows.length > 0) yield { runId, rows };
    }
  } finally {
    unsubscribe();
    signal?.removeEventListener('abort', rouse);
  }
}

function cut({ name, steps, values }: MetricRows, upTo: number): MetricRows {
  const end = steps.findIndex((step) => step > upTo);
  return end < 0
    ? { name, steps, values }
    : { name, steps: steps.slice(0, end), values: values.slice(0, end) };
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  if (ms <= 0 || signal?.aborted === true) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done);
  });
}
