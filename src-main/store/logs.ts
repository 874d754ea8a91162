import { LogEntrySchema, type LogEntry } from '../contract/run';
import type { ReadableDatabase, WritableDatabase } from './database';

export function logReader(db: ReadableDatabase) {
  const list = db.prepare<[number], LogEntry>(
    'SELECT at, level, text FROM logs WHERE run_id = ? ORDER BY id',
  );
  return {
    /** Rows that cannot be read are omitted. */
    list: (runId: number): LogEntry[] =>
      list.all(runId).filter((entry) => LogEntrySchema.safeParse(entry).success),
  };
}

export function logWriter(db: WritableDatabase) {
  const append = db.prepare<[number, number, string, string]>(
    'INSERT INTO logs (run_id, at, level, text) VALUES (?, ?, ?, ?)',
  );
  return {
    append: (runId: number, { at, level, text }: LogEntry): void => void append.run(runId, at, level, text),
  };
}
