import { splitWordsOf, type Split } from './split-names';

export type SplitName = 'train' | 'test';

/** The split that the name of a file or an array contains; null if it contains none, or more than one. */
export function splitHint(name: string): Split | null {
  const kinds = new Set(splitWordsOf(name).found.map(({ split }) => split));
  const [only] = kinds;
  return kinds.size === 1 ? (only ?? null) : null;
}

/** A file's name without its extensions and split: probably the name of the dataset. */
export function plainName(fileName: string): string {
  const bare = fileName.replace(/(\.(gz|zip|csv|tsv|txt|npz|npy))+$/i, '');
  const plain = bare.replace(/[-_ ]+(train(ing)?|test(ing)?|data(set)?)$/i, '').replace(/[-_ ]+$/, '');
  return plain === '' ? bare : plain;
}
