import { expect, it } from 'vitest';
import { defaultsOf } from '../contract/hyperparameters';
import { quantitiesOf } from '../presentation/quantity';
import { withEvaluation } from './metrics';
import { MODELS, modelById } from './registry';

const keyOf = (id: string, name: string, set = {}) => {
  const { info } = modelById(id);
  const found = quantitiesOf(info, { ...defaultsOf(info.fields), ...set }).find((one) => one.name === name);
  if (found === undefined) throw new Error(`${id} has no ${name}.`);
  return found.key;
};

it.each(['loss', 'validation_loss', 'gradient_norm'])('%s is a different quantity in each family', (name) => {
  const models = ['vae-mlp', 'vae-mlp-2d', 'autoencoder', 'denoising-autoencoder', 'classifier-mlp'];
  expect(new Set(models.map((id) => keyOf(id, name))).size).toBe(models.length);
});

it.each(['g_loss', 'd_loss', 'g_gradient_norm', 'd_gradient_norm'])(
  '%s of a GAN is a different quantity from that of a Wasserstein GAN',
  (name) => {
    expect(keyOf('gan-mlp', name)).toBe(keyOf('dcgan', name));
    expect(keyOf('gan-mlp', name)).not.toBe(keyOf('wgan', name));
  },
);

it.each(['g_loss', 'd_loss', 'd_real', 'd_fake', 'g_gradient_norm', 'd_gradient_norm'])(
  '%s of a least squares GAN is only compared with that of one with the same coding',
  (name) => {
    expect(keyOf('lsgan', name)).toBe(keyOf('lsgan-2d', name));
    for (const other of ['gan-mlp', 'sgan']) expect(keyOf('lsgan', name)).not.toBe(keyOf(other, name));
    expect(keyOf('lsgan', name, { coding: 'pearson' })).not.toBe(keyOf('lsgan', name));
  },
);

it('a joint batch changes the quantity of the discriminator’s loss, whatever the model’s default', () => {
  expect(keyOf('gan-conv', 'd_loss')).not.toBe(keyOf('dcgan', 'd_loss'));
  expect(keyOf('gan-conv', 'd_loss', { jointBatch: false })).toBe(keyOf('dcgan', 'd_loss'));
  expect(keyOf('gan-mlp', 'd_loss', { jointBatch: true })).toBe(keyOf('gan-conv', 'd_loss'));
});

it('a semi-supervised GAN shares the quantity of the discriminator’s loss, but not that of feature matching', () => {
  expect(keyOf('sgan', 'd_loss')).toBe(keyOf('gan-mlp', 'd_loss'));
  expect(keyOf('sgan', 'accuracy')).toBe(keyOf('classifier-mlp', 'accuracy'));
  for (const name of ['g_loss', 'g_gradient_norm', 'd_gradient_norm'])
    expect(keyOf('sgan', name)).not.toBe(keyOf('gan-mlp', name));
});

it('only settings that change what is measured make a different quantity', () => {
  const vae = (name: string, set = {}) => keyOf('vae-mlp', name, set);
  expect(vae('loss', { learningRate: 0.01, latentSize: 20 })).toBe(vae('loss'));
  for (const set of [{ lossReduction: 'document' }, { decoder: 'gaussian' }, { beta: 4 }]) {
    expect(vae('loss', set)).not.toBe(vae('loss'));
    expect(vae('validation_loss', set)).not.toBe(vae('validation_loss'));
  }
  expect(vae('reconstruction_loss', { beta: 4 })).toBe(vae('reconstruction_loss'));
});

it.each(MODELS)('$info.id has unique metric names and labels', ({ info: { metrics } }) => {
  expect(new Set(metrics.map(({ name }) => name)).size).toBe(metrics.length);
  expect(new Set(metrics.map(({ label }) => label)).size).toBe(metrics.length);
});

it('different quantities are never compared: squared errors, cross-entropies, negative ELBOs', () => {
  const compared = new Map<string, Set<string>>();
  for (const { info } of MODELS)
    for (const { key, quantity, unit } of quantitiesOf(info, defaultsOf(info.fields)))
      compared.set(key, (compared.get(key) ?? new Set()).add(`${quantity}, ${unit ?? 'no unit'}`));
  for (const [key, quantities] of compared) expect([...quantities], key).toHaveLength(1);
  // A quantity has the same unit in all models.
  const units = new Map<string, Set<string | undefined>>();
  for (const { quantity, unit } of MODELS.flatMap(({ info }) => info.metrics))
    units.set(quantity, (units.get(quantity) ?? new Set()).add(unit));
  for (const [quantity, found] of units) expect([...found], quantity).toHaveLength(1);
});

it('the settings that a metric varies with are fields of some model that reports it', () => {
  for (const { info } of MODELS) {
    for (const { name, variesWith = {} } of info.metrics) {
      const having = MODELS.filter((model) => model.info.metrics.some((metric) => metric.name === name));
      for (const setting of Object.keys(variesWith))
        expect(
          having.some((model) => setting in model.info.fields),
          `${name}: ${setting}`,
        ).toBe(true);
    }
  }
});

it('a metric of an evaluated split names the split, and its label keeps its abbreviations', () => {
  const evaluated = (label: string) =>
    withEvaluation({ name: 'x', quantity: 'x', label, help: '', group: '', better: 'lower' }).map(
      (metric) => [metric.name, metric.label, metric.split],
    );
  expect(evaluated('KL divergence')).toEqual([
    ['x', 'KL divergence', undefined],
    ['validation_x', 'Validation KL divergence', 'validation'],
    ['test_x', 'Test KL divergence', 'test'],
  ]);
  expect(evaluated('Negative ELBO')[1]?.[1]).toBe('Validation negative ELBO');
});
