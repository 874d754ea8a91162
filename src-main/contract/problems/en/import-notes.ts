import { countText } from '../../numbers';
import { allOf } from '../../texts/lists';
import type { PhraseOf, Phrases } from '../phrases';
import { imagesText, sizeText, type Size } from './items';
import { quoted } from './lists';

type Named = { readonly name: string };
/** The kind of a dataset's items. */
type Of = { readonly of: 'images' | 'points' };
/** Pictures, some of which were decoded. */
type LookedAt = { readonly lookedAt: number; readonly count: number };

/** The order of flat values in colour images. */
const COLOR_ORDERS = {
  planar: 'all reds, then all greens, then all blues of an image',
  interleaved: 'the red, green and blue of one pixel after another',
} as const;

const extentText = ({ lookedAt, count }: LookedAt): string =>
  lookedAt === count ? 'all' : `the ${countText(lookedAt)} of ${countText(count)} that were looked at`;

const valueNotes = {
  'values-to-1': ({ name, from }: Named & { from: -1 | 0 }) =>
    `${name} holds values from ${from === 0 ? '0' : '−1'} to 1, taken for black to white.`,
  fractions: ({ name }: Named) => `${name} holds fractions from 0 to 255, which are rounded.`,
  dark: ({ name, high }: Named & { high: number }) =>
    `${name} holds whole numbers up to ${String(high)}, where white is 255: its images are nearly black. Divide them by ${String(high)} first if that is their white.`,
  upright: 'EMNIST stores its images on their side; they are turned upright.',
  'decimal-commas': 'Commas are read as decimal marks.',
  'thousands-commas': 'Commas inside numbers are read as marks between thousands.',
  'numbered-header': 'The first line only numbers the columns, and is taken for a header.',
  'pixels-by-name': 'The pixels are taken in the order of the columns’ names.',
  /** @param name null for a table, whose values are columns @param isClear whether the pixels show the order */
  'color-order': ({
    name,
    values,
    order,
    isClear,
  }: {
    name: string | null;
    values: number;
    order: keyof typeof COLOR_ORDERS;
    isClear: boolean;
  }) => {
    const what =
      name === null
        ? `${countText(values)} columns`
        : `The ${countText(values)} values of an image in ${name}`;
    const why = isClear
      ? ', which makes neighbouring pixels alike'
      : '; the pixels do not show whether that is so';
    return `${what} are taken for ${COLOR_ORDERS[order]}${why}.`;
  },
  /** @param layout its dimensions: `[h, w, n]` */
  layout: ({ name, count, layout, ...size }: Named & Size & { count: number; layout: string }) =>
    `${name} is taken for ${imagesText(count)} of ${sizeText(size)} pixels, laid out as ${layout}.`,
  opacity: ({ name }: Named) => `${name} has an opacity for each pixel: what is not opaque is put on white.`,
  transparent: 'Where images are transparent, they lie on white.',
  'look-grey': (pictures: LookedAt) =>
    `The images are stored in colour, but ${extentText(pictures)} look grey: they are taken as grey.`,
  'bits-used': ({ bits, white, ...pictures }: LookedAt & { bits: number; white: number }) =>
    `The images have 16 bits for each value, but ${extentText(pictures)} use only ${String(bits)} of them: ${countText(white)} is taken for white.`,
} satisfies Phrases;

const splitNotes = {
  'held-out': ({
    of,
    count,
    all,
    seed,
    isByClass,
  }: Of & { count: number; all: number; seed: number; isByClass: boolean }) =>
    `No test split was given: ${isByClass ? 'a seventh of each class' : 'a seventh'}, drawn at random with seed ${String(seed)}, is held apart for testing (${countText(count)} of ${countText(all)} ${of}).`,
  'larger-is-train': ({ name, of }: Named & Of) =>
    `The names do not show the splits: ${name} is larger, so it is used as the train ${of}.`,
  'taken-together': ({ names }: { names: readonly string[] }) => `${quoted(names)} are taken together.`,
  'no-labels': ({ of }: Of) => `There are no labels: ${of} have no class.`,
  'test-classes-unused':
    'Folders of classes in the test split are not used: the images to train on have none.',
  'test-class-is': ({ name, as }: Named & { as: string }) =>
    `“${name}” in the test split is the class “${as}”.`,
  /** @param first some of their names, of `count` */
  'test-only-classes': ({ first, count }: { first: readonly string[]; count: number }) =>
    count === 1
      ? `The class ${first.join()} is in the test split only: nothing of it is trained on.`
      : `${countText(count)} classes are in the test split only, and nothing of them is trained on: ${first.join(', ')}${count > first.length ? ' …' : ''}.`,
  'classes-of-their-own': ({ names }: { names: readonly string[] }) =>
    `${quoted(names)} are classes of their own.`,
  'folders-in-classes': ({ examples }: { examples: readonly string[] }) =>
    `Folders in the folders of classes are not looked at, e.g. ${allOf(examples)}.`,
  unreadable: ({ unreadable, count }: { unreadable: number; count: number }) =>
    `${countText(unreadable)} of ${countText(count)} images cannot be read, and ${unreadable === 1 ? 'is' : 'are'} left out.`,
} satisfies Phrases;

/** Notes for the user on an import. */
export const IMPORT_NOTES = { ...valueNotes, ...splitNotes };
export type ImportNote = PhraseOf<typeof IMPORT_NOTES>;
