import { countText } from '../../numbers';
import type { Words } from '../words';
import { columnsText, columnText, type Column, type SomeColumns } from './columns';
import { endingWith, withOption } from './options';

interface Table {
  file: string;
}

/** What is wrong with a line. */
type Cell =
  | { columns: number; expected: number }
  | { cell: string; column: Column }
  | { noLabelIn: Column }
  | { characters: number; column: Column }
  | { label: string; column: Column };

function cellText(what: Cell): string {
  if ('expected' in what)
    return `has ${countText(what.columns)} columns, while the first has ${countText(what.expected)}`;
  if ('cell' in what) return `has “${what.cell}” in ${columnText(what.column)}, which is no number`;
  if ('noLabelIn' in what) return `has no label in ${columnText(what.noLabelIn)}`;
  if ('characters' in what)
    return `has ${countText(what.characters)} characters for a label in ${columnText(what.column)}`;
  return `has the label ${what.label} in ${columnText(what.column)}, which is neither whole nor a word`;
}

/** Problems of CSV tables. */
export const tableProblems = {
  'dataset.cell': ({ file, line, what }: Table & { line: number; what: Cell }): Words => ({
    message: `Line ${countText(line)} of ${file} ${cellText(what)}.`,
    advice: withOption(
      '--label',
      (option) =>
        `Correct the line, or name the column of the label where it is another${option === null ? '' : ` (${option})`}, and give the file again.`,
    ),
  }),
  'dataset.columns.too-many': ({
    file,
    line,
    most,
    side,
  }: Table & { line: number; most: number; side: number }): Words => ({
    message: `Line ${countText(line)} of ${file} has more than ${countText(most)} columns, which are more than the pixels of an image of ${String(side)}×${String(side)}.`,
    advice: 'Check that it is a table with a row for each image or point.',
  }),
  'dataset.columns.neither': ({ file, columns }: Table & { columns: number }): Words => ({
    message: `${file} has ${countText(columns)} columns, which make neither points nor square images.`,
    advice:
      'Give a row for each image (label,pixel0,pixel1,…; 784 pixels make 28×28) or for each point (x,y or x,y,label).',
  }),
  'dataset.empty.rows': ({ file }: Table): Words => ({
    message: `${file} has no rows of data.`,
    advice:
      'Give a row for each image (label,pixel0,pixel1,…; 784 pixels make 28×28) or for each point (x,y or x,y,label).',
  }),
  /** @param choice the value of `--label` for the last column */
  'dataset.columns.three': ({
    file,
    columns,
    choice,
  }: Table & { columns: SomeColumns; choice: string }): Words => ({
    message: `${file} has numbers in ${columnsText(columns)}, but points have two coordinates.`,
    advice: endingWith(`--label ${choice}`, 'Leave columns out, or name the one that holds the class'),
  }),
  'dataset.columns.beside-label': ({ file, columns }: Table & { columns: SomeColumns }): Words => ({
    message: `Beside the label ${file} has ${columnsText(columns)}, but points have two coordinates.`,
    advice: 'Give a table with two columns of coordinates and one of the label.',
  }),
  'dataset.label.no-column': ({ file, columns }: Table & { columns: SomeColumns }): Words => ({
    message: `${file} has no such column for the label; it has ${columnsText(columns)}.`,
    advice: endingWith('--label', 'Give the name of a column, or its number from 1'),
  }),
  'dataset.label.values': ({ files, label }: { files: readonly string[]; label: string }): Words => ({
    message: `In ${files.join(', ')} no column “${label}” can be taken for the label: all hold values.`,
    advice: endingWith('--label', 'Give the name of another column, or its number from 1'),
  }),
  'dataset.encoding': ({ file }: Table): Words => ({
    message: `${file} is not valid UTF-8.`,
    advice: withOption(
      '--encoding',
      (option) =>
        `Choose the encoding it was written in${option === null ? '' : ` (${option})`}, or save it as UTF-8.`,
    ),
  }),
  'dataset.too-large.line': ({ file, most }: Table & { most: number }): Words => ({
    message: `${file} has a line of more than ${countText(most)} characters.`,
    advice: 'Check that it is a table of text.',
  }),
  'dataset.too-large.blank-lines': ({ file, most }: Table & { most: number }): Words => ({
    message: `${file} has more than ${countText(most)} blank lines and comments, or very long ones.`,
    advice: 'Check that it is a table of text, and remove them.',
  }),
};
