import { afterEach, expect, it } from 'vitest';
import { setLocaleSource } from '../contract/locale';
import { DECLARED } from '../contract/texts/ko/declared';
import { QUALITY_METRICS } from '../evaluation/registry';
import { MODELS } from '../models/registry';
import { groupTitle, translatedMetric, translatedModel } from './translated-names';

afterEach(() => setLocaleSource(() => 'en'));

/** All names that models and metrics of samples declare. */
const names = new Set([
  ...MODELS.flatMap(({ info: { fields, metrics } }) => [
    ...Object.values(fields).flatMap((field) => [
      field.label,
      field.group,
      ...(field.kind === 'choice' ? field.options.map(({ label }) => label) : []),
      ...('unit' in field && field.unit !== undefined ? [field.unit] : []),
    ]),
    ...metrics.flatMap(({ label, group }) => [label, group]),
  ]),
  ...QUALITY_METRICS.map(({ name }) => name),
]);

/** Symbols, and names of functions, optimisers, papers and frameworks, which stay as they are. */
const KEPT = [
  ...['Adam', 'Adam β₁', 'Adam β₂', 'RMSprop', 'Glorot', 'PyTorch', 'Leaky ReLU'],
  ...['β', 'D(x)', 'D(G(z))', '0, 1, 1', '−1, 1, 0'],
];

it('has a Korean word for each name of models and metrics', () => {
  expect([...names].filter((name) => !Object.hasOwn(DECLARED, name) && !KEPT.includes(name))).toEqual([]);
});

it('has no word for names that nothing declares', () => {
  expect(Object.keys(DECLARED).filter((name) => !names.has(name))).toEqual([]);
});

it('names fields, options, metrics and groups in Korean, and leaves English as it is', () => {
  const model = MODELS[0]?.info;
  if (model === undefined) throw new Error('There is no model.');
  expect(translatedModel(model)).toBe(model);
  setLocaleSource(() => 'ko');
  const korean = translatedModel(model);
  expect(korean.fields['learningRate']?.label).toBe('학습률');
  expect(korean.metrics.map(({ label }) => label)).toContain('판별자 손실');
  expect(groupTitle('Optimisation')).toBe('최적화');
  expect(QUALITY_METRICS.map((metric) => translatedMetric(metric).name)).toContain('프레셰 거리');
});
