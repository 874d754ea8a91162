import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { WorkbenchError } from '../contract/error';
import { storageProblem, withStorageProblems } from './problems';

const directory = mkdtempSync(join(tmpdir(), 'latent-workbench-problems-'));
const FILE = join(directory, 'workbench.sqlite');
afterAll(() => {
  rmSync(directory, { recursive: true });
});

it.each([
  ['SQLITE_FULL', 'store.full', /^The disk that holds F is full\.$/, /^Free some space/],
  ['ENOSPC', 'store.full', /^The disk that holds F is full\.$/, /^Free some space/],
  ['EDQUOT', 'store.full', /^Your share of the disk that holds F is used up\.$/, /^Free some space/],
  ['EFBIG', 'store.full', /^F may not grow any further\.$/, /ulimit -f/],
  ['SQLITE_CORRUPT', 'store.damaged', /^F is damaged\.$/, /backup/],
  ['SQLITE_CORRUPT_VTAB', 'store.damaged', /^F is damaged\.$/, /backup/],
  ['SQLITE_NOTADB', 'store.damaged', /^F is not a database\.$/, /^Move it away/],
  ['SQLITE_BUSY', 'store.busy', /^Another program holds F\.$/, /^Close that program/],
  ['SQLITE_BUSY_SNAPSHOT', 'store.busy', /^Another program holds F\.$/, /^Close that program/],
  ['SQLITE_LOCKED', 'store.busy', /^Another program holds F\.$/, /^Close that program/],
  ['SQLITE_PROTOCOL', 'store.busy', /^Another program holds F\.$/, /^Close that program/],
  ['SQLITE_NOMEM', 'store.memory', /^There is too little memory to read F\.$/, /^Close other programs/],
  ['SQLITE_READONLY_DBMOVED', 'store.unwritable', /^F cannot be written\.$/, /permissions/],
  ['SQLITE_PERM', 'store.unwritable', /^F cannot be written\.$/, /permissions/],
  ['SQLITE_CANTOPEN', 'store.unwritable', /^F cannot be opened\.$/, /permissions/],
  ['SQLITE_IOERR_READ', 'store.unwritable', /^Reading or writing F failed\.$/, /^Check the disk/],
  ['EIO', 'store.unwritable', /^Reading or writing F failed\.$/, /^Check the disk/],
  ['EACCES', 'store.unwritable', /^F cannot be written\.$/, /permissions/],
  ['EPERM', 'store.unwritable', /^F cannot be written\.$/, /permissions/],
  ['EROFS', 'store.unwritable', /^F lies on a disk that cannot be written\.$/, /permissions/],
  ['ENOTDIR', 'store.unwritable', /part of its path is no folder\.$/, /permissions/],
  ['EEXIST', 'store.unwritable', /a file of that name is in the way\.$/, /permissions/],
  ['ENAMETOOLONG', 'store.unwritable', /its name is too long\.$/, /permissions/],
  ['ELOOP', 'store.unwritable', /its links lead in a circle\.$/, /permissions/],
  ['EMFILE', 'store.files', /too many files are open\.$/, /^Close other programs/],
  ['ENFILE', 'store.files', /too many files are open\.$/, /^Close other programs/],
])('explains %s and what to do', (code, problemCode, sentence, advice) => {
  const cause = Object.assign(new Error('as the library words it'), { code });
  const found = storageProblem(cause, FILE);
  expect(found?.problem.code).toBe(problemCode);
  expect(found?.problem.message.replace(FILE, 'F')).toMatch(sentence);
  expect(found?.problem.message).toContain(FILE);
  expect(found?.problem.advice).toMatch(advice);
  expect(found?.cause).toBe(cause);
  expect(readdirSync(directory), 'no probe of the free space is left').toEqual([]);
});

it('names the file in the error, if it has one', () => {
  const other = join(directory, 'other');
  const error = Object.assign(new Error(), { code: 'EACCES', path: other });
  expect(storageProblem(error, FILE)?.problem.message).toBe(`${other} cannot be written.`);
});

it('does not change problems and defects', () => {
  const problem = new WorkbenchError({
    code: 'run.unknown',
    message: 'No such run.',
    advice: 'Choose another.',
  });
  expect(storageProblem(problem, FILE)).toBe(problem);
  for (const defect of [null, undefined, new TypeError('x'), { code: 7 }, { code: 'SQLITE_ERROR' }])
    expect(storageProblem(defect, FILE)).toBeNull();
  const defect = new TypeError('x');
  expect(() =>
    withStorageProblems(FILE, () => {
      throw defect;
    }),
  ).toThrow(defect);
});
