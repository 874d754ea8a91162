import { FigureSchema, type FigureKind, type Figure, type Sheet } from '../contract/figure';
import type { ReadableDatabase, WritableDatabase } from './database';

export interface NewFigure {
  step: number;
  kind: FigureKind;
  mediaType: string;
  sheet: Sheet | null;
  bytes: Uint8Array;
}

interface Row {
  id: number;
  run_id: number;
  kind: FigureKind;
  step: number;
  media_type: string;
  columns: number | null;
  rows: number | null;
  tile_width: number | null;
  tile_height: number | null;
}

function fromRow(row: Row): Figure {
  const { columns, rows, tile_width: tileWidth, tile_height: tileHeight } = row;
  return {
    id: row.id,
    runId: row.run_id,
    step: row.step,
    kind: row.kind,
    mediaType: row.media_type,
    sheet:
      columns === null || rows === null || tileWidth === null || tileHeight === null
        ? null
        : { columns, rows, tileWidth, tileHeight },
  };
}

const isFigure = (figure: Figure): boolean => FigureSchema.safeParse(figure).success;

/** All columns except the bytes. */
const COLUMNS = 'id, run_id, kind, step, media_type, columns, rows, tile_width, tile_height';

export function figureReader(db: ReadableDatabase) {
  const list = db.prepare<[number], Row>(
    `SELECT ${COLUMNS} FROM figures WHERE run_id = ? ORDER BY kind, step`,
  );
  const listOfKind = db.prepare<[number, FigureKind], Row>(
    `SELECT ${COLUMNS} FROM figures WHERE run_id = ? AND kind = ? ORDER BY step`,
  );
  const get = db.prepare<[number], Row>(`SELECT ${COLUMNS} FROM figures WHERE id = ?`);
  const bytes = db.prepare<[number], Buffer>('SELECT bytes FROM figures WHERE id = ?').pluck();
  return {
    /** In order of kinds, then of steps; rows that cannot be read are omitted. */
    list: (runId: number, kind?: FigureKind): Figure[] =>
      (kind === undefined ? list.all(runId) : listOfKind.all(runId, kind)).map(fromRow).filter(isFigure),
    get: (id: number): Figure | null => {
      const row = get.get(id);
      const figure = row ? fromRow(row) : null;
      return figure !== null && isFigure(figure) ? figure : null;
    },
    bytes: (id: number): Uint8Array | null => bytes.get(id) ?? null,
  };
}

export function figureWriter(db: WritableDatabase) {
  type Values = [number, FigureKind, number, string, ...(number | null)[], Uint8Array];
  const put = db.prepare<Values, Row>(`
    INSERT INTO figures (run_id, kind, step, media_type, columns, rows, tile_width, tile_height, bytes)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (run_id, kind, step) DO UPDATE SET media_type = excluded.media_type, columns = excluded.columns,
      rows = excluded.rows, tile_width = excluded.tile_width, tile_height = excluded.tile_height,
      bytes = excluded.bytes
    RETURNING ${COLUMNS}`);
  const removeAfter = db.prepare<[number, number]>('DELETE FROM figures WHERE run_id = ? AND step > ?');
  const removeSome = db.prepare<[number, number]>(
    `DELETE FROM figures WHERE id IN
      (SELECT id FROM figures WHERE run_id = ? AND step > ? LIMIT 20)`,
  );
  return {
    append(runId: number, { step, kind, mediaType, sheet, bytes }: NewFigure): Figure {
      const place = [sheet?.columns, sheet?.rows, sheet?.tileWidth, sheet?.tileHeight].map((n) => n ?? null);
      const row = put.get(runId, kind, step, mediaType, ...place, bytes);
      if (!row) throw new Error('INSERT … RETURNING gave no row');
      return fromRow(row);
    },
    removeAfter: (runId: number, step: number): void => void removeAfter.run(runId, step),
    /** Deletes some of the figures after a step. @returns false if none were left */
    removeSome: (runId: number, step: number): boolean => removeSome.run(runId, step).changes > 0,
  };
}
