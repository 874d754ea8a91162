import { expect, it } from 'vitest';
import { table } from './text';

it('aligns the columns of tables', () => {
  const rows = [
    ['10', 'x'],
    ['2', ''],
  ];
  expect(table(['a', 'name'], rows)).toBe('a   name\n10  x\n2');
});

it('counts Korean as twice as wide', () => {
  expect(table(['이름', 'b'], [['first', 'x']])).toBe('이름   b\nfirst  x');
});
