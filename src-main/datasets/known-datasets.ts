/** A dataset that is recognised by its files: its name, and the names of its numbered classes. */
export interface KnownDataset {
  readonly name: string;
  /** Indexed by label number; empty where classes have no names. */
  readonly classNames: readonly string[];
}

const DIGITS = [...'0123456789'];
const CAPITALS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const FASHION: KnownDataset = {
  name: 'Fashion-MNIST',
  classNames: [
    'T-shirt',
    'Trouser',
    'Pullover',
    'Dress',
    'Coat',
    'Sandal',
    'Shirt',
    'Sneaker',
    'Bag',
    'Ankle boot',
  ],
};
const KMNIST: KnownDataset = { name: 'KMNIST', classNames: [...'おきすつなはまやれを'] };
const K49: KnownDataset = {
  name: 'Kuzushiji-49',
  classNames: [
    ...'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをんゝ',
  ],
};
/**
 * The classes of EMNIST (Cohen et al. 2017); `letters` counts from one, and some splits merge letters that look alike.
 */
const MERGED = [...DIGITS, ...CAPITALS, ...'abdefghnqrt'];
const EMNIST: Readonly<Record<string, readonly string[]>> = {
  letters: ['', ...CAPITALS],
  balanced: MERGED,
  bymerge: MERGED,
  byclass: [...DIGITS, ...CAPITALS, ...CAPITALS.map((letter) => letter.toLowerCase())],
};
const MNIST: KnownDataset = { name: 'MNIST', classNames: [] };

/** The first labels of datasets whose files have the same names. */
const FIRST_LABELS: readonly (readonly [string, KnownDataset])[] = [
  ['5041921314', MNIST],
  ['7210414959', MNIST],
  ['9003027255', FASHION],
  ['9211614657', FASHION],
];

/**
 * Recognises a dataset by its file names or its first labels.
 * @param fileNames in one string
 * @param firstLabels the first ten labels in one string
 */
export function knownDataset(fileNames: string, firstLabels: string): KnownDataset | null {
  const split = /emnist-([a-z]+)/i.exec(fileNames)?.[1]?.toLowerCase();
  if (split !== undefined) return { name: `EMNIST ${split}`, classNames: EMNIST[split] ?? [] };
  if (/fashion/i.test(fileNames)) return FASHION;
  if (/k49/i.test(fileNames)) return K49;
  if (/kmnist|kuzushiji/i.test(fileNames)) return KMNIST;
  return FIRST_LABELS.find(([begin]) => begin === firstLabels)?.[1] ?? null;
}
