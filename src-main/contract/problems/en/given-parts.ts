import { at } from '../../at';
import { countText } from '../../numbers';
import type { PhraseOf, Phrases } from '../phrases';
import { columnText, type Column } from './columns';
import { imagesText } from './items';
import { quoted } from './lists';

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];

/** Sources of labels: the end of a sentence. */
export const LABEL_SOURCES = {
  file: ({ name }: { name: string }) => name,
  column: ({ column }: { column: Column }) => columnText(column),
  array: ({ name }: { name: string }) => `the array “${name}”`,
  'file-names': 'the names of the files',
  /** @param level counted from 0, below the given folder */
  'folder-level': ({ level }: { level: number }) =>
    level < ORDINALS.length ? `the ${at(ORDINALS, level)} folder level` : `folder level ${String(level + 1)}`,
  'folders-below': ({ names }: { names: readonly string[] }) => `the folders below ${quoted(names)}`,
  'folders-above': ({ names }: { names: readonly string[] }) => `the folders above ${quoted(names)}`,
  'rest-of-names': ({ names }: { names: readonly string[] }) => `the rest of the names of ${quoted(names)}`,
} satisfies Phrases;
export type LabelSource = PhraseOf<typeof LABEL_SOURCES>;

type OfSplit = { readonly split: 'train' | 'test' | null };
const splitText = ({ split }: OfSplit): string => (split === null ? '' : `${split} `);

/** The role of a file, or of an array inside one: `train images`. */
export const ROLES = {
  items: ({ of, hasLabels, ...split }: OfSplit & { of: 'images' | 'points'; hasLabels: boolean }) =>
    `${splitText(split)}${of}${hasLabels ? ' and labels' : ''}`,
  labels: (split: OfSplit) => `${splitText(split)}labels`,
  'class-names': 'class names',
  /** @param folders number of class folders */
  pictures: ({ images, folders }: { images: number; folders: number }) =>
    `${imagesText(images)}${folders > 0 ? ` in ${countText(folders)} folders` : ''}`,
} satisfies Phrases;
export type Role = PhraseOf<typeof ROLES>;

/** A column in a file: `d.csv: column 1 (“digit”)`. */
export const columnInText = (file: string, column: Column): string => `${file}: ${columnText(column)}`;
