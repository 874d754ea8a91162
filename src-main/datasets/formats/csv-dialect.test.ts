import { describe, expect, it } from 'vitest';
import { declaredSeparator, dialectOf } from './csv-dialect';
import { numberIn } from './csv-numbers';

describe('dialectOf', () => {
  it.each<[string, string[], string, string]>([
    ['whole numbers', ['1,2', '3,4'], ',', '.'],
    ['fractions in words', ['a,1.5', 'b,2.5'], ',', '.'],
    ['decimal commas', ['1,5;2', '3;4,5'], ';', ','],
    ['decimal commas of three digits', ['1,234;5,678', '2,345;6,789'], ';', ','],
    ['thousands between commas', ['"1,234","5,678"', '"2,345","6,789"'], ',', '.'],
    ['both marks', ['1.234,5;1', '2.345,5;2'], ';', ','],
    ['thousands and fractions', ['1,234.5;1', '2,345.5;2'], ';', '.'],
    ['blanks after commas', ['1, 2', '3, 4'], ',', '.'],
    ['blanks', ['1  2', '3 4'], 'blanks', '.'],
    ['tabs and words with blanks', ['1\t2\tNew York', '3\t4\tRome'], '\t', '.'],
    ['tabs and words with numbers', ['x\ty\tclass', '1\t2\tclass 0', '3\t4\tclass 1'], '\t', '.'],
    ['numbers in a column of text', ['t,v', '0,70 80 90', '1,71 81 91'], ',', '.'],
    ['a row that is cut off', ['1;2;3', '4;5;6', '7', '8;9;1'], ';', '.'],
    ['one row', ['1;2'], ';', '.'],
  ])('finds the dialect of %s', (_, rows, separator, decimal) => {
    expect(dialectOf(rows, null)).toEqual({ separator, decimal });
  });

  it('respects a declared separator', () => {
    expect(dialectOf(['1,5|2', '3|4,5'], '|')).toEqual({ separator: '|', decimal: ',' });
    expect(dialectOf(['1,2;3', '4,5;6'], ',')).toEqual({ separator: ',', decimal: '.' });
    expect(['sep=;', '"sep=|"', 'SEP=,', 'sep=\t', 'sep=x', 'x;sep=;'].map(declaredSeparator)).toEqual([
      ';',
      '|',
      ',',
      '\t',
      null,
      null,
    ]);
  });
});

describe('numberIn', () => {
  it.each<[string, number, number]>([
    ['1.5', 1.5, NaN],
    ['1,5', NaN, 1.5],
    ['1,234', 1234, 1.234],
    ['1.234', 1.234, 1234],
    ['0,125', NaN, 0.125],
    ['1,234.5', 1234.5, NaN],
    ['-1.234.567,8', NaN, -1234567.8],
    ["12'345.6", 12345.6, NaN],
    ['1 234', 1234, 1234],
    ['1\u202f234,5', NaN, 1234.5],
    ['\u22123', -3, -3],
    [' 7 ', 7, 7],
    ['1e-3', 0.001, 0.001],
    ['1,5E+02', NaN, 150],
    ['', NaN, NaN],
    [' ', NaN, NaN],
    ['x', NaN, NaN],
    ['1,,2', NaN, NaN],
    ['12,34', NaN, 12.34],
    ['.5', 0.5, NaN],
    ['0', 0, 0],
  ])('reads %j', (cell, withPoints, withCommas) => {
    expect(numberIn(cell, '.')).toBe(withPoints);
    expect(numberIn(cell, ',')).toBe(withCommas);
  });
});
