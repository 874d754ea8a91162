import { describe, expect, it } from 'vitest';
import type { ReadOptions } from '../../contract/dataset';
import { fileReasonText, importNoteText, labelSourceText } from '../../contract/problems/catalogue';
import { refused, wordedDoubts } from '../../testing/import-fixture';
import type { Folder } from './format';
import { treeOf, type Leaf } from './folder-tree';

/** A folder of paths: `a/3` stands for three pictures in `a`. The content of a file is its name, unless given. */
function folderOf(patterns: readonly string[], contents: Readonly<Record<string, string>> = {}): Folder {
  const paths = patterns.flatMap((pattern) => {
    const cut = pattern.lastIndexOf('/');
    const count = Number(pattern.slice(cut + 1));
    if (Number.isNaN(count)) return [pattern];
    return Array.from({ length: count }, (_, i) => `${pattern.slice(0, cut + 1)}${String(i)}.png`);
  });
  const holds = (path: string) => contents[path] ?? path.split('/').slice(-2).join('/');
  return {
    paths,
    read: () => Promise.reject(new Error('Nothing is read.')),
    start: () => Promise.reject(new Error('Nothing is read.')),
    fileAt: () => null,
    originOf: (path) => contents[path] ?? path,
    isCopy: (path, other) => Promise.resolve(holds(path) === holds(other)),
    leftOut: [],
    doubts: [],
    close: () => undefined,
  };
}

type Options = Partial<Pick<ReadOptions, 'classes' | 'split'>>;
async function tree(patterns: readonly string[], options: Options = {}, contents?: Record<string, string>) {
  const folder = folderOf(patterns, contents);
  const found = await treeOf(folder, folder.paths, { classes: 'auto', split: 'auto', ...options });
  return {
    train: counts(found.train),
    test: found.test && counts(found.test),
    source: found.labelSource && labelSourceText(found.labelSource),
    notes: found.notes.map((note) => importNoteText(note)),
    doubts: wordedDoubts(found.doubts),
    out: found.leftOut.map(({ name, why }) => `${name} ${fileReasonText(why)}`),
  };
}
/** Number of pictures of each class. */
function counts(leaves: readonly Leaf[]): Record<string, number> {
  const all: Record<string, number> = {};
  for (const { className } of leaves) all[String(className)] = (all[String(className)] ?? 0) + 1;
  return all;
}
const AS_SPLITS = expect.objectContaining({
  option: 'split',
  choices: [expect.objectContaining({ value: 'folders' }), expect.objectContaining({ value: 'none' })],
}) as unknown;
const AS_CLASSES = expect.objectContaining({
  option: 'split',
  choices: [expect.objectContaining({ value: 'none' }), expect.objectContaining({ value: 'folders' })],
}) as unknown;

describe('splits', () => {
  const ab = { a: 3, b: 2 };
  const test = { a: 1, b: 1 };
  it.each<[string, string, string]>([
    ['train and test', 'train', 'test'],
    ['other words', 'Training', 'Testing'],
    ['validation alone', 'train', 'valid'],
    ['capitals', 'TRAIN', 'TEST'],
    ['a word before', 'seg_train', 'seg_test'],
    ['a word after', 'train-images-jpg', 'test-images-jpg'],
    ['sets', 'training_set', 'test_set'],
    ['one word', 'trainset', 'testset'],
    ['camel case', 'TrainSet', 'TestSet'],
    ['camel case behind', 'aslTrain', 'aslTest'],
    ['years', 'train2017', 'val2017'],
    ['a number', 'train', 'test1'],
    ['dots', 'fruits.train', 'fruits.test'],
    ['blanks', 'fruits (train)', 'fruits (test)'],
    ['numbers before', '1.Training', '2.Validation'],
    ['dev', 'train', 'dev'],
    ['eval', 'data_train', 'data_eval'],
    ['no border', 'mnisttrain', 'mnisttest'],
    ['Korean', '학습', '시험'],
    ['Korean words', '학습용 데이터', '검증용 데이터'],
    ['Chinese', '训练集', '测试集'],
  ])('are recognised by %s: %s, %s', async (_, trainName, testName) => {
    const found = await tree([`${trainName}/a/3`, `${trainName}/b/2`, `${testName}/a/1`, `${testName}/b/1`]);
    expect(found).toEqual({
      train: ab,
      test,
      source: `the folders below “${trainName}”`,
      notes: [],
      doubts: [],
      out: [],
    });
  });

  it('are recognised by content if their names have little in common', async () => {
    const found = await tree([
      'Training/a/3',
      'Training/b/2',
      'test-multiple_fruits/a/1',
      'test-multiple_fruits/b/1',
    ]);
    expect(found).toMatchObject({ train: ab, test, doubts: [] });
    const flat = await tree(['train/a/3', 'train/b/2', 'unseen test images of june/4']);
    expect(flat).toMatchObject({ train: ab, test: null, doubts: [AS_SPLITS] });
  });

  it('are found below folders that repeat a name or carry no information', async () => {
    const twice = [
      'seg_train/seg_train/a/3',
      'seg_train/seg_train/b/2',
      'seg_test/seg_test/a/1',
      'seg_test/seg_test/b/1',
    ];
    const found = await tree([...twice, 'seg_pred/seg_pred/4']);
    expect(found).toMatchObject({ train: ab, test, doubts: [] });
    expect(found.out).toEqual([
      'seg_pred holds 4 images, but is none of the splits, “seg_train” and “seg_test”',
    ]);
    const images = await tree([
      'x/train/images/a/3',
      'x/train/images/b/2',
      'x/test/Test/a/1',
      'x/test/Test/b/1',
    ]);
    expect(images).toMatchObject({ train: ab, test });
    // A split may have a single class.
    const one = await tree(['train/a/3', 'train/b/2', 'test/a/1']);
    expect(one).toMatchObject({ train: ab, test: { a: 1 } });
  });

  it('leave other folders out', async () => {
    const found = await tree([
      'Training/a/3',
      'Training/b/2',
      'Test/a/1',
      'Test/b/1',
      'papers/2',
      'test-multiple/9',
      '1.png',
    ]);
    expect(found).toMatchObject({ train: ab, test, doubts: [] });
    expect(found.out).toEqual([
      'papers holds 2 images, but is none of the splits, “Training” and “Test”',
      'test-multiple holds 9 images, but is none of the splits, “Training” and “Test”',
      '1.png lies beside the folders of the splits, “Training” and “Test”',
    ]);
  });

  it('are imported once if there is a copy beside them', async () => {
    const own = ['train/a/3', 'train/b/2', 'test/a/1', 'test/b/1', 'val/a/1'];
    const copied = await tree([...own, ...own.map((path) => `chest/${path}`)]);
    expect(copied).toMatchObject({ train: ab, test });
    expect(copied.out).toEqual([
      'chest holds 8 images that also lie beside it',
      'val holds 1 image for validation, and there is a test split, too',
    ]);
    const changed = await tree([...own, 'chest/train/a/1'], {}, { 'chest/train/a/0.png': 'other' });
    expect(changed.out[0]).toMatch(/^chest holds 1 image, but is none of the splits/);
    const classes = await tree(['a/3', 'b/2', 'plants/a/3', 'plants/b/2']);
    expect(classes).toMatchObject({ train: ab, test: null });
    expect(classes.out).toEqual(['plants holds 5 images that also lie beside it']);
  });

  it('may be deeper, in a folder or in class folders', async () => {
    const yolo = await tree(['images/train/3', 'images/val/1']);
    expect(yolo).toMatchObject({ train: { null: 3 }, test: { null: 1 }, source: null });
    const masks = await tree(['images/train/3', 'images/val/1', 'labels/train/3', 'labels/val/1']);
    expect(masks).toMatchObject({ train: { null: 3 }, test: { null: 1 } });
    expect(masks.out).toEqual(['labels holds 4 images that seem to describe those beside it']);
    const inTrain = await tree(['train/images/3', 'train/masks/3', 'test/images/1', 'test/masks/1']);
    expect(inTrain).toMatchObject({ train: { null: 3 }, test: { null: 1 } });
    const below = await tree(['a/train/3', 'b/train/2', 'a/test/1', 'b/test/1']);
    expect(below).toMatchObject({
      train: ab,
      test,
      source: 'the folders above “train” and “test”',
      doubts: [],
    });
    const wrapped = await tree(['data/train/a/3', 'data/train/b/2', 'data/test/a/1', 'docs/2']);
    expect(wrapped).toMatchObject({ train: ab, test: { a: 1 } });
    expect(wrapped.out).toEqual(['docs holds 2 images, but the splits are in “data”']);
  });

  it('contain images without their masks, at any level', async () => {
    const perClass = await tree(['a/images/3', 'a/masks/3', 'b/images/2', 'b/ground_truth/2']);
    expect(perClass).toMatchObject({ train: ab, notes: [] });
    expect(perClass.out).toEqual([
      'a/masks holds 3 images that seem to describe those beside it',
      'b/ground_truth holds 2 images that seem to describe those beside it',
    ]);
    const voc = await tree(['VOC/JPEGImages/3', 'VOC/SegmentationClass/2', 'VOC/SegmentationObject/2']);
    expect(voc).toMatchObject({ train: { null: 3 } });
    for (const names of [
      ['mask', 'no_mask'],
      ['with_mask', 'without_mask'],
      ['images', 'masks', 'photos'],
    ]) {
      const classes = await tree(names.map((name) => `${name}/2`));
      expect([Object.keys(classes.train).sort(), classes.out]).toEqual([names, []]);
    }
  });

  it('are imported once if their names differ only in capitals and their content is the same', async () => {
    const own = ['Train/a/3', 'Train/b/2', 'Test/a/1', 'Test/b/1'];
    const twice = [...own, ...own.map((path) => path.toLowerCase()), 'Meta/2', 'meta/2'];
    const found = await tree(twice);
    expect(found).toMatchObject({ train: ab, test });
    expect(found.out.slice(-2)).toEqual([
      expect.stringMatching(/^(Train|train) holds the same 5 images as (Train|train)/),
      expect.stringMatching(/^(Test|test) holds the same 2 images as (Test|test)/),
    ]);
    const other = await tree(twice, {}, { 'Train/a/0.png': 'other' });
    expect(other).toMatchObject({ train: { a: 6, b: 4 }, test });
    expect(other.notes).toEqual([expect.stringMatching(/^“[Tt]rain” and “[Tt]rain” are taken together\.$/)]);
  });

  it('may contain classes in their names', async () => {
    const found = await tree(['train_a/3', 'train_b/2', 'test_a/1', 'test_b/1']);
    expect(found).toMatchObject({ train: ab, test, doubts: [] });
    expect(found.source).toMatch(/^the rest of the names of “train_a”/);
    expect(await tree(['train_0/3', 'train_1/2', 'test_0/1', 'test_1/1'])).toMatchObject({
      train: { 0: 3, 1: 2 },
      test: { 0: 1, 1: 1 },
    });
    const parts = await tree(['train_1/a/3', 'train_2/b/2', 'test/a/1', 'test/b/1']);
    expect(parts).toMatchObject({ train: ab, test });
  });

  it('have no classes if there is only one folder', async () => {
    expect(await tree(['train/images/3', 'test/images/1'])).toMatchObject({
      train: { null: 3 },
      test: { null: 1 },
      source: null,
    });
    expect(await tree(['train/faces/3', 'test/faces/1'])).toMatchObject({
      train: { null: 3 },
      test: { null: 1 },
    });
  });

  it('may be a single one, beside the classes it belongs to', async () => {
    expect(await tree(['a/3', 'b/2', 'test/a/1', 'test/b/1'])).toMatchObject({ train: ab, test, doubts: [] });
    const flat = await tree(['a/3', 'b/2', 'test/4']);
    expect(flat).toMatchObject({ train: ab, test: null, doubts: [AS_SPLITS] });
    expect(flat.out).toEqual(['test holds 4 images without folders of classes']);
    const other = await tree(['train/a/3', 'train/b/2', 'papers/1']);
    expect(other).toMatchObject({ train: ab, test: null, doubts: [AS_SPLITS] });
    expect(other.source).toBe('the folders below “train”');
  });

  it('of several datasets are refused', async () => {
    const paths = ['x', 'y'].flatMap((name) => [
      `${name}/train/a/1`,
      `${name}/train/b/1`,
      `${name}/test/a/1`,
    ]);
    await expect(tree(paths)).rejects.toMatchObject(refused('several', /^“x” and “y” each have splits/));
  });
});

describe('classes', () => {
  it.each<[string, string[]]>([
    ['with a split inside a word', ['trains', 'contest', 'latest', 'testudo', 'value']],
    ['with the start of one', ['terrain', 'device', 'trail', 'text', 'vale']],
    ['trains and tests', ['attest', 'strain', 'validity', 'invalid']],
  ])('may have names like splits: %s', async (_, names) => {
    const found = await tree(names.map((name) => `${name}/2`));
    expect(Object.keys(found.train)).toEqual(expect.arrayContaining(names));
    expect(found).toMatchObject({ test: null, doubts: [], out: [], source: 'the first folder level' });
  });

  it.each<[string, string[]]>([
    ['shoes', ['training shoes', 'boots', 'sandals']],
    ['vehicles', ['bus', 'car', 'train']],
    ['two of them', ['training shoes', 'test tubes', 'boots']],
    ['coins', ['valid', 'counterfeit']],
  ])('may be named after a split, with a doubt: %s', async (_, names) => {
    const found = await tree(names.map((name) => `${name}/2`));
    expect(Object.keys(found.train).sort()).toEqual([...names].sort());
    expect(found).toMatchObject({ test: null, out: [], doubts: [AS_CLASSES] });
  });

  it('named as splits may have subfolders', async () => {
    const found = await tree(['train/front/2', 'train/back/2', 'bus/front/2', 'bus/back/2']);
    expect(found).toMatchObject({ train: { train: 4, bus: 4 }, test: null, doubts: [AS_CLASSES] });
  });

  it('are matched between splits if they differ only in capitals or in Unicode normalisation', async () => {
    const found = await tree([
      'train/Cats/2',
      'train/caf\u00e9/1',
      'test/cats/1',
      'test/cafe\u0301/1',
      'test/x/1',
      'test/y/1',
    ]);
    expect(found).toMatchObject({ train: { Cats: 2, café: 1 }, test: { Cats: 1, café: 1, x: 1, y: 1 } });
    expect(found.notes).toEqual([
      '“cats” in the test split is the class “Cats”.',
      '2 classes are in the test split only, and nothing of them is trained on: x, y.',
    ]);
    const letters = await tree(['train/A/2', 'train/a/2', 'test/A/1', 'test/a/1']);
    expect(letters).toMatchObject({ train: { A: 2, a: 2 }, test: { A: 1, a: 1 }, notes: [] });
  });

  it('that differ only in capitals are separate within a split, with a note', async () => {
    const found = await tree(['Cats/2', 'cats/1', 'dogs/1', 'A/1', 'a/1']);
    expect(found).toMatchObject({ train: { Cats: 2, cats: 1, dogs: 1, A: 1, a: 1 } });
    expect(found.notes).toEqual(['“cats” and “Cats” are classes of their own.']);
  });

  it('are from the first level, with a note on deeper ones', async () => {
    const found = await tree(['x/y/cat/persian/2', 'x/y/cat/siamese/2', 'x/y/dog/1']);
    expect(found).toMatchObject({ train: { cat: 4, dog: 1 }, source: 'the third folder level' });
    expect(found.notes).toEqual([
      expect.stringMatching(/not looked at, e\.g\. cat\/persian and cat\/siamese/),
    ]);
  });

  it('need not include all images: the rest is left out if it is small, or in a separate split', async () => {
    const test = await tree(['train/a/3', 'train/b/2', 'test/6']);
    expect(test).toMatchObject({ train: { a: 3, b: 2 }, test: null });
    expect(test.out).toEqual(['test holds 6 images without folders of classes']);
    const both = await tree(['train/a/3', 'train/b/2', 'test/6', 'val/a/1']);
    expect(both).toMatchObject({ train: { a: 3, b: 2 }, test: { a: 1 } });
    const few = await tree(['a/10', 'b/10', 'cover.png']);
    expect(few).toMatchObject({ train: { a: 10, b: 10 }, out: ['cover.png is in no folder of a class'] });
    await expect(tree(['a/10', 'b/10', '5'])).rejects.toMatchObject(
      refused('mixed-folders', /^20 images lie in folders and 5 beside them, e\.g\. 0\.png/),
    );
    const reverse = await tree(['train/5', 'test/a/1', 'test/b/1']);
    expect(reverse).toMatchObject({
      train: { null: 5 },
      test: { null: 2 },
      notes: [expect.stringMatching(/not used/)],
    });
  });

  it('are ignored with classes: none', async () => {
    const none = { classes: 'none' } as const;
    expect(await tree(['a/3', 'b/2', '5'], none)).toMatchObject({
      train: { null: 10 },
      test: null,
      source: null,
    });
    expect(await tree(['train/a/3', 'train/b/2', 'test/6'], none)).toMatchObject({
      train: { null: 5 },
      test: { null: 6 },
      source: null,
    });
  });
});

describe('the option “split”', () => {
  it('reads folders as classes if it is “none”', async () => {
    const found = await tree(['train/a/3', 'train/b/2', 'test/a/1'], { split: 'none' });
    expect(found).toMatchObject({ train: { train: 5, test: 1 }, test: null, doubts: [] });
  });

  it('reads folders as splits if it is “folders”', async () => {
    const found = await tree(['training shoes/3', 'test tubes/2', 'boots/1'], { split: 'folders' });
    expect(found).toMatchObject({ train: { null: 3 }, test: { null: 2 }, doubts: [] });
    const valid = await tree(['a/3', 'b/1', 'valid/2'], { split: 'folders' });
    expect(valid).toMatchObject({ train: { a: 3, b: 1 }, test: null, doubts: [] });
  });
});

it('imports each file once, whatever links lead to it', async () => {
  const paths = ['all/3', 'train/a/1', 'train/b/1', 'test/a/1', 'train/b/linked.png'];
  const links = {
    'train/a/0.png': 'all/0.png',
    'train/b/0.png': 'all/1.png',
    'train/b/linked.png': 'all/0.png',
  };
  const found = await tree(paths, {}, links);
  expect(found).toMatchObject({ train: { a: 1, b: 1 }, test: { a: 1 } });
  expect(found.out).toContain('train/b/linked.png is a link to the same file as train/a/0.png');
});

it('interleaves classes, each in natural order', async () => {
  const folder = folderOf(['b/10.png', 'a/3', 'b/2.png', 'b/1.png']);
  const { train } = await treeOf(folder, folder.paths, { classes: 'auto', split: 'auto' });
  expect(train.map(({ path }) => path)).toEqual([
    'a/0.png',
    'b/1.png',
    'a/1.png',
    'b/2.png',
    'a/2.png',
    'b/10.png',
  ]);
});

it('accepts more pictures in a split than a call takes arguments', async () => {
  const folder = folderOf(['train/a/200000', 'test/a/2']);
  const { train, test } = await treeOf(folder, folder.paths, { classes: 'auto', split: 'auto' });
  expect([train.length, test?.length]).toEqual([200_000, 2]);
});
