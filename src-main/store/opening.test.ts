import { chmodSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connect } from './database';
import { MIGRATIONS } from './migrations';
import { storageProblem } from './problems';
import { emptyStore, migrate, openReadOnlyStore, openStore, STORE_FILE, writableStore } from './open';
import { storeFixture } from '../testing/store-fixture';

const { keep, newRun, codeOf, folder } = storeFixture();

describe('opening', () => {
  it('migrates a new file to the newest version', () => {
    keep(openStore(folder()));
    const db = keep(connect(join(folder(), STORE_FILE), { readonly: true }));
    expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    const tables = db
      .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`)
      .pluck()
      .all();
    expect(tables).toEqual(
      expect.arrayContaining([
        'checkpoint_parts',
        'checkpoints',
        'datasets',
        'logs',
        'metric_names',
        'metrics',
        'runs',
        'figures',
      ]),
    );
  });

  it('refuses a file of a newer version and does not change it', () => {
    openStore(folder()).close();
    const db = connect(join(folder(), STORE_FILE), { readonly: false });
    db.pragma(`user_version = ${String(MIGRATIONS.length + 1)}`);
    db.close();
    expect(codeOf(() => openStore(folder()))).toBe('store.newer');
    expect(codeOf(() => openReadOnlyStore(folder()))).toBe('store.newer');
  });

  it('backs up an older file, then migrates it with its content', () => {
    const old = connect(join(folder(), STORE_FILE), { readonly: false });
    migrate(old, 1);
    old.exec(`INSERT INTO runs (name, state, model, dataset_id, config, color, dataset_name, created_at, queued_at)
      VALUES ('old', 'completed', 'gan-mlp', 'ring-8', '{}', 0, 'Ring', 1, 1)`);
    old.close();
    expect(openReadOnlyStore(folder())).toBeNull();

    const store = keep(openStore(folder()));
    expect(store.runs.list(10).map(({ name, config }) => [name, config.device])).toEqual([['old', 'auto']]);
    const backups = readdirSync(folder()).filter((name) => name.includes('.backup-v1-'));
    expect(backups).toHaveLength(1);
    const backup = keep(connect(join(folder(), backups[0] ?? ''), { readonly: true }));
    expect(backup.pragma('user_version', { simple: true })).toBe(1);
    expect(backup.prepare('SELECT name FROM runs').pluck().all()).toEqual(['old']);
  });

  it('does not back up a file that is up to date', () => {
    openStore(folder()).close();
    openStore(folder()).close();
    expect(readdirSync(folder())).toEqual([STORE_FILE]);
  });

  it('undoes a migration that fails half-way', () => {
    const db = keep(connect(join(folder(), STORE_FILE), { readonly: false }));
    migrate(db, 1);
    db.exec('CREATE TABLE metrics (x)');
    expect(() => {
      migrate(db, 2);
    }).toThrow(/metrics/);
    expect(db.pragma('user_version', { simple: true })).toBe(1);
    expect(db.prepare(`SELECT count(*) FROM sqlite_master WHERE name = 'metric_names'`).pluck().get()).toBe(
      0,
    );
  });

  it('reports why a folder or file cannot be used', () => {
    writeFileSync(join(folder(), 'file'), '');
    expect(codeOf(() => openStore(join(folder(), 'file')))).toBe('store.unwritable');
    expect(codeOf(() => openStore(join(folder(), 'file', 'below')))).toBe('store.unwritable');
    writeFileSync(
      join(folder(), STORE_FILE),
      'this is text, and long enough not to be taken for an empty file',
    );
    expect(codeOf(() => openStore(folder()))).toBe('store.damaged');
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'refuses a folder without permission',
    () => {
      chmodSync(folder(), 0o500);
      expect(codeOf(() => openStore(folder()))).toBe('store.unwritable');
      chmodSync(folder(), 0o700);
    },
  );

  it('has a message for a full disk, and none for a defect', () => {
    const full = storageProblem(Object.assign(new Error('disk full'), { code: 'SQLITE_FULL' }), '/data/x');
    expect(full?.problem).toMatchObject({
      code: 'store.full',
      message: 'The disk that holds /data/x is full.',
    });
    expect(storageProblem(new TypeError('x'), '/data/x')).toBeNull();
    expect(storageProblem(Object.assign(new Error(), { code: 'SQLITE_CONSTRAINT' }), '/data/x')).toBeNull();
  });

  it('reads beside the writer, and cannot write', () => {
    expect(openReadOnlyStore(folder())).toBeNull();
    const store = keep(openStore(folder()));
    const reader = openReadOnlyStore(folder());
    if (!reader) throw new Error('no reader');
    keep(reader);
    newRun(store);
    expect(reader.runs.list(10)).toHaveLength(1);
    expect('create' in reader.runs).toBe(false);
    expect(keep(emptyStore()).runs.list(10)).toEqual([]);
  });
});

describe('query plans', () => {
  /** Every statement that the store prepares. */
  function statements(): { sql: string; plan: string }[] {
    openStore(folder()).close();
    const db = keep(connect(join(folder(), STORE_FILE), { readonly: false }));
    const recorded = new Set<string>();
    const prepare = db.prepare.bind(db);
    db.prepare = (sql: string) => {
      recorded.add(sql);
      return prepare(sql);
    };
    writableStore(db, '');
    return [...recorded].map((sql) => {
      const unbound = sql.replace(/\?/g, '1').replace(/@\w+/g, '1');
      const steps = prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${unbound}`).all();
      return { sql, plan: steps.map((step) => step.detail).join('; ') };
    });
  }

  it('seek in an index wherever a table may be long', () => {
    const all = statements();
    expect(all.length).toBeGreaterThan(25);
    for (const { sql, plan } of all) {
      expect(plan, sql).not.toMatch(/SCAN (metrics|figures|checkpoints|checkpoint_parts|logs)\b/);
      if (/\b(metrics|logs|figures|checkpoints|checkpoint_parts) WHERE/.test(sql))
        expect(plan, sql).toMatch(/SEARCH/);
      if (!sql.includes('FROM datasets')) expect(plan, sql).not.toMatch(/TEMP B-TREE/);
    }
    const planOf = (part: string) => all.find(({ sql }) => sql.includes(part))?.plan;
    expect(planOf('SELECT step, value FROM metrics')).toMatch(/^SEARCH metrics USING PRIMARY KEY/);
    expect(planOf(`state = 'queued' AND`)).toMatch(/^SEARCH runs USING INDEX runs_by_state/);
  });
});
