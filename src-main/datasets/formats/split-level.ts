import type { SplitDoubt } from '../../contract/problems/catalogue';
import { childNames, groupsOf, inside, withoutCommonFolders, type Branch, type Group } from './folder-levels';
import { hiddenSplitOf, splitNameOf, type SplitName } from '../split-names';

/** A folder that is a split. */
export interface SplitFolder extends SplitName {
  /** Empty for a split that consists of all folders besides the test folders. */
  readonly name: string;
  /** Paths relative to the folder. */
  readonly branches: readonly Branch[];
}
/** The folders of a level that are splits. */
export interface SplitLevel {
  readonly chosen: readonly SplitFolder[];
  /** Other folders, which are in no split. */
  readonly others: readonly Group[];
  /** The reason for doubt; null if there is none. */
  readonly doubt: SplitDoubt | null;
}
interface NamedGroup extends Group, SplitName {}

const isTrain = ({ split }: SplitName) => split === 'train';
const isTest = ({ split }: SplitName) => split !== 'train';
/** Whether the name contains nothing but the split. */
const isPlain = ({ rest }: SplitName) => rest === '';
const isFlat = (group: Group) => childNames(group).size === 0;
const haveBoth = (names: readonly SplitName[]) => names.some(isTrain) && names.some(isTest);

const named = (groups: readonly Group[], read: (name: string) => SplitName | null): NamedGroup[] =>
  groups.flatMap((group) => {
    const name = read(group.name);
    return name === null ? [] : [{ ...group, ...name }];
  });
const without = (groups: readonly Group[], some: readonly Group[]) =>
  groups.filter(({ name }) => !some.some((one) => one.name === name));

/** Selects every folder with a split's word in its name, because the user said that these are splits. */
export function namedSplits(groups: readonly Group[]): SplitLevel | null {
  const chosen = named(groups, splitNameOf);
  if (chosen.length === 0) return null;
  return chosen.some(isTrain) ? levelOf(groups, chosen) : besideTests(groups, chosen, null);
}

/**
 * Finds the sibling folders that are splits, if any, by name and content: a class may be named “train”, and a split
 * “asl_alphabet_test”.
 */
export function findSplitLevel(groups: readonly Group[]): SplitLevel | null {
  const evident = evidentSplits(groups);
  if (evident.length === 0) {
    const byName = named(groups, splitNameOf);
    return haveBoth(byName) ? byContents(groups, byName) : alone(groups, byName);
  }
  const others = without(groups, evident);
  const couldBeClasses = others.length > 1 && [...evident, ...others].every(isFlat);
  return levelOf(groups, evident, couldBeClasses ? 'beside-images' : null);
}

/** Folders that can only be splits, by their names: train beside test, `seg_train` beside `seg_test`. */
function evidentSplits(groups: readonly Group[]): NamedGroup[] {
  const byName = named(groups, splitNameOf);
  const plain = byName.filter(isPlain);
  if (haveBoth(plain)) return plain;
  const alike = alikeButForSplit(byName);
  return alike.length > 0 ? alike : alikeButForSplit(named(groups, hiddenSplitOf));
}

function alikeButForSplit(groups: readonly NamedGroup[]): NamedGroup[] {
  const rests = (those: readonly NamedGroup[]) => new Set(those.map(({ rest }) => rest));
  const [trains, tests] = [rests(groups.filter(isTrain)), rests(groups.filter(isTest))];
  return groups.filter(({ rest }) => trains.has(rest) && tests.has(rest));
}

/** Decides by content where the names of train and test folders differ in more than the split. */
function byContents(groups: readonly Group[], byName: readonly NamedGroup[]): SplitLevel | null {
  const [trains, tests] = [byName.filter(isTrain), byName.filter(isTest)];
  const alike = (group: Group, others: readonly Group[]) => others.some((one) => shareFolders(group, one));
  const chosen = [
    ...trains.filter((group) => alike(group, tests)),
    ...tests.filter((group) => alike(group, trains)),
  ];
  if (chosen.length > 0) return levelOf(groups, chosen);
  const clear = trains.filter((group) => isPlain(group) && !isFlat(group));
  if (clear.length === 0) return null;
  return levelOf(groups, [...clear, ...tests], 'nothing-common');
}

/** Decides where only train folders, or only test folders, exist. */
function alone(groups: readonly Group[], byName: readonly NamedGroup[]): SplitLevel | null {
  const plain = byName.filter(isPlain);
  const others = without(groups, byName);
  if (plain.length === 0 || others.length === 0) return null;
  if (plain.every(isTrain)) {
    const hasClasses = plain.some((group) => childNames(group).size > 1);
    const isOneOfMany = plain.some((group) => others.some((one) => shareFolders(group, one)));
    return hasClasses && !isOneOfMany ? levelOf(groups, plain, 'none-for-testing') : null;
  }
  const inTests = new Set(plain.flatMap((group) => [...foldersIn(group)]));
  const shared = others.filter(({ name }) => inTests.has(comparable(name))).length;
  if (shared * 2 > others.length) return besideTests(groups, plain, null);
  // “valid” and “dev” may well be classes.
  const isForTests = plain.every((group) => group.split === 'test' || /validation|검증/i.test(group.name));
  return isForTests && plain.every(isFlat) && others.length > 1
    ? besideTests(groups, plain, 'none-for-training')
    : null;
}

/** Test folders beside class folders, which are the train split. */
function besideTests(
  groups: readonly Group[],
  tests: readonly NamedGroup[],
  doubt: SplitDoubt | null,
): SplitLevel | null {
  const classes = without(groups, tests);
  if (classes.length === 0) return null;
  const trained: SplitFolder = {
    name: '',
    split: 'train',
    rest: '',
    remainder: '',
    branches: classes.flatMap(({ branches }) => branches),
  };
  return { chosen: [trained, ...tests.map(below)], others: [], doubt };
}

const below = (group: NamedGroup): SplitFolder => ({ ...group, branches: inside(group.branches) });

const levelOf = (
  groups: readonly Group[],
  chosen: readonly NamedGroup[],
  doubt: SplitDoubt | null = null,
): SplitLevel => ({ chosen: chosen.map(below), others: without(groups, chosen), doubt });

function shareFolders(a: Group, b: Group): boolean {
  const [own, others] = [foldersIn(a), foldersIn(b)];
  const shared = [...own].filter((name) => others.has(name)).length;
  return shared > 0 && shared * 2 >= Math.min(own.size, others.size);
}

const comparable = (name: string): string => name.normalize('NFC').toLowerCase();

/** The names of the folders in a group, below folders that contain everything. */
const foldersIn = ({ branches }: Group): Set<string> =>
  new Set(groupsOf(withoutCommonFolders(inside(branches))).map(({ name }) => comparable(name)));

/** Finds classes that contain splits, as in `cat/train/1.png`; null where folders are not arranged that way. */
export function splitsBelowClasses(groups: readonly Group[]): SplitFolder[] | null {
  const found: SplitFolder[] = [];
  for (const { name, branches } of groups) {
    const splits = named(groupsOf(inside(branches)), splitNameOf).filter(isPlain);
    if (splits.reduce((sum, one) => sum + one.branches.length, 0) < branches.length) return null;
    const own = splits.map(below);
    found.push(
      ...own.map((one) => ({
        ...one,
        branches: one.branches.map((branch) => ({ ...branch, className: name })),
      })),
    );
  }
  return haveBoth(found) ? found : null;
}

/** The only folder of a level that contains splits; null if there are several or none. */
export function folderWithSplits(groups: readonly Group[]): Group | null {
  const found = groups.filter(
    ({ branches }) => evidentSplits(groupsOf(withoutCommonFolders(inside(branches)))).length > 0,
  );
  const [only] = found;
  return found.length === 1 && groups.length > 1 ? (only ?? null) : null;
}
