import { refusal } from '../contract/error';
import type { DataFile } from './unfold';

/** The part of a name before the split, e.g. `emnist-letters` in `emnist-letters-train-images-idx3-ubyte.gz`. */
const BEFORE_SPLIT = /^(.*?)[-_. ]?(train(ing)?|t10k|test(ing)?|val(id(ation)?)?)[-_. ]/i;
/** Folders that do not name a dataset. */
const NO_NAME = /\/(raw|processed|data)$/i;

/**
 * Checks by names that files belong to one dataset, which their contents cannot show.
 * @throws WorkbenchError `dataset.several`
 */
export function checkOneDataset(files: readonly DataFile[]): void {
  const folders = foldersWithSameNames(files);
  if (folders.length > 1) throw several(folders, 'folders');
  const prefixes = new Map<string, number>();
  for (const { name } of files) {
    const prefix = BEFORE_SPLIT.exec(name)?.[1];
    if (prefix !== undefined) prefixes.set(prefix, (prefixes.get(prefix) ?? 0) + 1);
  }
  const names = [...prefixes].filter(([, count]) => count > 1).map(([prefix]) => prefix);
  if (names.length > 1) throw several(names, 'files');
}

/** Folders that each contain a file of the same name. */
function foldersWithSameNames(files: readonly DataFile[]): string[] {
  const byName = new Map<string, Set<string>>();
  for (const { name, place } of files) {
    const folder = place.slice(0, -name.length - 1).replace(NO_NAME, '');
    byName.set(name, (byName.get(name) ?? new Set()).add(folder));
  }
  return [...new Set([...byName.values()].filter(({ size }) => size > 1).flatMap((folders) => [...folders]))];
}

function several(names: readonly string[], are: 'folders' | 'files'): Error {
  return refusal('dataset.several', { names, are });
}
