import type { Dataset } from '../contract/dataset';
import type { ReadableDatabase, WritableDatabase } from './database';

/** A dataset whose files are there. */
export type StoredDataset = Omit<Dataset, 'state' | 'progress' | 'problem'> & { fingerprint: string };

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

function fromRow(row: Row): StoredDataset {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    summary: row.summary,
    source: row.source,
    width: row.width,
    height: row.height,
    channels: row.channels,
    classNames: JSON.parse(row.class_names) as string[],
    trainCount: row.train_count,
    testCount: row.test_count,
    fingerprint: row.fingerprint,
    sizeBytes: row.size_bytes,
  };
}

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
  return { list: (): StoredDataset[] => all.all().map(fromRow) };
}

export function datasetWriter(db: WritableDatabase) {
  const put = db.prepare<Row>(`
    INSERT OR REPLACE INTO datasets (id, kind, name, summary, source, width, height, channels, class_names, train_count,
      test_count, fingerprint, size_bytes, created_at)
    VALUES (@id, @kind, @name, @summary, @source, @width, @height, @channels, @class_names, @train_count,
      @test_count, @fingerprint, @size_bytes, @created_at)`);
  const remove = db.prepare<[string]>('DELETE FROM datasets WHERE id = ?');
  return {
    put: (dataset: StoredDataset): void => void put.run(toRow(dataset)),
    remove: (id: string): void => void remove.run(id),
  };
}
