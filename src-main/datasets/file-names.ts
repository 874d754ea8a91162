export type SplitName = 'train' | 'test';

/** The first labels of datasets whose files all bear the same names. */
const FIRST_LABELS: readonly (readonly [string, string])[] = [
  ['5041921314', 'MNIST'],
  ['7210414959', 'MNIST'],
  ['9003027255', 'Fashion-MNIST'],
  ['9211614657', 'Fashion-MNIST'],
];

/**
 * What a dataset is probably called.
 * @param labels [count], or null
 */
export function suggestedName(imagesName: string, labels: Uint8Array | null): string {
  const emnist = /emnist-([a-z]+)/i.exec(imagesName)?.[1];
  if (emnist !== undefined) return `EMNIST ${emnist.toLowerCase()}`;
  if (/fashion/i.test(imagesName)) return 'Fashion-MNIST';
  if (/kmnist|kuzushiji|k49/i.test(imagesName)) return 'KMNIST';
  const firstLabels = labels?.subarray(0, 10).join('');
  return FIRST_LABELS.find(([begin]) => begin === firstLabels)?.[1] ?? 'Imported images';
}

/** The split a file's name speaks of; null where it speaks of none or both. */
export function splitHint(name: string): SplitName | null {
  const train = /train/i.test(name);
  const test = /t10k|test|valid|(^|[-_.])val([-_.]|$)/i.test(name);
  return train === test ? null : train ? 'train' : 'test';
}
