import { at } from '../../contract/at';
import type { ReadOptions } from '../../contract/dataset';
import { refusal } from '../../contract/error';
import type { LabelSource } from '../../contract/problems/catalogue';
import { inNaturalOrder } from '../classes';
import { withoutAnnotations } from './folder-annotations';
import { alikeNotes, classesOf, classNameOf, deeperNote, matchClasses } from './folder-classes';
import type { Branch } from './folder-levels';
import { splitsOf, type Findings, type Splits } from './folder-splits';
import type { Folder } from './format';

/** A picture below a folder. */
export interface Leaf {
  readonly path: string;
  /** The name of its class; null where pictures have none. */
  readonly className: string | null;
}
export interface Tree extends Readonly<Findings> {
  /** Interleaved by class, so that any range includes all classes. */
  readonly train: readonly Leaf[];
  /** null where no folder is named after a split. */
  readonly test: readonly Leaf[] | null;
  /** The folders that the classes are taken from; null without classes. */
  readonly labelSource: LabelSource | null;
}
interface Parts {
  readonly train: readonly Leaf[];
  readonly test: readonly Leaf[] | null;
}

/** Up to this fraction, images beside class folders are regarded as accidental; a larger fraction is refused. */
const FEW = 0.1;

/**
 * Reads classes and splits from paths: `cat/1.png`, `train/cat/1.png`, `cat/train/1.png`, or just `1.png`. Folders that
 * contain everything are ignored.
 * @param paths of pictures in `folder`
 * @throws WorkbenchError `dataset.mixed-folders`, `dataset.several`
 */
export async function treeOf(
  folder: Folder,
  paths: readonly string[],
  { classes, split }: Pick<ReadOptions, 'classes' | 'split'>,
): Promise<Tree> {
  const findings: Findings = { notes: [], doubts: [], leftOut: [] };
  const { images, leftOut } = withoutAnnotations(paths.map((path) => ({ path, rest: path.split('/') })));
  findings.leftOut.push(...leftOut);
  const splits = await splitsOf(images, folder, split, findings);
  const isLabelled = classes === 'auto' && hasClasses(splits, findings);
  const parts = isLabelled ? labelled(splits, findings) : unlabelled(splits, findings);
  const again = linkedAgain(folder, parts, findings);
  const isNew = ({ path }: Leaf) => !again.has(path);
  return {
    train: inTurn(parts.train.filter(isNew)),
    test: parts.test && inTurn(parts.test.filter(isNew)),
    labelSource: isLabelled ? splits.labelSource : null,
    ...findings,
  };
}

/** A single class for all images carries no information. */
function hasClasses({ train, test, validation }: Splits, { notes }: Findings): boolean {
  if (classesOf([...train, ...test, ...validation]).size < 2) return false;
  if (classesOf(train).size > 0) return true;
  notes.push('test-classes-unused');
  return false;
}

function unlabelled({ train, test, validation }: Splits, findings: Findings): Parts {
  const leaves = (branches: readonly Branch[]) => branches.map(({ path }) => ({ path, className: null }));
  if (test.length === 0 && validation.length === 0) return { train: leaves(train), test: null };
  if (test.length === 0) return { train: leaves(train), test: leaves(validation) };
  leaveOutValidation(validation, findings);
  return { train: leaves(train), test: leaves(test) };
}

function labelled({ train, test, validation }: Splits, findings: Findings): Parts {
  const loose = train.filter((branch) => classNameOf(branch) === null);
  if (loose.length > train.length * FEW) throw mixed(loose, train);
  const inFolders = withClass(train, findings);
  const tests = withClass(test, findings);
  const chosen = tests.length > 0 ? tests : withClass(validation, findings);
  if (tests.length > 0) leaveOutValidation(validation, findings);
  const trainClasses = classesOf(inFolders);
  const { nameIn, notes } = matchClasses(trainClasses, classesOf(chosen));
  findings.notes.push(...notes, ...alikeNotes(trainClasses), ...deeperNote(inFolders));
  const leaves = (branches: readonly Branch[], named: (name: string) => string) =>
    branches.map((branch): Leaf => ({ path: branch.path, className: named(classNameOf(branch) ?? '') }));
  return {
    train: leaves(inFolders, (name) => name),
    test: chosen.length === 0 ? null : leaves(chosen, nameIn),
  };
}

/** Images in class folders. The others are left out: one by one, or as a whole split if it has no such folders. */
function withClass(branches: readonly Branch[], { leftOut }: Findings): readonly Branch[] {
  const loose = branches.filter((branch) => classNameOf(branch) === null);
  if (loose.length === 0) return branches;
  if (loose.length < branches.length) {
    for (const { path } of loose) leftOut.push({ name: path, why: 'in-no-class' });
    return branches.filter((branch) => classNameOf(branch) !== null);
  }
  leftOut.push({
    name: placeOfAll(branches),
    why: { code: 'no-classes', count: branches.length },
  });
  return [];
}

function leaveOutValidation(branches: readonly Branch[], { leftOut }: Findings): void {
  if (branches.length === 0) return;
  const why = { code: 'validation-images', count: branches.length } as const;
  leftOut.push({ name: placeOfAll(branches), why });
}

/** The folder that contains the next folders, or the images. */
const placeOfAll = ([first]: readonly Branch[]): string =>
  first?.path.slice(0, -first.rest.join('/').length).replace(/\/$/, '') ?? '';

function mixed(loose: readonly Branch[], all: readonly Branch[]): Error {
  return refusal('dataset.mixed-folders', {
    inFolders: all.length - loose.length,
    beside: loose.length,
    example: at(loose, 0).path,
  });
}

/** Images that are included again through links. Original files come before links. */
function linkedAgain(folder: Folder, { train, test }: Parts, { leftOut }: Findings): ReadonlySet<string> {
  const taken = new Set([...train, ...(test ?? [])].map(({ path }) => path));
  const origins = new Map<string, string>();
  const again = new Set<string>();
  for (const path of folder.paths) {
    if (!taken.has(path)) continue;
    const origin = folder.originOf(path);
    const known = origins.get(origin);
    if (known === undefined) origins.set(origin, path);
    else {
      again.add(path);
      leftOut.push({ name: path, why: { code: 'same-file', as: known } });
    }
  }
  return again;
}

/** Distributes each class evenly over the whole, in natural order within the class. */
function inTurn(leaves: readonly Leaf[]): Leaf[] {
  const byClass = new Map<string | null, Leaf[]>();
  for (const leaf of [...leaves].sort((a, b) => inNaturalOrder(a.path, b.path))) {
    const own = byClass.get(leaf.className);
    if (own === undefined) byClass.set(leaf.className, [leaf]);
    else own.push(leaf);
  }
  return [...byClass.values()]
    .flatMap((own) => own.map((leaf, i) => ({ leaf, place: (i + 0.5) / own.length })))
    .sort((a, b) => a.place - b.place)
    .map(({ leaf }) => leaf);
}
