import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WorkbenchError } from '../contract/error';
import { makeFolder, makeWritableFolder } from './folder';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'latent-workbench-folder-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

it('creates a folder with its parents, and accepts an existing one', () => {
  const deep = join(directory, 'a', 'b', 'c');
  makeFolder(deep);
  makeFolder(deep);
  makeWritableFolder(deep);
  expect(statSync(deep).isDirectory()).toBe(true);
  symlinkSync(deep, join(directory, 'link'));
  makeFolder(join(directory, 'link', 'd'));
  expect(existsSync(join(deep, 'd'))).toBe(true);
});

it('refuses a path where no folder can be created, with a message', () => {
  writeFileSync(join(directory, 'file'), '');
  symlinkSync(join(directory, 'nowhere'), join(directory, 'dangling'));
  symlinkSync(join(directory, 'circle'), join(directory, 'circle'));
  const places = [
    ...(process.platform === 'linux'
      ? ['/proc/x', '/proc/x/y/z', '/proc/self/x/y', '/dev/null/x', '/sys/x']
      : []),
    join(directory, 'file'),
    join(directory, 'file', 'x'),
    join(directory, 'dangling'),
    join(directory, 'circle', 'x'),
    join(directory, 'x'.repeat(300)),
    join(directory, ...Array.from({ length: 30 }, () => 'y'.repeat(200))),
  ];
  for (const place of places) {
    for (const make of [makeFolder, makeWritableFolder]) {
      try {
        make(place);
        expect.fail(`${place} was made`);
      } catch (error) {
        if (!(error instanceof WorkbenchError)) throw error;
        expect(error.problem.code, place).toBe('store.unwritable');
        expect(error.problem.message, place).toMatch(/cannot be (made|written)/);
        expect(error.problem.message, place).not.toMatch(/ENOENT|undefined/);
      }
    }
  }
});
