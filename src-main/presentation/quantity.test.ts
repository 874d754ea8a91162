import { expect, test } from 'vitest';
import { boolean, choice } from '../contract/hyperparameters';
import type { MetricInfo } from '../contract/model';
import { quantitiesOf } from './quantity';

const loss: MetricInfo = {
  name: 'loss',
  quantity: 'negative ELBO of pixels',
  label: 'Negative ELBO',
  help: '',
  group: 'Loss',
  unit: 'nats',
  better: 'lower',
};
const fields = {
  reduction: choice({
    label: 'Loss reduction',
    help: '',
    group: 'Objective',
    default: 'sum',
    options: [
      { value: 'sum', label: 'Sums' },
      { value: 'mean', label: 'Means' },
    ],
  }),
  joint: boolean({ label: 'Joint batch', help: '', group: 'Objective', default: false }),
};
const varying = { ...loss, variesWith: { reduction: 'sum' } };
const keyOf = (metric: MetricInfo, hyperparameters = {}) =>
  quantitiesOf({ fields, metrics: [metric] }, hyperparameters)[0]?.key;

test('metrics are compared by name, quantity and unit, whatever their labels', () => {
  expect(keyOf(loss)).toBe(keyOf({ ...loss, label: '−ELBO', help: 'In other words.' }));
  expect(keyOf(loss)).not.toBe(keyOf({ ...loss, quantity: 'mean squared error of pixels' }));
  expect(keyOf(loss)).not.toBe(keyOf({ ...loss, unit: 'bits' }));
  expect(keyOf(loss)).not.toBe(keyOf({ ...loss, name: 'validation_loss' }));
});

test('settings that change what is measured make a different quantity; other settings do not', () => {
  expect(keyOf(varying, { reduction: 'sum' })).not.toBe(keyOf(varying, { reduction: 'mean' }));
  expect(keyOf(varying, { reduction: 'sum', joint: true })).toBe(keyOf(varying, { reduction: 'sum' }));
});

test('a run older than a setting has its default', () => {
  expect(keyOf(varying, {})).toBe(keyOf(varying, { reduction: 'sum' }));
});

test('the label of a quantity names the settings that differ from the default', () => {
  const labelOf = (reduction: string) =>
    quantitiesOf({ fields, metrics: [varying] }, { reduction })[0]?.label;
  expect(labelOf('sum')).toBe('Negative ELBO');
  expect(labelOf('mean')).toBe('Negative ELBO, Loss reduction: Means');
});

test('a unit is shown only if the settings that it depends on have their defaults', () => {
  const metric = { ...varying, variesWith: { reduction: 'sum', joint: false }, unitNeeds: ['reduction'] };
  const unitOf = (hyperparameters: object) =>
    quantitiesOf({ fields, metrics: [metric] }, { ...hyperparameters })[0]?.unit;
  expect(unitOf({})).toBe('nats');
  expect(unitOf({ joint: true })).toBe('nats');
  expect(unitOf({ reduction: 'mean' })).toBeUndefined();
});
