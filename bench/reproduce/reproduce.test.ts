import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolveHyperparameters } from '../../src-main/contract/hyperparameters';
import { modelById } from '../../src-main/models/registry';
import { RECIPES } from './recipes';
import { reproductionMarkdown, type Results } from './report';
import { windowMean } from './windows';

describe('recipes', () => {
  it.each(RECIPES)('$id refers to an existing model, preset and hyperparameters', (recipe) => {
    const { training, published } = recipe;
    expect(new Set(published.map(({ measure }) => measure)).size).toBe(published.length);
    if (training === undefined) {
      expect(recipe.length).toBe('');
      return;
    }
    const { info } = modelById(training.model);
    const preset = info.presets.find(({ id }) => id === training.preset);
    if (training.preset !== undefined) expect(preset).toBeDefined();
    const { unit, count } = training.budget ?? preset?.budget ?? info.defaultBudget;
    expect(recipe.length).toMatch(new RegExp(`^${count.toLocaleString('en')}( of [\\d,]+)? ${unit}$`));
    const given = { ...preset?.hyperparameters, ...training.hyperparameters };
    expect(resolveHyperparameters(info.fields, given).problems).toBeNull();
    expect(info.data).toBe(training.dataset === 'mnist' ? 'images' : 'points');
    for (const { measure } of published) {
      const metric = /^(?:train_)?(\w+)@/.exec(measure)?.[1];
      if (metric !== undefined) expect(info.metrics.map(({ name }) => name)).toContain(metric);
    }
  });

  it('have unique names', () => {
    expect(new Set(RECIPES.map(({ id }) => id)).size).toBe(RECIPES.length);
  });
});

describe('the mean of a training metric', () => {
  const steps = Array.from({ length: 1000 }, (_, i) => i + 1);
  const series = new Map([['loss', { steps, values: steps }]]);

  it('is over the steps of an epoch, or around a step', () => {
    expect(windowMean('train_loss@epoch2', 100, series)).toBe(150.5);
    expect(windowMean('loss@500', 100, series)).toBe(500);
    expect(windowMean('loss@1000', 100, series)).toBe(875);
  });

  it('is null for a test metric, and NaN if nothing was recorded', () => {
    expect(windowMean('test_loss', 100, series)).toBeNull();
    expect(windowMean('loss@5000', 100, series)).toBeNaN();
    expect(windowMean('g_loss@500', 100, series)).toBeNaN();
  });
});

describe('the page', () => {
  it('shows mean and standard deviation beside the published values, and what is missing', () => {
    const trials = [1, 2, 3].map((seed) => ({
      seed,
      values: { test_accuracy: 0.95 + seed / 100 },
      seconds: 1,
    }));
    const result = { machine: 'a machine', tfjs: '4', date: '2026-01-01', trials };
    const text = reproductionMarkdown(RECIPES, { 'keras-classifier': result });
    expect(text).toContain(
      '| test accuracy | 0.97 ± 0.01 | 0.9605 | 2 epochs | 10,000 test images | 3 | 2026-01-01 |',
    );
    expect(text).toContain('Not measured yet: `pytorch-vae`,');
  });

  it('contains the measured values', async () => {
    const file = join(import.meta.dirname, 'results.json');
    const measured = JSON.parse(readFileSync(file, 'utf8')) as Results;
    const page = resolve(import.meta.dirname, '../../resources/docs/reproduction.md');
    await expect(reproductionMarkdown(RECIPES, measured)).toMatchFileSnapshot(page);
  });
});
