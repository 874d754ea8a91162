export type SplitName = 'train' | 'test';

/** The split a name speaks of; null where it speaks of none or of both. */
export function splitHint(name: string): SplitName | 'validation' | null {
  const train = /train/i.test(name);
  const test = /t10k|test/i.test(name);
  const validation = /valid|(^|[-_.])val([-_.]|$)/i.test(name);
  if (Number(train) + Number(test) + Number(validation) !== 1) return null;
  return train ? 'train' : test ? 'test' : 'validation';
}

/** A file's name without what tells its format or split: what the dataset is probably called. */
export function plainName(fileName: string): string {
  const bare = fileName.replace(/(\.(gz|zip|csv|tsv|txt|npz|npy))+$/i, '');
  const plain = bare.replace(/[-_ ]*(train(ing)?|test(ing)?|data(set)?)$/i, '').replace(/[-_ ]+$/, '');
  return plain === '' ? bare : plain;
}
