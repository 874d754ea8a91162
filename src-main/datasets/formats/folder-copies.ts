import type { LeftOut } from '../../contract/dataset';
import { childNames, type Group } from './folder-levels';
import { imageCount, placeOf } from './folder-texts';
import type { Folder } from './format';

/** A folder among others that has all of these once more in it, as archives that were packed twice have. */
export function repeatedFolder(groups: readonly Group[]): Group | null {
  return (
    groups.find((group) => {
      const others = groups.filter((one) => one !== group);
      const below = childNames(group);
      return others.length > 1 && others.every(({ name }) => below.has(name));
    }) ?? null
  );
}

/** @param why where it is no copy of what lies beside it */
export async function leftOutFolder(folder: Folder, group: Group, why: string): Promise<LeftOut> {
  const name = placeOf(group);
  return (await isCopyOfSiblings(folder, group))
    ? { name, why: `holds ${imageCount(group)} that lie beside it once more` }
    : { name, why: `holds ${imageCount(group)}, but ${why}` };
}

/** Whether every image is there one folder further up, too. */
async function isCopyOfSiblings(folder: Folder, group: Group): Promise<boolean> {
  const all = new Set(folder.paths);
  const pairs = group.branches.map(({ path, rest }): [string, string] => {
    const above = path.slice(0, -rest.join('/').length);
    return [path, `${above}${rest.slice(1).join('/')}`];
  });
  if (!pairs.every(([, other]) => all.has(other))) return false;
  for (const [path, other] of pairs) if (!(await folder.isCopy(path, other))) return false;
  return true;
}
