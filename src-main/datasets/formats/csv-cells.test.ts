import { describe, expect, it } from 'vitest';
import { cells } from './csv-cells';

describe('cells', () => {
  it.each<[string, string[]]>([
    ['a,b,c', ['a', 'b', 'c']],
    [' a ,\tb, c ', ['a', 'b', 'c']],
    ['', ['']],
    [',', ['', '']],
    ['"a,b",c', ['a,b', 'c']],
    ['a, "b,c" ,d', ['a', 'b,c', 'd']],
    ['"say ""yes""",1', ['say "yes"', '1']],
    ['"","",""', ['', '', '']],
    ['"a"', ['a']],
    ['5" nail,1', ['5" nail', '1']],
    ['"a"b,1', ['"a"b', '1']],
    ['"never closed,1', ['"never closed', '1']],
    ['1,"', ['1', '"']],
    ['"a","', ['a', '"']],
  ])('of %j', (line, expected) => {
    expect(cells(line, ',')).toEqual(expected);
  });

  const size = 1_000_000;
  it.each([
    ['blanks and a quote', `3,${' '.repeat(size)}4"5`],
    ['quotes', '"'.repeat(size)],
    ['quotes and blanks', '" '.repeat(size / 2)],
    ['quotes and separators', '",'.repeat(size / 2)],
    ['open quotes', '"a,'.repeat(size / 3)],
    ['doubled quotes', `"${'x"",'.repeat(size / 4)}`],
    ['an open quote before doubled ones', `"${'""x,'.repeat(size / 4)}"z`],
    ['quoted cells', '"a" ,'.repeat(size / 5)],
  ])('of a million characters are split in linear time: %s', (_, line) => {
    const start = performance.now();
    cells(line, ',');
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
