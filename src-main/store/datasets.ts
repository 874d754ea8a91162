import { DatasetSchema, type Dataset } from '../contract/dataset';
import type { Problem } from '../contract/problem';
import { problem } from '../contract/problems/catalogue';
import type { ReadableDatabase, WritableDatabase } from './database';
import { jsonOf } from '../contract/json';

/** A dataset whose files exist. */
export type StoredDataset = Omit<Dataset, 'state' | 'progress' | 'problem'> & { fingerprint: string };
/** `damage`: the problem of a row that cannot be read. */
export type ListedDataset = StoredDataset & { damage?: Problem };

const StoredSchema = DatasetSchema.omit({ state: true, progress: true, problem: true }).required();

interface Row {
  id: string;
  kind: Dataset['kind'];
  name: string;
  summary: string;
  source: Dataset['source'];
  width: number;
  height: number;
  channels: Dataset['channels'];
  class_names: string;
  train_count: number;
  test_count: number;
  fingerprint: string;
  size_bytes: number;
  created_at: number;
}

/**
 * Converts a row to a dataset. A damaged row becomes a dataset with a problem; `null` if not even its id is readable.
 */
function fromRow(row: Row): ListedDataset | null {
  const read = {
    id: row.id,
    kind: row.kind,
    name: row.name,
    summary: row.summary,
    source: row.source,
    width: row.width,
    height: row.height,
    channels: row.channels,
    classNames: jsonOf(row.class_names),
    trainCount: row.train_count,
    testCount: row.test_count,
    fingerprint: row.fingerprint,
    sizeBytes: row.size_bytes,
  };
  const { success, data } = StoredSchema.safeParse(read);
  if (success) return { ...data, fingerprint: row.fingerprint };
  const known = StoredSchema.partial().safeParse({ id: row.id, name: row.name, summary: row.summary });
  return known.success
    ? { ...SUBSTITUTES, id: row.id, name: row.name, summary: row.summary, damage: DAMAGE }
    : null;
}

const SUBSTITUTES: Omit<StoredDataset, 'id' | 'name' | 'summary'> = {
  kind: 'images',
  source: 'imported',
  width: 1,
  height: 1,
  channels: 1,
  classNames: [],
  trainCount: 0,
  testCount: 0,
  fingerprint: '',
  sizeBytes: 0,
};

const DAMAGE = problem('dataset.damaged', {});

function toRow(dataset: StoredDataset): Row {
  return {
    id: dataset.id,
    kind: dataset.kind,
    name: dataset.name,
    summary: dataset.summary,
    source: dataset.source,
    width: dataset.width,
    height: dataset.height,
    channels: dataset.channels,
    class_names: JSON.stringify(dataset.classNames),
    train_count: dataset.trainCount,
    test_count: dataset.testCount,
    fingerprint: dataset.fingerprint,
    size_bytes: dataset.sizeBytes,
    created_at: Date.now(),
  };
}

export function datasetReader(db: ReadableDatabase) {
  const all = db.prepare<[], Row>('SELECT * FROM datasets ORDER BY created_at, id');
  const stamp = db.prepare<[string], string | null>('SELECT stamp FROM datasets WHERE id = ?').pluck();
  return {
    list: (): ListedDataset[] => all.all().flatMap((row) => fromRow(row) ?? []),
    /** Sizes and times of the files when their fingerprint was last computed; null if unknown. */
    stamp: (id: string): string | null => stamp.get(id) ?? null,
  };
}

export function datasetWriter(db: WritableDatabase) {
  const put = db.prepare<Row>(`
    INSERT OR REPLACE INTO datasets (id, kind, name, summary, source, width, height, channels, class_names, train_count,
      test_count, fingerprint, size_bytes, created_at)
    VALUES (@id, @kind, @name, @summary, @source, @width, @height, @channels, @class_names, @train_count,
      @test_count, @fingerprint, @size_bytes, @created_at)`);
  const setStamp = db.prepare<[string, string]>('UPDATE datasets SET stamp = ? WHERE id = ?');
  const remove = db.prepare<[string]>('DELETE FROM datasets WHERE id = ?');
  return {
    put: (dataset: StoredDataset): void => void put.run(toRow(dataset)),
    setStamp: (id: string, stamp: string): void => void setStamp.run(stamp, id),
    remove: (id: string): void => void remove.run(id),
  };
}
