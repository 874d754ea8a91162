import {
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
  closeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WorkbenchError } from '../contract/error';
import { connect } from './database';
import { acquireLock } from './lock';
import { openReadOnlyStore, openStore, STORE_FILE, writableStore, type Store } from './open';
import { storageProblem } from './problems';
import { canMountDisks, smallDisk, type SmallDisk } from '../testing/small-disk';
import { appendCheckpoint } from '../testing/append-checkpoint';
import { wholeCheckpoint } from '../testing/whole-checkpoint';

let directory: string;
let disk: SmallDisk | null = null;
const stores: Pick<Store, 'close'>[] = [];
const opened = (at = directory): Store => {
  const store = openStore(at);
  stores.push(store);
  return store;
};

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'latent-workbench-faults-'));
});
afterEach(() => {
  disk?.free();
  for (const store of stores.splice(0))
    expect(() =>
      codeOf(() => {
        store.close();
      }),
    ).not.toThrow();
  disk?.unmount();
  disk = null;
  rmSync(directory, { recursive: true, force: true });
});

const newRun = (store: Store) =>
  store.runs.create({
    name: (id) => `run ${String(id)}`,
    config: { model: 'gan-mlp', dataset: 'ring-8' } as never,
    color: 0,
    datasetName: 'Ring',
    datasetFingerprint: null,
  });
const rows = (from: number, count: number) => [
  {
    name: 'loss',
    steps: Array.from({ length: count }, (_, i) => from + i),
    values: Array.from({ length: count }, (_, i) => i),
  },
];
/** The code of the problem; other errors are rethrown. */
function codeOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof WorkbenchError) return error.problem.code;
    throw error;
  }
}

describe('a full disk', () => {
  it.runIf(canMountDisks())('is reported for every write and on closing, and earlier writes survive', () => {
    disk = smallDisk(4 * 1024 * 1024);
    const { folder } = disk!;
    const store = opened(folder);
    const id = newRun(store);
    store.metrics.append(id, rows(1, 100));
    disk!.leave(16 * 1024);
    const big = { step: 1, elapsedMs: 1, bytes: new Uint8Array(1024 * 1024) };
    expect(
      codeOf(() => {
        appendCheckpoint(store, id, big);
      }),
    ).toBe('store.full');
    expect(
      codeOf(() =>
        store.transaction(() => {
          store.metrics.append(id, rows(200, 50_000));
        }),
      ),
    ).toBe('store.full');
    expect(
      codeOf(() => {
        store.close();
      }),
    ).toBe('store.full');
    disk!.free();
    const again = opened(folder);
    expect(again.metrics.last(id, 'loss')).toEqual({ step: 100, value: 99 });
    expect(wholeCheckpoint(again, id)).toBeNull();
  });

  it.runIf(canMountDisks())('is reported when the store is created or opened with little space left', () => {
    disk = smallDisk(4 * 1024 * 1024);
    const { folder } = disk!;
    for (const left of [0, 4096, 16 * 1024, 48 * 1024]) {
      disk!.leave(left);
      const made = codeOf(() => {
        openStore(join(folder, `new-${String(left)}`)).close();
      });
      expect(made, `${String(left)} bytes left`).toBe('store.full');
      const locked = codeOf(() => {
        acquireLock(join(folder, `lock-${String(left)}`)).release();
      });
      expect([null, 'store.full'], `${String(left)} bytes left`).toContain(locked);
    }
    disk!.free();
    opened(folder).close();
    disk!.leave(4096);
    expect(codeOf(() => opened(folder))).toBe('store.full');
  });

  it('is reported if the file itself may not grow', () => {
    opened().close();
    const db = connect(join(directory, STORE_FILE), { readonly: false });
    const store = writableStore(db, join(directory, STORE_FILE));
    stores.push(store);
    const id = newRun(store);
    db.pragma(`max_page_count = ${String(Number(db.pragma('page_count', { simple: true })) + 2)}`);
    expect(
      codeOf(() => {
        store.metrics.append(id, rows(1, 50_000));
      }),
    ).toBe('store.full');
    expect(
      codeOf(() => {
        store.figures.append(id, {
          step: 1,
          kind: 'samples',
          mediaType: 'x',
          sheet: null,
          bytes: new Uint8Array(100_000),
        });
      }),
    ).toBe('store.full');
    expect(store.metrics.names(id)).toEqual([]);
  });
});

describe('a damaged file', () => {
  /** Overwrites the pages of the closed file, except those of the schema. */
  function damage(store: Store): string {
    store.close();
    const file = join(directory, STORE_FILE);
    const db = connect(file, { readonly: true });
    const schema = db.prepare(`SELECT pageno FROM dbstat WHERE name = 'sqlite_schema'`).pluck().all();
    db.close();
    const { length } = readFileSync(file);
    const descriptor = openSync(file, 'r+');
    for (let page = 1; page <= length / 4096; page++) {
      if (schema.includes(page)) continue;
      writeSync(descriptor, Buffer.alloc(512, 0xa5), 0, 512, (page - 1) * 4096);
    }
    closeSync(descriptor);
    return file;
  }

  it('is reported for every read and write', () => {
    const store = opened();
    const id = newRun(store);
    store.metrics.append(id, rows(1, 5000));
    store.logs.append(id, { at: 1, level: 'info', text: 'x' });
    damage(store);
    const writer = opened();
    const reader = openReadOnlyStore(directory)!;
    for (const damaged of [writer, reader]) {
      const reads = [
        () => damaged.runs.list(10),
        () => damaged.runs.get(id),
        () => damaged.runs.queued(),
        () => damaged.metrics.names(id),
        () => damaged.logs.list(id),
        () => damaged.figures.list(id),
        () => wholeCheckpoint(damaged, id),
        () => damaged.datasets.list(),
      ];
      for (const read of reads) expect(codeOf(read), read.toString()).toBe('store.damaged');
    }
    expect(codeOf(() => newRun(writer))).toBe('store.damaged');
    expect(codeOf(() => writer.transaction(() => newRun(writer)))).toBe('store.damaged');
    reader.close();
  });

  it('is reported if a table is missing', () => {
    opened().close();
    const db = connect(join(directory, STORE_FILE), { readonly: false });
    db.exec('DROP TABLE logs');
    db.close();
    expect(codeOf(() => openStore(directory))).toBe('store.damaged');
    expect(codeOf(() => openReadOnlyStore(directory))).toBe('store.damaged');
  });
});

describe('a file that is deleted while it is open', () => {
  it('accepts no more rows, and is closed with a problem', () => {
    const store = opened();
    const id = newRun(store);
    rmSync(directory, { recursive: true });
    expect(
      codeOf(() => {
        store.metrics.append(id, rows(1, 1));
      }),
    ).toBe('store.gone');
    expect(
      codeOf(() => {
        store.runs.finish(id, 'completed', 1, null);
      }),
    ).toBe('store.gone');
    expect(
      codeOf(() =>
        store.transaction(() => {
          store.runs.setState(id, 'running');
        }),
      ),
    ).toBe('store.gone');
    expect(store.runs.get(id)?.state).toBe('queued');
    expect(
      codeOf(() => {
        store.close();
      }),
    ).toBe('store.gone');
    // Closing again does nothing.
    expect(
      codeOf(() => {
        store.close();
      }),
    ).toBeNull();
    expect(existsSync(directory)).toBe(false);
  });

  it('is detected if another file replaces it in the same folder', () => {
    const store = opened();
    rmSync(join(directory, STORE_FILE));
    writeFileSync(join(directory, STORE_FILE), '');
    expect(codeOf(() => newRun(store))).toBe('store.gone');
  });

  it('is not reported if the file was moved with its folder', () => {
    const store = opened();
    const id = newRun(store);
    const moved = `${directory}-moved`;
    renameSync(directory, moved);
    try {
      store.metrics.append(id, rows(1, 3));
      store.close();
      expect(opened(moved).metrics.last(id, 'loss')).toEqual({ step: 3, value: 2 });
      expect(existsSync(directory)).toBe(false);
    } finally {
      rmSync(moved, { recursive: true });
    }
  });
});

describe('a message for an error', () => {
  const sentence = (code: string) =>
    storageProblem(Object.assign(new Error('raw words of a library'), { code }), '/data/x')?.problem;

  it('exists for every code of the file system and SQLite, without the text of the library', () => {
    for (const code of [
      'SQLITE_FULL',
      'SQLITE_CORRUPT_INDEX',
      'SQLITE_NOTADB',
      'SQLITE_BUSY_SNAPSHOT',
      'SQLITE_LOCKED',
      'SQLITE_READONLY_DBMOVED',
      'SQLITE_CANTOPEN_ISDIR',
      'SQLITE_IOERR_READ',
      'SQLITE_PROTOCOL',
      'SQLITE_NOMEM',
      'SQLITE_PERM',
      'ENOSPC',
      'EDQUOT',
      'EFBIG',
      'EACCES',
      'EPERM',
      'EROFS',
      'ENOTDIR',
      'EEXIST',
      'ENAMETOOLONG',
      'ELOOP',
      'EIO',
      'EMFILE',
    ]) {
      const problem = sentence(code);
      expect(problem?.code, code).toMatch(/^store\./);
      expect(problem?.message, code).toContain('/data/x');
      expect(problem?.message, code).not.toContain('raw');
      expect(problem?.advice, code).toMatch(/\.$/);
    }
    expect(sentence('SQLITE_CONSTRAINT_UNIQUE')).toBeUndefined();
    expect(sentence('ERR_INVALID_ARG_TYPE')).toBeUndefined();
    expect(sentence('ECONNRESET')).toBeUndefined();
  });

  it('names the file that the error names', () => {
    const error = Object.assign(new Error('x'), { code: 'EACCES', path: '/other/y' });
    expect(storageProblem(error, '/data/x')?.problem.message).toBe('/other/y cannot be written.');
  });
});
