import { describe, expect, it } from 'vitest';
import { boolean, choice, integer, number, sizes } from './hyperparameters';
import { fieldReasonText } from './problems/catalogue';
import { axisText, isSeveral, parseAxis } from './sweep-text';

const base = { label: 'Value', help: '', group: 'Optimisation' } as const;
const rate = number({ ...base, default: 0.001, min: 0.00001, max: 1, scale: 'log' });
const count = integer({ ...base, default: 64, min: 1, max: 1024 });
const plain = number({ ...base, default: 0, min: -10, max: 10 });
const layers = sizes({ ...base, default: '512, 256', min: 1, max: 1024, maxCount: 3 });
const loss = choice({
  ...base,
  default: 'a',
  options: [
    { value: 'a', label: 'A' },
    { value: 'b', label: 'B' },
  ],
});
const flag = boolean({ ...base, default: false });

describe('values of a hyperparameter as they are written', () => {
  it.each([
    ['numbers', rate, '0.0003, 0.001,0.003', [0.0003, 0.001, 0.003]],
    ['numbers with semicolons', rate, '0.1; 0.2', [0.1, 0.2]],
    ['the same number twice', rate, '0.1, 0.10', [0.1]],
    ['one number', rate, '0.1', [0.1]],
    ['a comma at the end', rate, '0.1, 0.2,', [0.1, 0.2]],
    [
      'evenly spaced on the scale of the field',
      rate,
      '0.0001..0.01 x5',
      [0.0001, 0.0003162, 0.001, 0.003162, 0.01],
    ],
    ['evenly spaced on another scale', rate, '0.1..0.5 x3 linear', [0.1, 0.3, 0.5]],
    ['evenly spaced with other signs', rate, '1e-4…1e-2×3', [0.0001, 0.001, 0.01]],
    ['whole numbers', count, '1..4 x3', [1, 3, 4]],
    ['more values than whole numbers', count, '1..3 x9', [1, 2, 3]],
    ['negative numbers', plain, '-1..1 x3', [-1, 0, 1]],
    ['sizes of layers', layers, '512, 256; 128', ['512, 256', '128']],
    ['one list of sizes', layers, '512, 256', ['512, 256']],
    ['options', loss, 'a, b', ['a', 'b']],
    ['all options', loss, 'all', ['a', 'b']],
    ['yes and no', flag, 'true, false', [true, false]],
    ['both', flag, 'all', [false, true]],
  ])('are %s', (_, field, text, values) => {
    expect(parseAxis('x', field, text)).toEqual({ axis: { field: 'x', values }, problem: null });
  });

  it.each([
    ['on the scale of the field', rate, '0.0001..0.01', { from: 0.0001, to: 0.01, scale: 'log' }],
    ['on a linear scale', rate, '0.0001..0.01 linear', { from: 0.0001, to: 0.01, scale: 'linear' }],
    ['of a field without a scale', count, '16..512', { from: 16, to: 512, scale: 'linear' }],
    ['of whole numbers by order of magnitude', count, '16..512 log', { from: 16, to: 512, scale: 'log' }],
  ])('are a range %s', (_, field, text, axis) => {
    expect(parseAxis('x', field, text)).toEqual({ axis: { field: 'x', ...axis }, problem: null });
  });

  it.each([
    [
      'a normal distribution',
      plain,
      'normal(0.5, 0.1)',
      { distribution: 'normal', center: 0.5, spread: 0.1 },
    ],
    [
      'a log-normal distribution',
      rate,
      'lognormal( 1e-3 ,0.5)',
      { distribution: 'log-normal', center: 0.001, spread: 0.5 },
    ],
    ['weighted options', loss, 'a:3, b:1', { values: ['a', 'b'], weights: [3, 1] }],
    ['weighted sizes', layers, '512, 256:1; 128:0.5', { values: ['512, 256', '128'], weights: [1, 0.5] }],
  ])('are drawn from %s, and are written as they are parsed', (_, field, text, axis) => {
    expect(isSeveral(field, text)).toBe(true);
    const found = parseAxis('x', field, text);
    expect(found).toEqual({ axis: { field: 'x', ...axis }, problem: null });
    if (found.axis !== null) expect(parseAxis('x', field, axisText(found.axis))).toEqual(found);
  });

  it.each([
    ['without a spread', plain, 'normal(0.5, 0)'],
    ['around a value that the field does not take', rate, 'normal(5, 1)'],
    ['of magnitudes around a negative number', plain, 'lognormal(-1, 1)'],
    ['with the same value twice', loss, 'a:1, a:2'],
    ['with a weight of nothing', loss, 'a:1, b:0'],
  ])('are not a distribution %s', (_, field, text) => {
    expect(parseAxis('x', field, text).axis).toBeNull();
  });

  it.each([
    ['a value out of range', rate, '0.1, 2', 'Value must be between 0.00001 and 1.'],
    ['a word', rate, '0.1, many', 'Value is a number between 0.00001 and 1.'],
    ['an end out of range', rate, '0.1..2', 'Value must be between 0.00001 and 1.'],
    ['ends in the wrong order', rate, '0.1..0.01', 'Value: the range begins with the smaller number.'],
    ['zero on a logarithmic scale', plain, '0..1 log', 'Value: a logarithmic range begins above 0.'],
    ['one evenly spaced value', rate, '0.1..0.2 x1', 'Value: between 2 and 50 values.'],
    ['too many values', count, '1..1000 x51', 'Value: between 2 and 50 values.'],
    ['a long list', count, Array.from({ length: 51 }, (_, i) => i + 1).join(), 'Value: at most 50 values.'],
    ['nothing', rate, ' , ', 'Value has no value.'],
    ['a fraction', count, '1, 1.5', 'Value is a whole number between 1 and 1024.'],
    ['an unknown option', loss, 'a, c', 'Value is one of a, b.'],
  ])('say what is wrong with %s', (_, field, text, problem) => {
    const { axis, problem: reason } = parseAxis('x', field, text);
    expect([axis, reason && fieldReasonText(reason)]).toEqual([null, problem]);
  });
});

it('distinguishes several values from one', () => {
  expect(isSeveral(rate, '0.1, 0.2')).toBe(true);
  expect(isSeveral(rate, '0.1..0.2')).toBe(true);
  expect(isSeveral(flag, 'all')).toBe(true);
  expect(isSeveral(rate, '0.1')).toBe(false);
  expect(isSeveral(rate, '1e-3')).toBe(false);
  expect(isSeveral(layers, '512, 256')).toBe(false);
  expect(isSeveral(loss, 'a')).toBe(false);
});

it('writes values so that they can be parsed again', () => {
  const again = (field: typeof rate, text: string) => {
    const { axis } = parseAxis('x', field, text);
    return axis === null ? null : axisText(axis);
  };
  expect(again(rate, '0.1;0.2')).toBe('0.1, 0.2');
  expect(again(rate, '0.0001..0.01')).toBe('0.0001..0.01 log');
  expect(axisText({ field: 'x', values: ['512, 256', '128'] })).toBe('512, 256; 128');
});
