import { expect, it } from 'vitest';
import { refusal } from '../contract/error';
import { whyUnreadable } from './problem';

const messageWith = (text: string) =>
  refusal('dataset.cell', { file: 'd.csv', line: 2, what: { cell: text, column: { number: 1, name: null } } })
    .problem.message;

it.each([
  ['a tab', '1\t2', '1 2'],
  ['line ends', 'a\r\n\nb', 'a b'],
  ['what a terminal acts on', '\u001b[2J\u0007\u009b', '\uFFFD[2J\uFFFD\uFFFD'],
  ['what turns text around', 'a\u202Egnp.exe', 'a\uFFFDgnp.exe'],
  ['letters of any script', '고양이 😀', '고양이 😀'],
])('makes a message a single line of plain text with %s', (_, cell, shown) => {
  expect(messageWith(cell)).toBe(`Line 2 of d.csv has “${shown}” in column 1, which is no number.`);
});

it('maps every system error to a reason', () => {
  const why = (code?: string) => whyUnreadable(Object.assign(new Error('raw'), { code }));
  expect(why('ENOENT')).toBe('absent');
  expect(why('EACCES')).toBe('denied');
  for (const code of ['ENODATA', 'EWHATEVER', undefined]) expect(why(code)).toBe('other');
});
