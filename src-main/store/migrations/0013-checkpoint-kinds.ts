import { checkpointParts } from '../../contract/checkpoint';
import type { Migration } from './migration';

/**
 * Several checkpoints per run. The bytes are in a separate table, so that listing and adding up sizes does not read
 * them, and in parts, so that they can be deleted a few milliseconds' worth at a time. `removed` is 0, or the id of a
 * checkpoint whose parts are still to be deleted.
 */
export const checkpointKinds: Migration = (db) => {
  db.exec(`
    ALTER TABLE checkpoints RENAME TO whole_checkpoints;
    CREATE TABLE checkpoints (
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      step INTEGER NOT NULL,
      elapsed_ms REAL NOT NULL,
      created_at REAL NOT NULL,
      size INTEGER NOT NULL,
      metric TEXT,
      value REAL,
      measured_at INTEGER,
      milestone INTEGER NOT NULL DEFAULT 1,
      best INTEGER NOT NULL DEFAULT 0,
      pinned INTEGER NOT NULL DEFAULT 0,
      removed INTEGER NOT NULL DEFAULT 0,
      UNIQUE (run_id, step, removed)
    ) STRICT;
    CREATE INDEX removed_checkpoints ON checkpoints (removed) WHERE removed > 0;
    CREATE TABLE checkpoint_parts (
      checkpoint_id INTEGER NOT NULL REFERENCES checkpoints (id) ON DELETE CASCADE,
      part INTEGER NOT NULL,
      bytes BLOB NOT NULL,
      PRIMARY KEY (checkpoint_id, part)
    ) STRICT;
    INSERT INTO checkpoints (id, run_id, step, elapsed_ms, created_at, size)
      SELECT id, run_id, step, elapsed_ms, created_at, length(bytes) FROM whole_checkpoints;
  `);
  const ids = db.prepare<[], number>('SELECT id FROM whole_checkpoints').pluck().all();
  const whole = db.prepare<[number], Buffer>('SELECT bytes FROM whole_checkpoints WHERE id = ?').pluck();
  const put = db.prepare<[number, number, Uint8Array]>('INSERT INTO checkpoint_parts VALUES (?, ?, ?)');
  // One after the other: together they may exceed the memory.
  for (const id of ids) {
    checkpointParts(whole.get(id) ?? new Uint8Array()).forEach((bytes, part) => put.run(id, part, bytes));
  }
  db.exec('DROP TABLE whole_checkpoints');
};
