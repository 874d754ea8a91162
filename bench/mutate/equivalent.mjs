import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * A change at one place of a file, with lines and columns from 0.
 * @typedef {{ line: number, column: number }} Position
 * @typedef {{ start: Position, end: Position }} Place
 * @typedef {{ fileName: string, location: Place, replacement?: string }} Change
 */

/**
 * Mutants that behave like the original program, with the reason. Identified by text, because line numbers change.
 * @type {{ file: string, original: string, replacement: string, reason: string }[]}
 */
const listed = JSON.parse(readFileSync(join('bench', 'mutate', 'equivalent.json'), 'utf8'));

/** @param {Change} mutant */
export function isEquivalent(mutant) {
  const { file, original, replacement } = described(mutant);
  return listed.some(
    (one) => one.file === file && one.original === original && one.replacement === replacement,
  );
}

/**
 * Description of a mutant: its file, the original text, and the replacement.
 * @param {Change} mutant
 */
export function described({ fileName, location: { start, end }, replacement }) {
  const lines = readFileSync(fileName, 'utf8')
    .split('\n')
    .slice(start.line, end.line + 1);
  lines.push((lines.pop() ?? '').slice(0, end.column));
  lines.unshift((lines.shift() ?? '').slice(start.column));
  /** @param {string} text */
  const inOneLine = (text) => text.replace(/\s+/g, ' ').trim();
  return {
    file: relative('.', fileName).replaceAll('\\', '/'),
    line: start.line + 1,
    original: inOneLine(lines.join('\n')),
    replacement: inOneLine(replacement ?? ''),
  };
}
