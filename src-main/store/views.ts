import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { refusal } from '../contract/error';
import { connect, type ReadableDatabase } from './database';
import { migrate, STORE_FILE } from './open';
import { MIGRATIONS } from './migrations';

/** Increase this when a view or a column is renamed or removed, or means something else; more columns may come any time. */
const VIEWS_VERSION = 1;

const TIME = (column: string, name: string) =>
  `strftime('%Y-%m-%dT%H:%M:%fZ', ${column} / 1000.0, 'unixepoch') AS ${name}`;

/**
 * What queries may rely on; `resources/docs/programs.md` describes it. The views have the names of tables, which they
 * hide: tables change with versions of the workbench. Removed runs are left out.
 */
const VIEWS: Readonly<Record<string, string>> = {
  views_version: `SELECT ${String(VIEWS_VERSION)} AS version`,
  runs: `SELECT id, name, state, model, dataset_id AS dataset, dataset_name,
      json_extract(config, '$.seed') AS seed, step, total_steps, steps_per_epoch, elapsed_ms,
      ${TIME('created_at', 'created_at')}, ${TIME('started_at', 'started_at')}, ${TIME('finished_at', 'finished_at')},
      starred, (SELECT text FROM main.run_notes WHERE run_id = runs.id) AS notes,
      json_extract(problem, '$.code') AS problem_code, json_extract(problem, '$.message') AS problem,
      (SELECT group_concat(json_extract(value, '$.kind'), ', ') FROM json_each(alerts)) AS alerts,
      group_id AS sweep, config
    FROM main.runs WHERE deleted_at IS NULL AND json_valid(config)`,
  tags: `SELECT runs.id AS run, each.value AS tag FROM main.runs, json_each(runs.tags) AS each
    WHERE deleted_at IS NULL`,
  hyperparameters: `SELECT runs.id AS run, each.key AS name, each.value AS value
    FROM main.runs, json_each(runs.config, '$.hyperparameters') AS each
    WHERE deleted_at IS NULL AND json_valid(config)`,
  metrics: `SELECT run_id AS run, name, step, value FROM main.metrics
    JOIN main.metric_names ON metric_names.id = metric_id
    WHERE run_id IN (SELECT id FROM main.runs WHERE deleted_at IS NULL)`,
  last_metrics: `SELECT runs.id AS run, each.key AS name, each.value AS value
    FROM main.runs, json_each(runs.latest) AS each WHERE deleted_at IS NULL`,
  qualities: `SELECT run_id AS run, step, each.key AS metric, json_extract(each.value, '$.value') AS value,
      json_extract(each.value, '$.interval.low') AS low, json_extract(each.value, '$.interval.high') AS high,
      json_extract(each.value, '$.floor.mean') AS floor, samples, seed, effort,
      ${TIME('created_at', 'created_at')}
    FROM main.qualities, json_each(metrics) AS each
    WHERE run_id IN (SELECT id FROM main.runs WHERE deleted_at IS NULL)`,
  figures: `SELECT run_id AS run, kind, step, media_type, length(bytes) AS size_bytes FROM main.figures
    WHERE run_id IN (SELECT id FROM main.runs WHERE deleted_at IS NULL)`,
  checkpoints: `SELECT run_id AS run, step, elapsed_ms, size AS size_bytes, best, milestone, pinned,
      ${TIME('created_at', 'created_at')}
    FROM main.checkpoints WHERE removed = 0 AND run_id IN (SELECT id FROM main.runs WHERE deleted_at IS NULL)`,
  datasets: `SELECT id, kind, name, summary, source, width, height, channels, train_count, test_count, size_bytes,
      fingerprint FROM main.datasets`,
};

export interface Answered {
  readonly columns: readonly string[];
  /** Values in the order of the columns. */
  readonly rows: readonly (readonly (number | string | null)[])[];
}

/**
 * Answers a query about a data folder, which it cannot change. The file must have the newest version.
 * @throws WorkbenchError `query.invalid`, `query.not-reading`
 */
export function answerQuery(dataDir: string, sql: string): Answered {
  const db = opened(dataDir);
  try {
    for (const [name, select] of Object.entries(VIEWS)) db.exec(`CREATE TEMP VIEW ${name} AS ${select}`);
    db.pragma('query_only = ON');
    return answer(db, sql);
  } finally {
    db.close();
  }
}

/** Without a data folder, the views are empty. */
function opened(dataDir: string): ReadableDatabase {
  const file = join(dataDir, STORE_FILE);
  if (existsSync(file)) return connect(file, { readonly: true });
  const db = connect(':memory:', { readonly: false });
  migrate(db, MIGRATIONS.length);
  return db;
}

function answer(db: ReadableDatabase, sql: string): Answered {
  try {
    const statement = db.prepare<[], unknown[]>(sql);
    if (!statement.reader) throw refusal('query.not-reading', {});
    const columns = statement.columns().map(({ name }) => name);
    return {
      columns,
      rows: statement
        .raw()
        .all()
        .map((row) => row.map(shown)),
    };
  } catch (error) {
    const { code, name, message } = error as { code?: unknown; name?: unknown; message: string };
    const isOfQuery = String(code).startsWith('SQLITE_') || name === 'RangeError' || name === 'SqliteError';
    if (!isOfQuery) throw error;
    throw refusal('query.invalid', { reason: message, views: Object.keys(VIEWS) }, { cause: error });
  }
}

function shown(value: unknown): number | string | null {
  if (value instanceof Uint8Array) return `${String(value.length)} bytes`;
  return typeof value === 'bigint' ? String(value) : (value as number | string | null);
}
