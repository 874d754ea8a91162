/** The splits that a name can show; a validation split is used for testing if there is no test split. */
export type Split = 'train' | 'test' | 'validation';

export interface SplitName {
  readonly split: Split;
  /** The other words of the name, in lower case; empty where it contains only the split. */
  readonly rest: string;
  /** The name without the split's word, but with its numbers: the class, in folders like `train_cat`. */
  readonly remainder: string;
}

/**
 * Prefixes and suffixes joined to a split's word in names of arrays and files: `xtrain`, `mnisttest`, `trainlabels`.
 */
const BEFORE = '([xy]|images?|imgs?|labels?|targets?|data(set)?|[a-z]{0,7}mnist|cifar|digits|letters)?';
const AFTER = '(set|data|dir|images?|imgs?|labels?|[xy])?';
const wordFor = (latin: string, others: string) =>
  new RegExp(`^(${BEFORE}(${latin})${AFTER}|(${others}).*)$`);
const WORDS: Readonly<Record<Split, RegExp>> = {
  train: wordFor('train(ing)?|trn|trainval(id)?', '학습|훈련|训练|訓練|学習'),
  test: wordFor('test(ing)?|tst|t10k', '시험|테스트|测试|測試|テスト'),
  validation: wordFor(
    'val(id(at(e|ion|ing))?)?|dev(elopment)?|eval(uation)?',
    '검증|평가|验证|驗證|検証|評価',
  ),
};
/** Words that add no information to a split's: “training set”, “test images 2”. */
const NEUTRAL =
  /^(data(sets?)?|sets?|split|images?|imgs?|pictures?|pics?|photos?|samples?|files?|folder|dir(ectory)?|the|of|for|jpe?gs?|pngs?|raw|x|v|\d+|데이터|원천데이터|이미지|사진)$/;

/** Words in names, divided by `_`, `-`, blanks, digits, and capitals after small letters. */
const WORD = /t10k|\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|[\p{Lo}\p{Lm}\p{M}]+|\d+/gu;

/** The words of a name in lower case, and those that name splits. */
export function splitWordsOf(name: string): { words: string[]; found: { split: Split; word: string }[] } {
  const words = (name.normalize('NFC').match(WORD) ?? []).map((word) => word.toLowerCase());
  const found = words.flatMap((word) => {
    const split = (Object.keys(WORDS) as Split[]).find((one) => WORDS[one].test(word));
    return split === undefined ? [] : [{ split, word }];
  });
  return { words, found };
}

/** The split that a folder's name contains as a separate word; null where there is none, or more than one. */
export function splitNameOf(name: string): SplitName | null {
  const { words, found } = splitWordsOf(name);
  const kinds = new Set(found.map(({ split }) => split));
  // Train and validation together are the train split.
  const isTrainAndValidation = kinds.size === 2 && kinds.has('train') && kinds.has('validation');
  const [first] = found;
  if (first === undefined || (kinds.size > 1 && !isTrainAndValidation)) return null;
  const splitWords = found.map(({ word }) => word);
  const rest = words.filter((word) => !splitWords.includes(word) && !NEUTRAL.test(word)).join(' ');
  return {
    split: isTrainAndValidation ? 'train' : first.split,
    rest,
    remainder: withoutWords(name, splitWords),
  };
}

/** A split inside a word, as in `mnisttrain`. It only counts if another name differs in nothing but the split. */
export function hiddenSplitOf(name: string): SplitName | null {
  const hidden = /train(?:ing)?|test(?:ing)?|val(?:id(?:ation)?)?/i.exec(name);
  if (hidden === null) return null;
  const [word] = hidden;
  const split = /^tr/i.test(word) ? 'train' : /^te/i.test(word) ? 'test' : 'validation';
  const rest = name.replace(word, '').toLowerCase();
  return { split, rest, remainder: rest };
}

function withoutWords(name: string, words: readonly string[]): string {
  const left = (name.normalize('NFC').match(/[\p{L}\p{M}\d]+|[^\p{L}\p{M}\d]+/gu) ?? [])
    .map((part) =>
      (part.match(WORD) ?? [part]).filter((word) => !words.includes(word.toLowerCase())).join(''),
    )
    .join('');
  return left.replace(/^[-_. ]+|[-_. ]+$/g, '').replace(/([-_. ])[-_. ]+/g, '$1');
}

/** Whether a folder's name carries no information, like `images`; a number or a letter may be a class. */
export function isNeutralName(name: string): boolean {
  const words = name.normalize('NFC').match(WORD) ?? [];
  const isWord = (word: string) => !/^(\p{L}|\d+)$/u.test(word);
  return words.some(isWord) && words.every((word) => NEUTRAL.test(word.toLowerCase()));
}

const ANNOTATION =
  /^(masks?|labels?|annotations?|annots?|segmentations?|truth|gt|trimaps?|bboxes|라벨링?데이터)$/;
const BESIDE_ANNOTATION = /^(class|object|instances?|semantic|panoptic|binary|ground|color)$/;

/** Whether a folder is named after annotations of pictures, such as masks. */
export function isAnnotationName(name: string): boolean {
  const words = (name.normalize('NFC').match(WORD) ?? []).map((word) => word.toLowerCase());
  return (
    words.some((word) => ANNOTATION.test(word)) &&
    words.every((word) => ANNOTATION.test(word) || BESIDE_ANNOTATION.test(word) || NEUTRAL.test(word))
  );
}
