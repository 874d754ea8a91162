import type { ReadableDatabase, WritableDatabase } from './database';

export interface RemovedSize {
  readonly id: number;
  readonly removedAt: number;
  /** Size of its checkpoints and figures. */
  readonly bytes: number;
}

export function trashReader(db: ReadableDatabase) {
  const list = db.prepare<[number], RemovedSize>(
    `SELECT id, deleted_at AS removedAt,
      (SELECT coalesce(sum(size), 0) FROM checkpoints WHERE run_id = runs.id)
        + (SELECT coalesce(sum(length(bytes)), 0) FROM figures WHERE run_id = runs.id) AS bytes
      FROM runs WHERE deleted_at > 0 ORDER BY deleted_at DESC, id DESC LIMIT ?`,
  );
  const ids = db.prepare<[], number>('SELECT id FROM runs WHERE deleted_at > 0').pluck();
  return {
    /** Removed runs that can be restored, the last removed first. */
    list: (limit: number): RemovedSize[] => list.all(limit),
    ids: (): number[] => ids.all(),
  };
}

/** Number of pages that are returned to the system at a time: about a megabyte, some milliseconds. */
const RETURNED_PAGES = 256;

export function trashWriter(db: WritableDatabase) {
  const condemn = db.prepare<[number]>('UPDATE runs SET deleted_at = 0 WHERE id = ? AND deleted_at > 0');
  const pragma = (name: string) => Number(db.pragma(name, { simple: true }));
  return {
    /** Makes removed runs impossible to restore. @returns the ids of those that were in the trash */
    condemn: (ids: readonly number[]): number[] =>
      db.transaction(() => ids.filter((id) => condemn.run(id).changes > 0))(),
    /** The used size of the file in bytes, without free pages. */
    usedBytes: (): number => (pragma('page_count') - pragma('freelist_count')) * pragma('page_size'),
    /** Returns some of the free space of the file to the system. @returns false if none is left */
    returnSome(): boolean {
      const before = pragma('freelist_count');
      db.pragma(`incremental_vacuum(${String(RETURNED_PAGES)})`);
      return before > 0 && pragma('freelist_count') < before;
    },
    /** Shrinks the file by the returned pages. */
    shrink: (): void => void db.pragma('wal_checkpoint(PASSIVE)'),
  };
}
