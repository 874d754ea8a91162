import { describe, expect, it } from 'vitest';
import { at } from '../contract/at';
import { defaultsOf, type HyperparameterValue } from '../contract/hyperparameters';
import { KERAS } from '../exports/script/keras/keras';
import { PYTORCH } from '../exports/script/pytorch/pytorch';
import { SCRIPTED_MODELS } from '../exports/script/models';
import { trainingScript } from '../exports/script/script';
import { MODELS, modelById } from '../models/registry';
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

/** Names of weights in safetensors. */
const PARTS = ['weights', 'biases', 'scale', 'offset', 'moving_mean', 'moving_variance'];

/** Settings for which scripts have code of their own, besides the defaults of all models. */
const VARIANTS: readonly [id: string, given: Record<string, HyperparameterValue>][] = [
  ...Object.keys(SCRIPTED_MODELS).map((id) => [id, {}] as [string, Record<string, HyperparameterValue>]),
  ['gan-mlp', { jointBatch: true, freshLatents: true }],
  ['gan-mlp-2d', { packing: 2, discriminatorActivation: 'maxout', generatorNormalization: true }],
  ['gan-mlp-2d', { unrolledSteps: 2, hiddenUnits: '16' }],
  ['lsgan-2d', { unrolledSteps: 1, hiddenUnits: '16', jointBatch: true }],
  ['wgan-2d', { packing: 2, constraint: 'weight-clipping', optimizer: 'rmsprop' }],
  ['sgan', { networks: 'dense', generatorUnits: '16', discriminatorUnits: '16, 12', startFromData: true }],
  ['vae-mlp', { decoder: 'gaussian', dropout: 0.2, lossReduction: 'document', hiddenUnits: '16' }],
  ['dcgan', { schedule: 'cosine', averageDecay: 0.9, clipNorm: 0.5 }],
  ['autoencoder', { schedule: 'linear', warmupSteps: 5, finalRate: 0.1 }],
];

it('has a script of every model', () => {
  expect(Object.keys(SCRIPTED_MODELS).sort()).toEqual(MODELS.map(({ info }) => info.id).sort());
});

describe.each(Object.entries({ KERAS, PYTORCH }))('a script for %s', (_, framework) => {
  it.each(VARIANTS)('of %s with %o has all weights, settings and metrics of the run', async (id, given) => {
    const { info } = modelById(id);
    const scripted = SCRIPTED_MODELS[id];
    if (scripted === undefined) throw new Error(`There is no script of ${id}.`);
    const small = { batchSize: 8, ...('filters' in info.fields && { filters: 4 }) };
    const hyperparameters = { ...defaultsOf(info.fields), ...small, ...given };
    const config = configOf({ model: id, hyperparameters });
    const dataset = info.data === 'points' ? fixture.points() : fixture.noise();
    const begin = await recordStart({ config }, dataset, 1);
    const script = trainingScript(framework, scripted, { title: 'A "model"\\', seed: 4 }, begin);
    expect(script).not.toMatch(/undefined|NaN|null|\[object/);
    expect(script).toMatch(/^"""A 'model''\n/);
    const layers = new Set([...begin.weights.keys()].map((name) => name.replace(/\/\w+$/, '')));
    for (const layer of layers) expect(script).toContain(`initialized("${layer}", `);
    expect(script.match(/initialized\("/g)).toHaveLength(layers.size);
    // Each constant, function and class is defined and used.
    const names = new Set([
      ...(script.match(/\b[A-Z][A-Z0-9_]{3,}\b/g) ?? []),
      ...[...script.matchAll(/^(?:def|class) (\w+)/gm)].map(([, name = '']) => name),
    ]);
    for (const name of names) {
      expect(script).toMatch(new RegExp(`^(def |class |)${name}\\b`, 'm'));
      expect(script.match(new RegExp(`\\b${name}\\b`, 'g'))?.length, name).toBeGreaterThan(1);
    }
    const reported = [...script.matchAll(/^ +"(\w+)": /gm)].map(([, name = '']) => name);
    for (const name of reported)
      expect(PARTS.includes(name) || begin.steps.has(`metrics/${name}`), name).toBe(true);
    expect(begin.steps.has('metrics/average_distance')).toBe('averageDecay' in given);
  });
});
