import { countText } from '../../numbers';
import { phraseText, type PhraseOf } from '../phrases';
import type { Words } from '../words';
import { elementReasons, FILE_REASONS, type FileReason } from './file-reasons';
import { shapeText, type ItemsShape } from './items';
import { quoted } from './lists';
import { endingWith } from './options';

/** The items of a dataset, in the plural. */
type Noun = 'images' | 'points';
interface Named {
  name: string;
}
type Counted = Named & { count: number };

const SHAPES =
  'Images are arrays [n, h, w], [n, h, w, 3], [n, 3, h, w], or flattened [n, 784] or [n, 3072]; points are [n, 2], labels [n].';

const NPY_DAMAGE = {
  'no-array': 'it is no NumPy array',
  'long-header': 'its header is too long',
  'cut-header': 'it is cut off inside its header',
  'other-header': 'its header is not one of NumPy',
  shape: 'its shape is impossible',
} as const;

const orWithout = (sentence: string) =>
  endingWith('--classes none', `${sentence}, or take the items in without labels`);

/** How splits, labels and classes fit together. */
const splitProblems = {
  'dataset.mismatch.labels': ({ labelled, unlabelled }: { labelled: string; unlabelled: string }): Words => ({
    message: `${labelled} has labels, but ${unlabelled}, which is for training, has none.`,
    advice: endingWith('--classes none', 'Give its labels too, or take everything in without labels'),
  }),
  'dataset.mismatch.splits': ({ a, b }: Record<'a' | 'b', Named & { holds: ItemsShape }>): Words => ({
    message: `${a.name} holds ${shapeText(a.holds)}, and ${b.name} ${shapeText(b.holds)}; both splits must be alike.`,
    advice: 'Give files of one dataset.',
  }),
  'dataset.mismatch.one-split': ({ name, noun }: Named & { noun: Noun }): Words => ({
    message: `There are train and test ${noun}, but labels of one split only: ${name}.`,
    advice: 'Give labels for both splits, or leave them out.',
  }),
  'dataset.mismatch.counts': ({
    items,
    labels,
    noun,
  }: {
    items: Counted;
    labels: Counted;
    noun: Noun;
  }): Words => ({
    message: `${items.name} holds ${countText(items.count)} ${noun}, but ${labels.name} ${countText(labels.count)} labels.`,
    advice: `Give ${noun} and labels that belong together.`,
  }),
  'dataset.two-alike': ({
    a,
    b,
    split,
    noun,
  }: {
    a: string;
    b: string;
    split: 'train' | 'test';
    noun: Noun | 'labels';
  }): Words => ({
    message: `${a} and ${b} both look like ${split} ${noun}.`,
    advice:
      noun === 'labels'
        ? 'Give one train and one test file.'
        : 'Give one train and one test file, or only one of the two.',
  }),
  'dataset.ambiguous': ({ a, b, noun }: { a: string; b: string; noun: Noun }): Words => ({
    message: `Neither the names nor the counts show which of ${a} and ${b} holds the train ${noun}.`,
    advice: 'Put “train” and “test” into the file names.',
  }),
  'dataset.too-many.sets': ({ names, noun }: { names: readonly string[]; noun: Noun }): Words => ({
    message: `There are ${String(names.length)} sets of ${noun} (${names.join(', ')}); a dataset has at most a train and a test split.`,
    advice: `Give the files of one dataset: ${noun} and labels of train and test.`,
  }),
  'dataset.too-many.labels': ({ names, noun }: { names: readonly string[]; noun: Noun }): Words => ({
    message: `There are more labels (${names.join(', ')}) than ${noun}.`,
    advice: `Give the files of one dataset: ${noun} and labels of train and test.`,
  }),
  'dataset.no-items.nothing': (): Words => ({
    message: 'There are neither images nor points in what was given.',
    advice: 'Give the images too, e.g. train-images-idx3-ubyte.',
  }),
  'dataset.no-items.labels': ({ name, are }: Named & { are: 'idx' | 'arrays' }): Words => ({
    message: `${name} holds labels, but the images they belong to are missing.`,
    advice: are === 'arrays' ? SHAPES : 'Give the images too, e.g. train-images-idx3-ubyte.',
  }),
};

/** NumPy's arrays, and CIFAR's files. */
const arrayProblems = {
  'dataset.npy': ({ name, why }: Named & { why: keyof typeof NPY_DAMAGE }): Words => ({
    message: `${name} cannot be read: ${NPY_DAMAGE[why]}.`,
    advice: 'Copy or download the file again.',
  }),
  'dataset.truncated': ({ name }: Named): Words => ({
    message: `${name} is cut off.`,
    advice: 'Copy or download the file again.',
  }),
  'dataset.too-large.arrays': ({ name, count, most }: Counted & { most: number }): Words => ({
    message: `${name} holds ${countText(count)} arrays; at most ${countText(most)} can be read.`,
    advice: 'Save the images as one array [n, h, w], and their labels as another.',
  }),
  'dataset.element-type.array': ({ name, why }: Named & { why: PhraseOf<typeof elementReasons> }): Words => ({
    message: `${name} ${phraseText(elementReasons, why)}.`,
    advice: endingWith(
      '--classes none',
      'Save the array as numbers or texts, e.g. with astype, or take everything in without labels',
    ),
  }),
  /** @param arrays some of them, with the shape of numeric ones */
  'dataset.no-items.arrays': ({
    files,
    arrays,
    areVolumes,
  }: {
    files: readonly string[];
    arrays: readonly (Named & { shape: readonly number[] | null })[];
    areVolumes: boolean;
  }): Words => {
    const shown = arrays.map(({ name, shape }) =>
      shape === null ? `${name} holds texts` : `${name} has the shape [${shape.join(', ')}]`,
    );
    return {
      message: `There are neither images nor points in ${files.join(', ')}${shown.length === 0 ? '' : `: ${shown.join(', ')}`}.`,
      advice: areVolumes ? `Volumes are not read: save slices of them. ${SHAPES}` : SHAPES,
    };
  },
  'dataset.label.no-array': ({ label, arrays }: { label: string; arrays: readonly string[] }): Words => ({
    message: `There is no array “${label}” of labels; there ${arrays.length === 1 ? 'is' : 'are'} ${arrays.join(', ') || 'none'}.`,
    advice: endingWith(
      '--label',
      'Give the name of an array of labels, or a part of it that train and test have in common',
    ),
  }),
  'dataset.labels.empty': ({ name }: Named): Words => ({
    message: `${name} holds a label without text.`,
    advice: 'Name the class of each item.',
  }),
  /** @param value as text, because JSON cannot represent every number */
  'dataset.labels.fraction': ({ name, value }: Named & { value: string }): Words => ({
    message: `${name} holds ${value}, which is no whole number and so no label.`,
    advice: orWithout('Give the number of each item’s class'),
  }),
  'dataset.labels.several': ({ name, values }: Named & { values: number }): Words => ({
    message: `${name} holds ${countText(values)} values for each item, which are not a one among zeros; a label is one.`,
    advice: orWithout('Give the number of each item’s class, e.g. with numpy.argmax'),
  }),
  'dataset.mismatch.cifar': ({
    first,
    variant,
    other,
  }: Record<'first' | 'variant' | 'other', string>): Words => ({
    message: `${first} is of ${variant}, but ${other} is not.`,
    advice: 'Give the files of one of the two.',
  }),
  'dataset.labels.cifar': ({
    files,
    record,
    label,
    variant,
    classes,
  }: {
    files: readonly string[];
    record: number;
    label: number;
    variant: string;
    classes: number;
  }): Words => ({
    message: `Record ${countText(record)} of ${files.join(', ')} has the label ${String(label)}; ${variant} has ${String(classes)} classes.`,
    advice: 'Check that these are its files, in the binary version.',
  }),
  'dataset.too-large.class-names': ({ name }: Named): Words => ({
    message: `${name} is too long for a list of class names.`,
    advice: 'Leave it out.',
  }),
};

/** Folders and ZIPs of pictures. */
const folderProblems = {
  'dataset.no-items.pictures': ({ name, count, formats }: Counted & { formats: string }): Words => ({
    message: `${name} holds no images: none of its ${countText(count)} files is a ${formats}.`,
    advice:
      'Give images in a subfolder for each class. Files of another kind are to be given themselves, not in a ZIP.',
  }),
  /** @param example an image outside the class folders */
  'dataset.mixed-folders': ({
    inFolders,
    beside,
    example,
  }: {
    inFolders: number;
    beside: number;
    example: string;
  }): Words => ({
    message: `${countText(inFolders)} images lie in folders and ${countText(beside)} beside them, e.g. ${example}.`,
    advice: endingWith(
      '--classes none',
      'Put every image into the folder of its class, or take all of them in without labels',
    ),
  }),
  'dataset.several.splits': ({ folders }: { folders: readonly string[] }): Words => ({
    message: `${quoted(folders)} each have splits with folders of classes in them: they look like several datasets.`,
    advice: 'Give one of them at a time.',
  }),
  /** @param named some of them */
  'dataset.pictures': ({
    unreadable,
    count,
    named,
  }: {
    unreadable: number;
    count: number;
    named: readonly { name: string; why: FileReason }[];
  }): Words => {
    const more = unreadable - named.length;
    return {
      message: `${countText(unreadable)} of ${countText(count)} images cannot be read: ${named.map(({ name, why }) => `${name} ${phraseText(FILE_REASONS, why)}`).join('; ')}${more > 0 ? `; and ${countText(more)} more` : ''}.`,
      advice:
        'Replace or remove them, and give the folder again. Up to 5 % of the images are left out by themselves.',
    };
  },
};

export const collectionProblems = { ...splitProblems, ...arrayProblems, ...folderProblems };
