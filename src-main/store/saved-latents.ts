import { SavedLatentsSchema, type SavedLatents, type SavedLatentsChange } from '../contract/saved-latents';
import type { ReadableDatabase, WritableDatabase } from './database';
import { jsonOf } from '../contract/json';

interface Row {
  id: number;
  run_id: number;
  step: number;
  weights: string;
  kind: string;
  name: string;
  count: number;
  latents: Uint8Array;
  /** JSON of a `ClassChoice`. */
  class: string;
  path: string | null;
  in_report: number;
  /** JSON of a `Sheet`. */
  sheet: string | null;
  items: Uint8Array;
  created_at: number;
}

/** Returns undefined for a row that cannot be read. */
function fromRow(row: Omit<Row, 'items'>): SavedLatents | undefined {
  const chosen = jsonOf(row.class);
  return SavedLatentsSchema.safeParse({
    ...(typeof chosen === 'object' ? chosen : { label: chosen }),
    id: row.id,
    runId: row.run_id,
    step: row.step,
    weights: row.weights,
    kind: row.kind,
    name: row.name,
    latents: rowsOf(row.latents, row.count),
    path: row.path,
    inReport: row.in_report === 1,
    sheet: jsonOf(row.sheet),
    createdAt: row.created_at,
  }).data;
}

function rowsOf(bytes: Uint8Array, count: number): number[][] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = Math.floor(bytes.byteLength / 4 / Math.max(1, count));
  return Array.from({ length: count }, (_, row) =>
    Array.from({ length: size }, (_, i) => view.getFloat32(4 * (row * size + i), true)),
  );
}

const COLUMNS =
  'id, run_id, step, weights, kind, name, count, latents, class, path, in_report, sheet, created_at';

export function savedLatentsReader(db: ReadableDatabase) {
  const list = db.prepare<[number], Omit<Row, 'items'>>(
    `SELECT ${COLUMNS} FROM saved_latents WHERE run_id = ? ORDER BY id`,
  );
  const get = db.prepare<[number], Omit<Row, 'items'>>(`SELECT ${COLUMNS} FROM saved_latents WHERE id = ?`);
  const items = db.prepare<[number], Buffer>('SELECT items FROM saved_latents WHERE id = ?').pluck();
  return {
    /** In order of their creation; rows that cannot be read are omitted. */
    list: (runId: number): SavedLatents[] => list.all(runId).flatMap((row) => fromRow(row) ?? []),
    get(id: number): SavedLatents | null {
      const row = get.get(id);
      return (row && fromRow(row)) ?? null;
    },
    /** The recorded items: a PNG with one row of tiles, or a point cloud. */
    items: (id: number): Uint8Array | null => items.get(id) ?? null,
  };
}

export function savedLatentsWriter(db: WritableDatabase) {
  const put = db.prepare<Omit<Row, 'id'>>(
    `INSERT INTO saved_latents
      (run_id, step, weights, kind, name, count, latents, class, path, in_report, sheet, items, created_at)
      VALUES (@run_id, @step, @weights, @kind, @name, @count, @latents, @class, @path, @in_report, @sheet, @items, @created_at)`,
  );
  const rename = db.prepare<[string, number]>('UPDATE saved_latents SET name = ? WHERE id = ?');
  const report = db.prepare<[number, number]>('UPDATE saved_latents SET in_report = ? WHERE id = ?');
  const remove = db.prepare<[number]>('DELETE FROM saved_latents WHERE id = ?');
  return {
    append(saved: Omit<SavedLatents, 'id'>, items: Uint8Array): SavedLatents {
      const { label, to, sheet, latents } = saved;
      const { lastInsertRowid } = put.run({
        run_id: saved.runId,
        step: saved.step,
        weights: saved.weights,
        kind: saved.kind,
        name: saved.name,
        count: latents.length,
        latents: new Uint8Array(Float32Array.from(latents.flat()).buffer),
        class: JSON.stringify({ label, to }),
        path: saved.path,
        in_report: Number(saved.inReport),
        sheet: sheet && JSON.stringify(sheet),
        items,
        created_at: saved.createdAt,
      });
      return { ...saved, id: Number(lastInsertRowid) };
    },
    /** Changes the given parts. */
    change: db.transaction((id: number, { name, inReport }: SavedLatentsChange): void => {
      if (name !== undefined) rename.run(name, id);
      if (inReport !== undefined) report.run(Number(inReport), id);
    }),
    remove: (id: number): void => void remove.run(id),
  };
}
