import type { ImportNote } from '../../contract/problems/catalogue';
import { inNaturalOrder } from '../classes';
import type { Branch } from './folder-levels';

/** Number of classes that a note lists. */
const NAMED = 5;

/** The class of a picture from the folders that contain it; null where there are none. */
export function classNameOf({ className, rest }: Branch): string | null {
  const folder = className ?? (rest.length > 1 ? rest[0] : undefined);
  if (folder === undefined) return null;
  // macOS decomposes letters and their accents in file names.
  const shown = folder.normalize('NFC').replace(/\p{C}/gu, '').trim();
  return shown === '' ? '?' : shown;
}

export const classesOf = (branches: readonly Branch[]): Set<string> =>
  new Set(branches.flatMap((branch) => classNameOf(branch) ?? []));

/**
 * Maps class names of the test split to those of the training split: “cats” may be “Cats” there. Two names that one
 * split distinguishes stay two classes.
 */
export function matchClasses(
  train: ReadonlySet<string>,
  test: ReadonlySet<string>,
): { nameIn: (testName: string) => string; notes: ImportNote[] } {
  const alike = (name: string, names: ReadonlySet<string>) =>
    [...names].filter((one) => one.toLowerCase() === name.toLowerCase());
  const matches = new Map<string, string>();
  for (const name of test) {
    const [match, ...more] = alike(name, train);
    if (train.has(name) || match === undefined || more.length > 0) continue;
    if (alike(name, test).length === 1) matches.set(name, match);
  }
  const notes = [...matches].map(([name, as]): ImportNote => ({ code: 'test-class-is', name, as }));
  const unseen = [...test].filter((name) => !train.has(name) && !matches.has(name)).sort(inNaturalOrder);
  if (unseen.length > 0) {
    notes.push({ code: 'test-only-classes', first: unseen.slice(0, NAMED), count: unseen.length });
  }
  return { nameIn: (name) => matches.get(name) ?? name, notes };
}

/**
 * Notes on class names that differ only in capitals, and may be meant as one class. Single letters do differ by case.
 */
export function alikeNotes(names: ReadonlySet<string>): ImportNote[] {
  const byLetters = new Map<string, string[]>();
  for (const name of names) {
    const letters = name.toLowerCase();
    if (letters.length > 1) byLetters.set(letters, [...(byLetters.get(letters) ?? []), name]);
  }
  return [...byLetters.values()]
    .filter((alike) => alike.length > 1)
    .map((alike) => ({ code: 'classes-of-their-own', names: alike.sort(inNaturalOrder) }));
}

/** A note that folders inside class folders are ignored; none if there are none, or only one in each. */
export function deeperNote(branches: readonly Branch[]): ImportNote[] {
  const byClass = new Map<string, string>();
  for (const branch of branches) {
    const { rest, className } = branch;
    const [outer = '', inner] = className === undefined ? rest : [className, rest[0]];
    if (inner === undefined || rest.length < (className === undefined ? 3 : 2)) continue;
    const known = byClass.get(outer);
    if (known === undefined) byClass.set(outer, inner);
    else if (known !== inner) {
      return [{ code: 'folders-in-classes', examples: [`${outer}/${known}`, `${outer}/${inner}`] }];
    }
  }
  return [];
}
