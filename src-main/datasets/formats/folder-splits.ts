import type { Doubt, LeftOut, ReadOptions } from '../../contract/dataset';
import { refusal } from '../../contract/error';
import type { FileReason, ImportNote, LabelSource } from '../../contract/problems/catalogue';
import { inNaturalOrder } from '../classes';
import { copiedFrom, leftOutFolder, repeatedFolder } from './folder-copies';
import {
  groupsOf,
  inside,
  looseOf,
  withoutCommonFolders,
  withoutRepeats,
  type Branch,
} from './folder-levels';
import { levelSource } from './folder-places';
import type { Folder } from './format';
import {
  findSplitLevel,
  folderWithSplits,
  namedSplits,
  splitsBelowClasses,
  type SplitFolder,
  type SplitLevel,
} from './split-level';
import { splitNameOf, type Split } from '../split-names';

/** What is found in the process, to be reported to the user. */
export interface Findings {
  readonly notes: ImportNote[];
  readonly doubts: Doubt[];
  readonly leftOut: LeftOut[];
}
/** The contents of each split, and the source of the labels. */
export interface Splits extends Readonly<Record<Split, readonly Branch[]>> {
  readonly labelSource: LabelSource | null;
}

type Mode = ReadOptions['split'];
/** The order in messages. */
const ORDER: Readonly<Record<Split, number>> = { train: 0, test: 1, validation: 2 };

/** Divides the contents of a folder by the folders that are named after splits. */
export async function splitsOf(
  branches: readonly Branch[],
  folder: Folder,
  mode: Mode,
  findings: Findings,
): Promise<Splits> {
  const level = withoutCommonFolders(branches);
  const groups = groupsOf(level);
  const found = mode === 'none' ? null : mode === 'folders' ? namedSplits(groups) : findSplitLevel(groups);
  if (found !== null) return splitsAt(found, level, folder, mode, findings);
  if (mode !== 'none') {
    const below = looseOf(level).length === 0 ? splitsBelowClasses(groups) : null;
    if (below !== null) return belowClasses(below);
    const only = folderWithSplits(groups);
    if (only !== null) {
      for (const group of groups.filter((one) => one !== only)) {
        const why = (count: number) => ({ code: 'beside-splits', count, within: only.name }) as const;
        findings.leftOut.push(await leftOutFolder(folder, group, why));
      }
      leaveOutLoose(level, findings, { code: 'loose-beside-folder', folder: only.name });
      return splitsOf(inside(only.branches), folder, mode, findings);
    }
  }
  if (mode === 'auto')
    doubtClasses(
      groups.map(({ name }) => name),
      findings,
    );
  const train = await withoutRepeated(level, folder, findings);
  return { train, test: [], validation: [], labelSource: levelSource(train) };
}

async function splitsAt(
  { chosen, others, doubt }: SplitLevel,
  level: readonly Branch[],
  folder: Folder,
  mode: Mode,
  findings: Findings,
): Promise<Splits> {
  const ordered = [...chosen].sort(
    (a, b) => ORDER[a.split] - ORDER[b.split] || inNaturalOrder(a.name, b.name),
  );
  const namesOf = (some: readonly SplitFolder[]) =>
    some.map(({ name }) => name).filter((name) => name !== '');
  const splits = namesOf(ordered);
  for (const group of others) {
    const why = (count: number) => ({ code: 'no-split', count, splits }) as const;
    findings.leftOut.push(await leftOutFolder(folder, group, why));
  }
  leaveOutLoose(level, findings, { code: 'loose-beside-splits', splits });
  if (doubt !== null && mode === 'auto') {
    findings.doubts.push({
      why: { code: 'split-folders', names: splits, why: doubt },
      option: 'split',
      choices: [AS_SPLITS, AS_CLASSES],
    });
  }
  const parts: Record<Split, Branch[]> = { train: [], test: [], validation: [] };
  const kept = await withoutCopied(ordered, folder, findings);
  const inName = haveClassesInNames(kept);
  for (const { name, split, branches, remainder } of kept) {
    // Where the train folders are the siblings of a test folder, they are the classes themselves.
    const level = name === '' ? branches : withoutRepeats(branches, name);
    const own = inName
      ? level.map((branch) => ({ ...branch, className: remainder }))
      : await withoutRepeated(level, folder, findings);
    parts[split] = parts[split].concat(own);
  }
  const ofSplit = (wanted: Split) => kept.filter(({ split }) => split === wanted);
  for (const those of inName ? [] : [ofSplit('train'), ofSplit('test'), ofSplit('validation')]) {
    if (those.length > 1) findings.notes.push({ code: 'taken-together', names: namesOf(those) });
  }
  const trained = namesOf(ofSplit('train'));
  const below: LabelSource =
    trained.length === 0 ? levelSource(parts.train) : { code: 'folders-below', names: trained };
  return { ...parts, labelSource: inName ? { code: 'rest-of-names', names: splits } : below };
}

/**
 * Whether folders are named as `train_cat`, `train_dog`, `test_cat`, `test_dog`: with the same classes in every split,
 * and with pictures directly in them.
 */
function haveClassesInNames(chosen: readonly SplitFolder[]): boolean {
  const bySplit = new Map<Split, string[]>();
  for (const { split, remainder, branches } of chosen) {
    if (groupsOf(branches).length > 0) return false;
    bySplit.set(split, [...(bySplit.get(split) ?? []), remainder]);
  }
  const [first, ...rest] = [...bySplit.values()].map((names) => names.sort().join('/'));
  const count = new Set(bySplit.get('train')).size;
  return count > 1 && rest.every((names) => names === first);
}

function belowClasses(found: readonly SplitFolder[]): Splits {
  const parts: Record<Split, Branch[]> = { train: [], test: [], validation: [] };
  for (const { name, split, branches } of found) {
    parts[split] = parts[split].concat(withoutRepeats(branches, name));
  }
  const deeper = new Set(groupsOf(Object.values(parts).flat()).map(({ name }) => name));
  const tops = [
    ...new Set(
      Object.values(parts)
        .flat()
        .flatMap(({ className }) => className ?? []),
    ),
  ];
  if (deeper.size > 1) {
    throw refusal('dataset.several.splits', { folders: tops });
  }
  return {
    ...parts,
    labelSource: { code: 'folders-above', names: [...new Set(found.map(({ name }) => name))] },
  };
}

/** Removes a folder that contains its siblings again. */
async function withoutRepeated(
  level: readonly Branch[],
  folder: Folder,
  findings: Findings,
): Promise<readonly Branch[]> {
  const repeated = repeatedFolder(groupsOf(level));
  if (repeated === null) return level;
  const why = (count: number) => ({ code: 'repeats-siblings', count }) as const;
  findings.leftOut.push(await leftOutFolder(folder, repeated, why));
  const out = new Set(repeated.branches);
  return level.filter((branch) => !out.has(branch));
}

/**
 * Removes splits whose images another folder of the split contains as well, like `Train` and `train` in some archives.
 */
async function withoutCopied(
  all: readonly SplitFolder[],
  folder: Folder,
  { leftOut }: Findings,
): Promise<readonly SplitFolder[]> {
  const kept: SplitFolder[] = [];
  for (const one of all) {
    const original = await copiedFrom(
      one,
      kept.filter(({ split }) => split === one.split),
      folder,
    );
    if (original === null) kept.push(one);
    else {
      const why = { code: 'copies-of-split', count: one.branches.length, of: original.name } as const;
      leftOut.push({ name: one.name, why });
    }
  }
  return kept;
}

function leaveOutLoose(level: readonly Branch[], findings: Findings, why: FileReason): void {
  for (const { path } of looseOf(level)) findings.leftOut.push({ name: path, why });
}

const AS_SPLITS = { value: 'folders', label: 'splits' } as const;
const AS_CLASSES = { value: 'none', label: 'classes' } as const;

/** Adds a doubt about folders that are named after a split, but are read as classes. */
function doubtClasses(names: readonly string[], findings: Findings): void {
  const like = names.filter((name) => splitNameOf(name) !== null);
  if (like.length === 0 || names.length < 2) return;
  findings.doubts.push({
    why: { code: 'class-folders', names: like },
    option: 'split',
    choices: [AS_CLASSES, AS_SPLITS],
  });
}
