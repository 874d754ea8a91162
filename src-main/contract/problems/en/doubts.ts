import type { PhraseOf, Phrases } from '../phrases';
import { columnText, type Column } from './columns';
import { quoted } from './lists';

/** Text encodings, with their languages. */
const ENCODINGS = {
  'utf-8': 'UTF-8',
  cp949: 'Korean (CP949)',
  cp437: 'Western, DOS (CP437)',
  'windows-1252': 'Western (Windows-1252)',
  shift_jis: 'Japanese (Shift JIS)',
  gb18030: 'Simplified Chinese (GB 18030)',
  big5: 'Traditional Chinese (Big5)',
  cp866: 'Cyrillic, DOS (CP866)',
} as const;

/** Text decoded with an encoding. */
type Decoded = { readonly encoding: keyof typeof ENCODINGS; readonly examples: readonly string[] };
const decodedText = ({ encoding, examples }: Decoded): string =>
  `${ENCODINGS[encoding]}: ${examples.join(', ')}`;

/** Why folders with names of splits may not be splits. */
const SPLIT_DOUBTS = {
  'beside-images': 'the folders beside them hold images as well',
  'nothing-common': 'they have no folders in common',
  'none-for-testing': 'no folder beside is for testing',
  'none-for-training': 'no folder beside is for training',
} as const;
export type SplitDoubt = keyof typeof SPLIT_DOUBTS;

/** Why a column may not hold the label. */
const LABEL_DOUBTS = {
  'several-left': 'the pixels leave several columns over',
  'other-end': 'the column at the other end could be it, too',
  others: 'others could be it, too',
  'third-coordinate': 'it could be a third coordinate, too',
  coordinate: 'it could be a coordinate, too',
} as const;
export type LabelDoubt = keyof typeof LABEL_DOUBTS;

/** Guesses that could be wrong, and the alternatives. */
export const DOUBTS = {
  'file-names': ({ where, ...decoded }: Decoded & { where: string }) =>
    `The names in ${where} do not say their encoding. They are read as ${decodedText(decoded)}.`,
  'not-utf-8': ({ name, ...decoded }: Decoded & { name: string }) =>
    `${name} is not UTF-8. It is read as ${decodedText(decoded)}.`,
  'label-column': ({ file, column, why }: { file: string; column: Column; why: LabelDoubt }) =>
    `${file}: ${columnText(column)} is taken for the label; ${LABEL_DOUBTS[why]}.`,
  'label-array': ({ name, others }: { name: string; others: readonly string[] }) =>
    `The array ${name} is taken for the labels; ${others.join(', ')} could be them, too.`,
  'class-files': ({ classes }: { classes: readonly string[] }) =>
    `Each file is taken for a class of its own: ${classes.join(', ')}.`,
  'split-folders': ({ names, why }: { names: readonly string[]; why: SplitDoubt }) =>
    `The folders called ${quoted(names)} are taken for splits, but ${SPLIT_DOUBTS[why]}.`,
  'class-folders': ({ names }: { names: readonly string[] }) =>
    `${quoted(names)} ${names.length === 1 ? 'is taken for a class, but its name' : 'are taken for classes, but their names'} could be that of a split.`,
} satisfies Phrases;
export type DoubtReason = PhraseOf<typeof DOUBTS>;

/** The choices that resolve a doubt. */
export const DOUBT_CHOICES = {
  decoded: decodedText,
  column: ({ column }: { column: Column }) => columnText(column),
  array: ({ name }: { name: string }) => name,
  splits: 'Splits',
  classes: 'Classes',
  'class-files': 'A class for each file',
  'without-labels': 'Without labels',
} satisfies Phrases;
export type DoubtChoice = PhraseOf<typeof DOUBT_CHOICES>;
