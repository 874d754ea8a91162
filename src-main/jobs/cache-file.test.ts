import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WorkbenchError } from '../contract/error';
import { writeCacheFile } from './cache-file';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'latent-workbench-cache-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

function problemOf(work: () => void) {
  try {
    work();
  } catch (error) {
    return error instanceof WorkbenchError ? error.problem : error;
  }
  return null;
}

it('creates the folder, writes the file, and replaces it', () => {
  const file = join(directory, 'encoders', 'a.bin');
  writeCacheFile(file, 'first');
  writeCacheFile(file, Uint8Array.of(50));
  expect(readFileSync(file, 'utf8')).toBe('2');
  expect(readdirSync(join(directory, 'encoders'))).toEqual(['a.bin']);
});

it('reports why writing failed, and leaves no partial file', () => {
  writeFileSync(join(directory, 'encoders'), '');
  expect(problemOf(() => writeCacheFile(join(directory, 'encoders', 'a.bin'), ''))).toMatchObject({
    code: 'dataset.unwritable',
    params: { why: 'in-the-way' },
  });
  // A folder of the same name cannot be replaced by a file.
  mkdirSync(join(directory, 'b.bin', 'inside'), { recursive: true });
  expect(problemOf(() => writeCacheFile(join(directory, 'b.bin'), ''))).not.toBeNull();
  expect(readdirSync(directory).sort()).toEqual(['b.bin', 'encoders']);
});
