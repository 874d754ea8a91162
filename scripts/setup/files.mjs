import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { projectRoot, scratchRoot } from './paths.mjs';
import { codeOf } from './problem.mjs';

/**
 * @param {string} file
 * @returns its content, unchecked; undefined if there is none
 */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // missing, or truncated by a crash
  }
}

/**
 * @param {string} file
 * @param {unknown} value
 */
export function writeJson(file, value) {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.draft`;
  writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`);
  renameSync(draft, file);
}

/**
 * Creates a folder next to the final folders, on the same file system, so that its content can be moved by renaming.
 * @param {string} name prefix of its name
 */
export function scratchFolder(name) {
  mkdirSync(scratchRoot, { recursive: true });
  return mkdtempSync(join(scratchRoot, `${name}-`));
}

/**
 * @param {string} source
 * @param {string} target path that is replaced
 */
export function moveIntoPlace(source, target) {
  mkdirSync(dirname(target), { recursive: true });
  remove(target);
  renameSync(source, target);
}

/** @param {string} path of a file or a folder, which need not exist */
export function remove(path) {
  rmSync(path, { recursive: true, force: true });
}

/**
 * One digest of the names and contents of files and whole folders, the same in every checkout.
 * @param {readonly string[]} paths
 * @param {(path: string) => boolean} accept which files to include
 */
export function contentHash(paths, accept = () => true) {
  const hash = createHash('sha256');
  /** @param {string} path */
  const add = (path) => {
    let entries;
    try {
      entries = readdirSync(path, { withFileTypes: true });
    } catch (error) {
      if (codeOf(error) === 'ENOTDIR' && accept(path))
        hash
          .update(`${relative(projectRoot, path)}\0`)
          .update(readFileSync(path))
          .update('\0');
      return;
    }
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) add(join(path, entry.name));
  };
  paths.forEach(add);
  return hash.digest('hex');
}
