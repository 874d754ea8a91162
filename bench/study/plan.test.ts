import { expect, it } from 'vitest';
import { MODELS } from '../../src-main/models/registry';
import { EXPERIMENTS } from './plan';

it('expects every image GAN, in every preset, to cover the classes', () => {
  const asked = EXPERIMENTS.filter(({ goals }) => goals.some(({ measure }) => measure === 'classes_covered'));
  const formsAsked = asked.map(({ model, preset }) => `${model} ${preset ?? ''}`);
  const gans = MODELS.map(({ info }) => info).filter(
    ({ family, data }) => family === 'GAN' && data === 'images',
  );
  const forms = gans.flatMap(({ id, presets }) => {
    const others = presets.filter(({ hyperparameters }) => Object.keys(hyperparameters).length > 0);
    return [`${id} `, ...others.map((preset) => `${id} ${preset.id}`)];
  });
  expect(forms.length).toBeGreaterThan(10);
  expect(formsAsked.sort()).toEqual(forms.sort());
});

it('trains every model', () => {
  const trained = new Set(EXPERIMENTS.map(({ model }) => model));
  expect([...trained].sort()).toEqual(MODELS.map(({ info }) => info.id).sort());
});

it('refers to existing models, presets and measures', () => {
  for (const { model, preset } of EXPERIMENTS) {
    const found = MODELS.find(({ info }) => info.id === model);
    expect(found, model).toBeDefined();
    if (preset !== undefined) expect(found?.info.presets.map(({ id }) => id)).toContain(preset);
  }
  expect(new Set(EXPERIMENTS.map(({ id }) => id)).size).toBe(EXPERIMENTS.length);
});

it('trains GANs for their full length, in even parts', () => {
  for (const { id, model, preset, budget, looks = 1 } of EXPERIMENTS) {
    const info = MODELS.find((one) => one.info.id === model)?.info;
    if (info?.family !== 'GAN') continue;
    expect(budget, id).toBeUndefined();
    const full = info.presets.find((one) => one.id === preset)?.budget ?? info.defaultBudget;
    expect([full.unit, full.count % looks], id).toEqual(['steps', 0]);
  }
});
