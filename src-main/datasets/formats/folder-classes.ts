import { countText } from '../../contract/numbers';
import { inNaturalOrder } from '../classes';
import type { Branch } from './folder-levels';
import { quoted } from './folder-texts';

/** The class of a picture by the folders it lies in; null where it lies in none. */
export function classNameOf({ className, rest }: Branch): string | null {
  const folder = className ?? (rest.length > 1 ? rest[0] : undefined);
  if (folder === undefined) return null;
  // macOS takes letters apart from their accents in names of files.
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
): { nameIn: (testName: string) => string; notes: string[] } {
  const alike = (name: string, names: ReadonlySet<string>) =>
    [...names].filter((one) => one.toLowerCase() === name.toLowerCase());
  const matches = new Map<string, string>();
  for (const name of test) {
    const [match, ...more] = alike(name, train);
    if (train.has(name) || match === undefined || more.length > 0) continue;
    if (alike(name, test).length === 1) matches.set(name, match);
  }
  const notes = [...matches].map(([name, match]) => `“${name}” in the test split is the class “${match}”.`);
  const unseen = [...test].filter((name) => !train.has(name) && !matches.has(name)).sort(inNaturalOrder);
  if (unseen.length > 0) notes.push(unseenNote(unseen));
  return { nameIn: (name) => matches.get(name) ?? name, notes };
}

/** Names that a person may have meant to be one; single letters differ by their case. */
export function alikeNotes(names: ReadonlySet<string>): string[] {
  const byLetters = new Map<string, string[]>();
  for (const name of names) {
    const letters = name.toLowerCase();
    if (letters.length > 1) byLetters.set(letters, [...(byLetters.get(letters) ?? []), name]);
  }
  return [...byLetters.values()]
    .filter((alike) => alike.length > 1)
    .map((alike) => `${quoted(alike.sort(inNaturalOrder))} are classes of their own.`);
}

const NAMED = 5;

function unseenNote(names: readonly string[]): string {
  const shown = names.slice(0, NAMED).join(', ');
  return names.length === 1
    ? `The class ${shown} is in the test split only: nothing of it is trained on.`
    : `${countText(names.length)} classes are in the test split only, and nothing of them is trained on: ${shown}${names.length > NAMED ? ' …' : ''}.`;
}

/** That folders in the folders of classes say nothing here; none where there are none, or only one in each. */
export function deeperNote(branches: readonly Branch[]): string[] {
  const byClass = new Map<string, string>();
  for (const branch of branches) {
    const { rest, className } = branch;
    const [outer = '', inner] = className === undefined ? rest : [className, rest[0]];
    if (inner === undefined || rest.length < (className === undefined ? 3 : 2)) continue;
    const known = byClass.get(outer);
    if (known === undefined) byClass.set(outer, inner);
    else if (known !== inner) {
      return [
        `Folders in the folders of classes are not looked at, e.g. ${outer}/${known} and ${outer}/${inner}.`,
      ];
    }
  }
  return [];
}
