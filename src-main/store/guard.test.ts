import { expect, it } from 'vitest';
import { connect, type WritableDatabase } from './database';
import { guarded } from './guard';

function table(rows: number): WritableDatabase {
  const db = connect(':memory:', { readonly: false });
  db.exec('CREATE TABLE numbers (value INTEGER)');
  const put = db.prepare('INSERT INTO numbers VALUES (?)');
  for (let value = 0; value < rows; value++) put.run(value);
  return db;
}

it('ends a query when its reader stops, so that the database can be written', () => {
  const db = table(10);
  const functions = guarded(
    {
      *values() {
        for (const row of db.prepare<[], { value: number }>('SELECT value FROM numbers').iterate())
          yield row.value;
        return 'end';
      },
      add: (value: number) => db.prepare('INSERT INTO numbers VALUES (?)').run(value).changes,
    },
    'F',
  );
  for (const value of functions.values()) if (value === 3) break;
  expect(functions.add(10)).toBe(1);
  expect([...functions.values()]).toHaveLength(11);
  db.close();
});

it('converts errors, immediate ones and those while rows are read', () => {
  const fail = (): never => {
    throw Object.assign(new Error('raw'), { code: 'SQLITE_CORRUPT' });
  };
  const functions = guarded(
    {
      atOnce: fail,
      *later() {
        yield 1;
        fail();
      },
    },
    'F',
  );
  expect(() => functions.atOnce()).toThrow('F is damaged.');
  const rows = functions.later();
  expect(rows.next().value).toBe(1);
  expect(() => rows.next()).toThrow('F is damaged.');
});

it('calls `before` ahead of each function, and converts its errors', () => {
  let calls = 0;
  const functions = guarded({ double: (x: number) => 2 * x }, 'F', () => {
    if (++calls === 3) throw Object.assign(new Error('raw'), { code: 'EIO' });
  });
  expect([functions.double(1), functions.double(2)]).toEqual([2, 4]);
  expect(() => functions.double(3)).toThrow('Reading or writing F failed.');
});
