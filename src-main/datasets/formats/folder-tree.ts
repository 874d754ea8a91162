import { countText } from '../../contract/numbers';
import { inNaturalOrder } from '../classes';
import { datasetProblem } from '../problem';

/** A picture below a folder. */
export interface Leaf {
  readonly path: string;
  /** What the folder is called that tells its class; null where pictures lie in none. */
  readonly className: string | null;
}
export interface Tree {
  /** Classes in turn, so that any stretch has some of each. */
  readonly train: readonly Leaf[];
  /** null where folders name no splits. */
  readonly test: readonly Leaf[] | null;
  readonly notes: readonly string[];
}

const SPLITS = {
  train: /^train(ing)?$/i,
  test: /^test(ing)?$/i,
  validation: /^val(id|idation)?$/i,
} as const;
type Split = keyof typeof SPLITS;

/** A path and what of it is left to look at. */
interface Branch {
  readonly path: string;
  readonly rest: readonly string[];
}

/**
 * Reads classes and splits from paths: `cat/1.png`, `train/cat/1.png`, or just `1.png`; folders around everything say
 * nothing.
 * @throws WorkbenchError `dataset.mixed-folders`
 */
export function treeOf(paths: readonly string[]): Tree {
  const branches = withoutCommonFolder(paths.map((path) => ({ path, rest: path.split('/') })));
  const splits = splitsOf(branches);
  const train = leavesOf(splits.train);
  const test = splits.test && leavesOf(splits.test);
  const unnamed = [...train, ...(test ?? [])].filter(({ className }) => className === null);
  if (unnamed.length > 0 && unnamed.length < train.length + (test?.length ?? 0)) {
    throw datasetProblem(
      'mixed-folders',
      `Some images lie in folders and ${countText(unnamed.length)} beside them, e.g. ${unnamed[0]?.path ?? ''}.`,
      'Put every image into the folder of its class, or all into one folder.',
    );
  }
  return { train: inTurn(train), test: test && inTurn(test), notes: splits.notes };
}

function withoutCommonFolder(branches: readonly Branch[]): readonly Branch[] {
  const folder = branches[0]?.rest[0];
  const isCommon = branches.every(({ rest }) => rest.length > 1 && rest[0] === folder);
  if (!isCommon || branches.length === 0) return branches;
  return withoutCommonFolder(branches.map(({ path, rest }) => ({ path, rest: rest.slice(1) })));
}

function splitsOf(all: readonly Branch[]): {
  train: readonly Branch[];
  test: readonly Branch[] | null;
  notes: string[];
} {
  const bySplit: Record<Split, Branch[]> = { train: [], test: [], validation: [] };
  for (const { path, rest } of all) {
    const split = (Object.keys(SPLITS) as Split[]).find(
      (one) => rest.length > 1 && SPLITS[one].test(rest[0] ?? ''),
    );
    // Any other folder beside these, and they are classes that happen to be called so.
    if (split === undefined) return { train: all, test: null, notes: [] };
    bySplit[split].push({ path, rest: rest.slice(1) });
  }
  const { train, test, validation } = bySplit;
  if (train.length === 0) return { train: all, test: null, notes: [] };
  if (test.length === 0) return { train, test: validation, notes: [] };
  const notes =
    validation.length === 0
      ? []
      : [
          `The ${countText(validation.length)} images for validation are left out: there is a test split, too.`,
        ];
  return { train, test, notes };
}

function leavesOf(branches: readonly Branch[]): Leaf[] {
  // macOS takes letters apart from their accents in names of files.
  return branches.map(({ path, rest }) => ({
    path,
    className: rest.length > 1 ? (rest[0] ?? '').normalize('NFC').replace(/\p{C}/gu, '') : null,
  }));
}

/** Each class evenly over the whole, its own in natural order. */
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
