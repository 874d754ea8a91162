import { isNeutralName, splitNameOf } from '../split-names';

/** A path, and what of it is left to look at: folders, and the file's name. */
export interface Branch {
  readonly path: string;
  readonly rest: readonly string[];
  /** Set if the remaining folders do not show it. */
  readonly className?: string;
}

/** Everything in one folder of a level, whose name is still the first of what is left. */
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

/** One folder further down. */
export const inside = (branches: readonly Branch[]): Branch[] =>
  branches.map((branch) => ({ ...branch, rest: branch.rest.slice(1) }));

export const childNames = ({ branches }: Group): Set<string> =>
  new Set(groupsOf(inside(branches)).map(({ name }) => name));

/** The only folder of a level; null where there are others, or pictures beside it. */
function onlyFolder(branches: readonly Branch[]): string | null {
  const [first] = branches;
  const folder = first?.rest[0];
  const isOnly = branches.every(({ rest }) => rest.length > 1 && rest[0] === folder);
  return folder !== undefined && isOnly ? folder : null;
}

/** Without the folders around everything, which say nothing. */
export function withoutCommonFolders(branches: readonly Branch[]): readonly Branch[] {
  return onlyFolder(branches) === null ? branches : withoutCommonFolders(inside(branches));
}

/**
 * Without folders in a split's folder that say nothing: the same name again, the split again, or a name like `images`.
 * @param outer what the split's folder is called
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
