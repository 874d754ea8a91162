import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { setLocaleSource } from '../contract/locale';
import type { Dataset } from '../contract/dataset';
import { DECLARED } from '../contract/texts/ko/declared';
import { COMMAND_LINE } from '../contract/texts/ko/declared/command-line';
import { EXPORTS } from '../contract/texts/ko/declared/exports';
import { BUILT_IN_DATASETS } from '../datasets/built-in';
import { PUBLISHED_DATASETS } from '../datasets/published';
import { QUALITY_METRICS } from '../evaluation/registry';
import { MODELS } from '../models/registry';
import { groupTitle, translatedDataset, translatedMetric, translatedModel } from './translated';

afterEach(() => setLocaleSource(() => 'en'));

/** The texts that models, metrics of samples and datasets declare; those of exports depend on runs. */
function declared(): string[] {
  const texts: unknown[] = [];
  for (const { info } of MODELS) {
    texts.push(info.title, info.summary);
    for (const field of Object.values(info.fields)) {
      texts.push(field.label, field.help, field.group);
      if (field.kind === 'choice') texts.push(...field.options.map(({ label }) => label));
      if (field.kind === 'sizes') texts.push(field.emptyText);
      if ('unit' in field) texts.push(field.unit);
    }
    for (const { label, help, source } of info.presets) texts.push(label, help, source?.note);
    for (const { label, help, group, unit } of info.metrics) texts.push(label, help, group, unit);
    const { about, equations, symbols, expectations, failures, departures } = info.page;
    const { curves, figures, cost, measured } = expectations;
    texts.push(about, curves, figures, cost, measured.over, ...departures);
    texts.push(...equations.map(({ label }) => label), ...symbols.map(({ meaning }) => meaning));
    for (const { sign, cause, remedy } of failures) texts.push(sign, cause, remedy);
  }
  for (const { name, help, unit } of QUALITY_METRICS) texts.push(name, help, unit);
  for (const { name, summary } of BUILT_IN_DATASETS) texts.push(name, summary);
  for (const { name, summary, licence } of PUBLISHED_DATASETS) texts.push(name, summary, licence);
  return texts.filter((text) => typeof text === 'string');
}

/** Symbols, and names of functions, optimisers, papers, datasets and frameworks, which stay as they are. */
const KEPT = new Set([
  ...['Adam', 'Adam β₁', 'Adam β₂', 'RMSprop', 'Glorot', 'PyTorch', 'Leaky ReLU', 'DCGAN', 'PacGAN'],
  ...['TensorFlow MLP GAN', 'Keras MLP VAE', 'Keras VAE', 'PyTorch VAE', 'β', 'D(x)', 'D(G(z))'],
  ...['0, 1, 1', '−1, 1, 0', 'MNIST', 'MNIST 10k', 'Fashion-MNIST', 'KMNIST', 'CIFAR-10', 'MIT'],
  ...['CC BY-SA 3.0', 'CC BY-SA 4.0'],
]);

it('has Korean for each text that models, metrics and datasets declare', () => {
  expect(declared().filter((text) => !Object.hasOwn(DECLARED, text) && !KEPT.has(text))).toEqual([]);
});

it('has no Korean for texts that nothing declares', () => {
  const elsewhere = new Set([...Object.keys(EXPORTS), ...Object.keys(COMMAND_LINE)]);
  const texts = new Set(declared());
  expect(Object.keys(DECLARED).filter((text) => !texts.has(text) && !elsewhere.has(text))).toEqual([]);
});

it('has Korean for the texts of exports, and none that they do not have', () => {
  const sources = filesBelow(join(__dirname, '../exports')).map((path) => readFileSync(path, 'utf8'));
  const code = sources.join('\n');
  const texts = [...code.matchAll(/\b(?:name|label|help): '((?:[^'\\\n]|\\.)+)'/g)].map(
    ([, text]) => text ?? '',
  );
  const sentences = texts.filter((text) => /^[A-Z].* /.test(text));
  expect(sentences.length).toBeGreaterThan(40);
  expect(sentences.filter((text) => !Object.hasOwn(DECLARED, text))).toEqual([]);
  expect(Object.keys(EXPORTS).filter((text) => !code.includes(`'${text}'`) && text !== 'Export')).toEqual([]);
});

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => join(folder, path));

it('translates models, metrics and datasets, and leaves English and given names as they are', () => {
  const [model] = MODELS.map(({ info }) => info);
  if (model === undefined) throw new Error('There is no model.');
  expect(translatedModel(model)).toBe(model);
  setLocaleSource(() => 'ko');
  const korean = translatedModel(model);
  expect(korean.fields['learningRate']?.label).toBe('학습률');
  expect(korean.fields['beta1']?.help).toBe('기울기 평균의 감쇠율입니다. GAN에서는 0.5를 흔히 씁니다.');
  expect(korean.metrics.map(({ label }) => label)).toContain('판별자 손실');
  expect(korean.page.failures[0]?.cause).toMatch(/^모드 붕괴: /);
  expect(korean.page.equations[0]?.formula).toBe(model.page.equations[0]?.formula);
  expect(groupTitle('Optimisation')).toBe('최적화');
  expect(QUALITY_METRICS.map((metric) => translatedMetric(metric).name)).toContain('프레셰 거리');
  const dataset = { name: 'Two moons', source: 'generated' } as Dataset;
  expect(translatedDataset(dataset).name).toBe('두 반달');
  expect(translatedDataset({ ...dataset, source: 'imported' }).name).toBe('Two moons');
});
