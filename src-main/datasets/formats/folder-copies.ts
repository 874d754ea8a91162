import type { LeftOut } from '../../contract/dataset';
import type { FileReason } from '../../contract/problems/catalogue';
import { childNames, type Group } from './folder-levels';
import { placeOf } from './folder-places';
import type { Folder } from './format';

/** Finds a folder that contains all its siblings again, as in archives that were packed twice. */
export function repeatedFolder(groups: readonly Group[]): Group | null {
  return (
    groups.find((group) => {
      const below = childNames(group);
      if (groups.length < 3 || below.size < groups.length - 1) return false;
      return groups.every((one) => one === group || below.has(one.name));
    }) ?? null
  );
}

/** @param why the reason if it is not a copy of its siblings, from the number of its images */
export async function leftOutFolder(
  folder: Folder,
  group: Group,
  why: (count: number) => FileReason,
): Promise<LeftOut> {
  const count = group.branches.length;
  const isCopy = await isCopyOfSiblings(folder, group);
  return { name: placeOf(group), why: isCopy ? { code: 'copies-of-siblings', count } : why(count) };
}

/** Whether every image also exists one folder further up. */
async function isCopyOfSiblings(folder: Folder, group: Group): Promise<boolean> {
  const all = new Set(folder.paths);
  const pairs = group.branches.map(({ path, rest }) => {
    const beside = `${path.slice(0, -rest.join('/').length)}${rest.slice(1).join('/')}`;
    return [path, all.has(beside) ? beside : undefined] as const;
  });
  return areCopies(pairs, folder);
}

/**
 * Finds the one of `others` that contains every image of a folder, with the same path and content; null where none
 * does.
 */
export async function copiedFrom<One extends Pick<Group, 'branches'>>(
  one: One,
  others: readonly One[],
  folder: Folder,
): Promise<One | null> {
  for (const other of others) {
    const paths = new Map(other.branches.map(({ path, rest }) => [rest.join('/'), path]));
    const pairs = one.branches.map(({ path, rest }) => [path, paths.get(rest.join('/'))] as const);
    if (await areCopies(pairs, folder)) return other;
  }
  return null;
}

async function areCopies(
  pairs: readonly (readonly [string, string | undefined])[],
  folder: Folder,
): Promise<boolean> {
  if (pairs.some(([, other]) => other === undefined)) return false;
  for (const [path, other = ''] of pairs) if (!(await folder.isCopy(path, other))) return false;
  return true;
}
