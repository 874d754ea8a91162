import {
  chmodSync,
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { tool } from './target.mjs';

/** The first bytes of programs and libraries. */
const ELF = '7f454c46';

/**
 * @param {string} from
 * @param {string} to a file whose folder need not exist
 */
export function copy(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}

/**
 * @param {string} file whose folder need not exist
 * @param {string | Uint8Array} content
 * @param {number} mode
 */
export function write(file, content, mode = 0o644) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content, { mode });
}

/**
 * Removes debugging symbols of the programs and libraries in a folder.
 * @param {string} folder
 */
export async function stripSymbols(folder) {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = join(folder, name);
    if (statSync(file).isFile() && firstBytes(file) === ELF) await tool('strip', ['--strip-unneeded', file]);
  }
}

/** @param {string} file */
function firstBytes(file) {
  const start = Buffer.alloc(4);
  const descriptor = openSync(file, 'r');
  readSync(descriptor, start);
  closeSync(descriptor);
  return start.toString('hex');
}

/**
 * Folders and programs 755, other files 644, whatever the mask of the person who packages.
 * @param {string} path
 */
export function makeReadable(path) {
  const found = statSync(path);
  const isProgram = (found.mode & 0o111) !== 0 && !/\.so(\.\d+)*$/.test(path);
  chmodSync(path, found.isDirectory() || isProgram ? 0o755 : 0o644);
  if (found.isDirectory()) readdirSync(path).forEach((name) => makeReadable(join(path, name)));
}
