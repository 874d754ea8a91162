import { expect, it } from 'vitest';
import { ImportReportSchema } from '../contract/dataset';
import { importNoteText, roleText } from '../contract/problems/catalogue';
import { classesText, doubtOptionsText, itemsText, leftOutText } from './import-text';

it('says what a dataset holds', () => {
  const shape = { width: 28, height: 28, channels: 3 } as const;
  expect(itemsText({ ...shape, kind: 'images', trainCount: 9000, testCount: 1 })).toBe(
    '9\u202f000 training and 1 test images, 28 × 28 RGB',
  );
});

it('names the classes, their counts in each split, and where the labels were found', () => {
  const classes = [
    { name: 'cat', trainCount: 1200, testCount: 0 },
    { name: 'dog', trainCount: 7, testCount: 3 },
  ];
  const labelSource = { code: 'column', column: { number: 1, name: 'pet' } } as const;
  expect(classesText({ classes, labelSource })).toBe(
    '2 classes, from column 1 (“pet”), training + test: cat (1\u202f200 + 0), dog (7 + 3).',
  );
  expect(classesText({ classes: [], labelSource: null })).toBe('No classes: the items have no labels.');
  const many = Array.from({ length: 22 }, (_, i) => ({ name: `c${String(i)}`, trainCount: 1, testCount: 1 }));
  expect(classesText({ classes: many, labelSource: null })).toMatch(
    /^22 classes, training.*c19 \(1 \+ 1\) and 2 more\.$/,
  );
});

it('says what was left out and why, for the first few items', () => {
  expect(leftOutText({ leftOut: [], leftOutCount: 0 })).toBe('');
  const leftOut = Array.from({ length: 6 }, (_, i) => ({ name: `${String(i)}.jpg`, why: 'empty' as const }));
  expect(leftOutText({ leftOut: leftOut.slice(0, 1), leftOutCount: 1 })).toBe('Left out, 1: 0.jpg is empty.');
  expect(leftOutText({ leftOut, leftOutCount: 1006 })).toBe(
    'Left out, 1\u202f006: 0.jpg is empty; 1.jpg is empty; 2.jpg is empty; 3.jpg is empty; 4.jpg is empty; and 1\u202f001 more.',
  );
});

it('names the option that resolves a doubt', () => {
  const column = (number: number) => ({ code: 'column', column: { number, name: null } }) as const;
  const choices = [1, 65].map((number) => ({ value: String(number), label: column(number) }));
  const why = { code: 'label-column', file: 'd.csv', column: column(1).column, why: 'other-end' } as const;
  expect(doubtOptionsText({ why, option: 'label', choices })).toBe(
    '--label 1 (column 1), --label 65 (column 65)',
  );
});

it('names the column that was left out', () => {
  const column = { number: 3, name: 'id' };
  expect(leftOutText({ leftOut: [{ name: 'd.csv', column, why: 'row-numbers' }], leftOutCount: 1 })).toBe(
    'Left out, 1: d.csv: column 3 (“id”) numbers the rows.',
  );
});

it('shows texts recorded by an earlier version', () => {
  const fields = { leftOut: true, labelSource: true, notes: true, files: true } as const;
  const { leftOut, labelSource, notes, files } = ImportReportSchema.pick(fields).parse({
    files: [{ name: 'x.npy', role: 'train images' }],
    leftOut: [{ name: 'a.pdf', why: 'is a document, not data' }],
    labelSource: 'the folders below “train”',
    notes: ['Commas are read as decimal marks.'],
  });
  expect(leftOutText({ leftOut, leftOutCount: 1 })).toBe('Left out, 1: a.pdf is a document, not data.');
  const classes = [{ name: 'cat', trainCount: 1, testCount: 1 }];
  expect(classesText({ classes, labelSource })).toMatch(/^1 class, from the folders below “train”, /);
  expect(notes.map((note) => importNoteText(note))).toEqual(['Commas are read as decimal marks.']);
  expect(files.map(({ role }) => roleText(role))).toEqual(['train images']);
});
