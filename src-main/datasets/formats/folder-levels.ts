import { isNeutralName, splitNameOf } from '../split-names';

/** A path, and the part of it that is not interpreted yet: folders, and the file's name. */
export interface Branch {
  readonly path: string;
  readonly rest: readonly string[];
  /** Set if the class does not follow from the remaining folders. */
  readonly className?: string;
}

/** All files in one folder of a level; the folder is still the first element of `rest`. */
export interface Group {
  readonly name: string;
  readonly branches: readonly Branch[];
}

export function groupsOf(branches: readonly Branch[]): Group[] {
  const groups = new Map<string, Branch[]>();
  for (const branch of branches) {
    const [name = ''] = branch.rest;
    if (branch.rest.length === 1) continue;
    const own = groups.get(name);
    if (own === undefined) groups.set(name, [branch]);
    else own.push(branch);
  }
  return [...groups].map(([name, own]) => ({ name, branches: own }));
}

export const looseOf = (branches: readonly Branch[]): Branch[] =>
  branches.filter(({ rest }) => rest.length === 1);

/** Branches without their first folder. */
export const inside = (branches: readonly Branch[]): Branch[] =>
  branches.map((branch) => ({ ...branch, rest: branch.rest.slice(1) }));

export const childNames = ({ branches }: Group): Set<string> =>
  new Set(groupsOf(inside(branches)).map(({ name }) => name));

/** The only folder of a level; null where there are other folders, or pictures beside it. */
function onlyFolder(branches: readonly Branch[]): string | null {
  const [first] = branches;
  const folder = first?.rest[0];
  const isOnly = branches.every(({ rest }) => rest.length > 1 && rest[0] === folder);
  return folder !== undefined && isOnly ? folder : null;
}

/** Removes folders that contain everything, and so carry no information. */
export function withoutCommonFolders(branches: readonly Branch[]): readonly Branch[] {
  return onlyFolder(branches) === null ? branches : withoutCommonFolders(inside(branches));
}

/**
 * Removes folders inside a split's folder that carry no information: the same name again, the split again, or a name
 * like `images`.
 * @param outer the name of the split's folder
 */
export function withoutRepeats(branches: readonly Branch[], outer: string): readonly Branch[] {
  const folder = onlyFolder(branches);
  if (folder === null) return branches;
  const again = splitNameOf(folder);
  const isRepeat =
    folder.toLowerCase() === outer.toLowerCase() ||
    isNeutralName(folder) ||
    (again !== null && again.rest === '' && again.split === splitNameOf(outer)?.split);
  return isRepeat ? withoutRepeats(inside(branches), outer) : branches;
}
