import { describe, expect, it } from 'vitest';
import { at } from '../contract/at';
import { defaultsOf, type HyperparameterValue } from '../contract/hyperparameters';
import { KERAS } from '../exports/script/keras/keras';
import { SCRIPTED_MODELS } from '../exports/script/models';
import { trainingScript } from '../exports/script/script';
import { modelById } from '../models/registry';
import { configOf, jobFixture, seriesOf, trained } from '../testing/job-fixture';
import { recordStart } from './export-start';

const fixture = jobFixture();

describe('the recorded start of a run', () => {
  it('has the batches, draws and metrics of its first steps', async () => {
    const config = configOf({ hyperparameters: { batchSize: 32, hiddenUnits: '16, 16', dropout: 0.2 } });
    const { steps, weights } = await recordStart({ config }, fixture.stripes(), 5);
    const messages = await trained(fixture.stripes(), config);
    for (const name of ['loss', 'kl_divergence', 'gradient_norm']) {
      const recorded = steps.get(`metrics/${name}`);
      const series = seriesOf(messages, name).slice(0, 5);
      expect(recorded?.shape).toEqual([5]);
      for (const [step, value] of series)
        expect(Math.abs(at(recorded?.values ?? [], step - 1) - value)).toBeLessThanOrEqual(
          1e-5 * Math.abs(value),
        );
    }
    expect(steps.get('x')?.shape).toEqual([5, 32, 64]);
    expect(steps.get('draws/epsilon')?.shape).toEqual([5, 32, 2]);
    expect(steps.get('draws/dropout/step/encoder/hidden_1')?.shape).toEqual([5, (32 * 16) / 8]);
    expect(weights.get('encoder/hidden_1/weights')?.shape).toEqual([64, 16]);
  });

  it('has the weights before the first step', async () => {
    const config = configOf({});
    const before = await recordStart({ config }, fixture.stripes(), 1);
    const later = await recordStart({ config }, fixture.stripes(), 3);
    expect(later.weights).toEqual(before.weights);
  });
});

describe.each(Object.entries(SCRIPTED_MODELS))('the Keras script of %s', (id, scripted) => {
  const { info } = modelById(id);
  const given: Record<string, HyperparameterValue> = { ...defaultsOf(info.fields), batchSize: 8 };
  if ('filters' in info.fields) given['filters'] = 4;
  for (const [name, value] of Object.entries(scripted.only)) if (name in info.fields) given[name] = value;

  it('has all weights, settings and metrics of the run', async () => {
    const config = configOf({ model: id, hyperparameters: given });
    const dataset = info.data === 'points' ? fixture.points() : fixture.noise();
    const begin = await recordStart({ config }, dataset, 1);
    const script = trainingScript(KERAS, scripted, { title: 'A "model"\\', seed: 4 }, begin);
    expect(script).not.toMatch(/undefined|NaN|null|\[object/);
    expect(script).toMatch(/^"""A 'model''\n/);
    const layers = new Set([...begin.weights.keys()].map((name) => name.replace(/\/\w+$/, '')));
    for (const layer of layers) expect(script).toContain(`initialized("${layer}", `);
    expect(script.match(/initialized\("/g)).toHaveLength(layers.size);
    // Each constant is defined and used.
    const names = new Set(script.match(/\b[A-Z][A-Z0-9_]{3,}\b/g));
    for (const name of names) {
      expect(script).toMatch(new RegExp(`^${name} = `, 'm'));
      expect(script.match(new RegExp(`\\b${name}\\b`, 'g'))?.length, name).toBeGreaterThan(1);
    }
    const reported = [...script.matchAll(/^ {8}"(\w+)": /gm)].map(([, name = '']) => name);
    for (const name of reported) expect(begin.steps.has(`metrics/${name}`)).toBe(true);
  });
});
