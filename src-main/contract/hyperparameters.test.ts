import { describe, expect, it } from 'vitest';
import {
  choice,
  EXPORT_GROUP,
  integer,
  meaningful,
  parseFieldText,
  problemWith,
  rangeText,
  resolveHyperparameters,
  sizes,
  sizesOf,
  valueText,
} from './hyperparameters';
import { fieldReasonText } from './problems/catalogue';

const base = {
  label: 'Hidden units',
  help: '',
  group: 'Architecture',
  min: 1,
  max: 4096,
  maxCount: 3,
} as const;
const hidden = sizes({ ...base, default: '512, 256' });
const optional = sizes({ ...base, default: '', emptyText: 'none' });
const resolve = (value: unknown, field = hidden) =>
  resolveHyperparameters({ hidden: field }, { hidden: value });

describe('sizes of layers', () => {
  it('are read with and without blanks, and a single one as a number', () => {
    for (const given of ['400,20', ' 400 , 20 ', '400, 20']) {
      expect(parseFieldText(hidden, given)).toBe('400, 20');
      expect(resolve(given).values).toEqual({ hidden: '400, 20' });
    }
    expect(resolve(400).values).toEqual({ hidden: '400' });
    expect(sizesOf('400, 20')).toEqual([400, 20]);
    expect(sizesOf('')).toEqual([]);
  });

  it.each(['0', '5000', '1.5', '10, ', 'many', '1, 2, 3, 4', '', true, [512]])('refuses %j', (given) => {
    const reason = resolve(given).problems?.hidden;
    expect(reason && fieldReasonText(reason)).toMatch(/^Hidden units (are whole numbers|must have)/);
    expect(problemWith(hidden, given)).not.toBeNull();
  });

  it('may be empty if the field defines what that means', () => {
    expect(resolve('', optional).values).toEqual({ hidden: '' });
    expect(valueText(optional, '')).toBe('none');
    expect(valueText(hidden, '512, 256')).toBe('512, 256');
    expect(rangeText(hidden)).toBe('up to 3, each 1 – 4096');
  });
});

it('a field with a meaning for one value of a choice is left out with others', () => {
  const base = { label: '', help: '', group: EXPORT_GROUP } as const;
  const fields = {
    walk: choice({
      ...base,
      default: 'all',
      options: ['all', 'random'].map((value) => ({ value, label: value })),
    }),
    seed: integer({ ...base, default: 1, min: 0, max: 9, onlyWith: { field: 'walk', value: 'random' } }),
  };
  const namesWith = (walk: string) => meaningful(fields, () => walk).map(([name]) => name);
  expect([namesWith('all'), namesWith('random')]).toEqual([['walk'], ['walk', 'seed']]);
});
