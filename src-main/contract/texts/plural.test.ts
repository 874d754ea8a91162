import { expect, it } from 'vitest';
import { ordinal, plural } from './plural';

it('writes places as ordinals', () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 102].map(ordinal)).toEqual([
    '1st',
    '2nd',
    '3rd',
    '4th',
    '11th',
    '12th',
    '13th',
    '21st',
    '102nd',
  ]);
});

it('takes the English form of a number', () => {
  expect([0, 1, 2, 1.5].map((count) => plural(count, 'run', 'runs'))).toEqual([
    'runs',
    'run',
    'runs',
    'runs',
  ]);
});
