import { BLOCK_STEPS, blocksOfPairs, type StepRange } from '../contract/metric-block';
import type { ReadableDatabase, WritableDatabase } from './database';
import { pairReader } from './metric-pairs';

/** Blocks in a row of the table: a row of a kilobyte, so that few rows must be read. */
const PAGE_STEPS = 16 * BLOCK_STEPS;
/** Rows per read: well under a millisecond. */
const PAGES_PER_READ = 128;

interface Page {
  readonly page: number;
  readonly blocks: Uint8Array;
}

/** Returns a function that reads a metric as blocks, in order of steps, a few milliseconds' worth at a time. */
export function blockReader(db: ReadableDatabase) {
  const pagesFrom = db.prepare<[number, number, number, number, number], Page>(
    `SELECT page, blocks FROM metric_blocks WHERE run_id = ? AND metric_id = ? AND page >= ? AND page <= ?
      ORDER BY page LIMIT ?`,
  );
  const pairsOf = pairReader(db);

  /** @param range reads the blocks that have steps in it; a block at its end may reach beyond it */
  return function* (runId: number, id: number, range: StepRange): Generator<Float64Array, void, void> {
    let page = pageOf(range.from);
    const last = pageOf(range.to);
    for (let full = true; full;) {
      const pages = pagesFrom.all(runId, id, page, last, PAGES_PER_READ);
      full = pages.length === PAGES_PER_READ;
      page = (pages.at(-1)?.page ?? page - 1) + 1;
      if (pages.length > 0) yield floatsOf(pages.map(({ blocks }) => blocks));
    }
    // Steps after the last whole page. A sparse metric has no page where it has no values.
    for (const pairs of pairsOf(runId, id, { from: page * PAGE_STEPS, to: range.to }))
      yield blocksOfPairs(pairs);
  };
}

export function blockWriter(db: WritableDatabase) {
  const put = db.prepare<[number, number, number, Uint8Array]>(
    'INSERT OR REPLACE INTO metric_blocks (run_id, metric_id, page, blocks) VALUES (?, ?, ?, ?)',
  );
  const removeFrom = db.prepare<[number, number, number]>(
    'DELETE FROM metric_blocks WHERE run_id = ? AND metric_id = ? AND page >= ?',
  );
  const stepBefore = db
    .prepare<[number, number, number], number>(
      'SELECT step FROM metrics WHERE run_id = ? AND metric_id = ? AND step < ? ORDER BY step DESC LIMIT 1',
    )
    .pluck();
  const pairsOf = pairReader(db);

  /** Writes the pages of whole pages' steps, from one page up to another. */
  function write(runId: number, id: number, from: number, end: number): void {
    const range = { from: from * PAGE_STEPS, to: end * PAGE_STEPS - 1 };
    let page = from;
    let blocks: Float64Array[] = [];
    const close = () => {
      if (blocks.length > 0) put.run(runId, id, page, bytesOf(blocks));
      blocks = [];
    };
    for (const pairs of pairsOf(runId, id, range)) {
      for (const part of pagesOf(pairs)) {
        if (part.page !== page) close();
        page = part.page;
        blocks.push(blocksOfPairs(part.pairs));
      }
    }
    close();
  }

  return {
    /**
     * Keeps the blocks up to date after rows were written.
     * @param first the first step that was written
     */
    update(runId: number, id: number, first: number): void {
      const last = stepBefore.get(runId, id, Number.MAX_SAFE_INTEGER) ?? first;
      const before = stepBefore.get(runId, id, first) ?? first;
      // Until there is a later step, more values of a page may follow.
      if (pageOf(before) < pageOf(last)) write(runId, id, pageOf(before), pageOf(last));
      removeFrom.run(runId, id, pageOf(last));
    },
    /** Deletes the blocks that have steps after this one. */
    removeAfter(runId: number, id: number, step: number): void {
      removeFrom.run(runId, id, pageOf(step + 1));
    },
  };
}

const pageOf = (step: number): number => Math.floor(Math.max(step, 0) / PAGE_STEPS);

/** Writes the blocks of all metrics: of rows that were written without `blockWriter`. */
export function fillBlocks(db: WritableDatabase): void {
  const writer = blockWriter(db);
  const runs = db.prepare<[], number>('SELECT id FROM runs').pluck().all();
  const names = db.prepare<[], number>('SELECT id FROM metric_names').pluck().all();
  for (const runId of runs) for (const id of names) writer.update(runId, id, 0);
}

const bytesOf = (blocks: readonly Float64Array[]): Uint8Array =>
  Buffer.concat(
    blocks.map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength)),
  );

/** Copies the bytes, because a view of floats needs an aligned start. */
function floatsOf(all: readonly Uint8Array[]): Float64Array {
  const floats = new Float64Array(all.reduce((sum, { byteLength }) => sum + byteLength, 0) / 8);
  const bytes = new Uint8Array(floats.buffer);
  let at = 0;
  for (const one of all) {
    bytes.set(one, at);
    at += one.byteLength;
  }
  return floats;
}

/** Divides (step, value) pairs by their pages. */
function* pagesOf(pairs: Float64Array): Generator<{ page: number; pairs: Float64Array }, void, void> {
  for (let start = 0; start < pairs.length;) {
    const page = pageOf(pairs[start] ?? 0);
    let end = start;
    while (end < pairs.length && pageOf(pairs[end] ?? 0) === page) end += 2;
    yield { page, pairs: pairs.subarray(start, end) };
    start = end;
  }
}
