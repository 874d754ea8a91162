import { expect, it } from 'vitest';
import { table } from './text';

it('lines up tables', () => {
  const rows = [
    ['10', 'x'],
    ['2', ''],
  ];
  expect(table(['a', 'name'], rows)).toBe('a   name\n10  x\n2');
});
