import type { ReadableDatabase, WritableDatabase } from './database';

export function annotationReader(db: ReadableDatabase) {
  const notes = db.prepare<[number], string>('SELECT text FROM run_notes WHERE run_id = ?').pluck();
  return {
    /** Empty if the run has no notes. */
    notes: (runId: number): string => notes.get(runId) ?? '',
  };
}

export function annotationWriter(db: WritableDatabase) {
  const put = db.prepare<[string, number, number]>('UPDATE runs SET tags = ?, starred = ? WHERE id = ?');
  const putNotes = db.prepare<[number, string]>('INSERT OR REPLACE INTO run_notes VALUES (?, ?)');
  const removeNotes = db.prepare<[number]>('DELETE FROM run_notes WHERE run_id = ?');
  return {
    set: (runId: number, tags: readonly string[], isStarred: boolean): void =>
      void put.run(JSON.stringify(tags), Number(isStarred), runId),
    /** Removes the notes if `text` is empty. */
    setNotes: (runId: number, text: string): void =>
      void (text === '' ? removeNotes.run(runId) : putNotes.run(runId, text)),
  };
}
