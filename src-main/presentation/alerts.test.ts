import { expect, it } from 'vitest';
import { AlertSchema } from '../contract/alert';
import type { ModelInfo } from '../contract/model';
import { alertText, remedyOf } from './alerts';

const field = (label: string) => ({
  kind: 'number' as const,
  label,
  help: '',
  group: 'Optimisation' as const,
  default: 1,
  min: 0,
  max: 10,
});
const FIELDS: ModelInfo['fields'] = {
  learningRate: field('Learning rate'),
  beta1: field('Adam β₁'),
};

it('names the remedy from the model’s page, and a general one if the page has none', () => {
  const evidence = { code: 'few-covered', of: 'modes', covered: 2, count: 8, earlier: null } as const;
  const collapse = { kind: 'collapse', step: 1, evidence } as const;
  const failures = [
    { sign: '', cause: '', remedy: 'Another.' },
    { sign: '', cause: '', remedy: 'Take the Wasserstein GAN.', alert: 'collapse' as const },
  ];
  const page = { failures } as Pick<ModelInfo['page'], 'failures'> as ModelInfo['page'];
  expect(alertText(collapse, { page })).toEqual({
    title: 'Mode collapse',
    evidence: 'Samples cover 2 of 8 modes.',
    remedy: 'Take the Wasserstein GAN.',
  });
  expect(alertText({ ...collapse, kind: 'posterior-collapse' }, { page }).remedy).toMatch(/β/);
  expect(alertText(collapse, undefined).remedy).toMatch(/learning rate/);
});

it('shows a sentence recorded by an earlier version', () => {
  const row = '{"kind":"collapse","step":1,"evidence":"Samples cover 2 of 8 modes."}';
  const recorded = AlertSchema.parse(JSON.parse(row));
  expect(alertText(recorded, undefined).evidence).toBe('Samples cover 2 of 8 modes.');
});

it('changes only hyperparameters that the model has and whose value differs', () => {
  const hyperparameters = { learningRate: 0.002, beta1: 0.9, realLabel: 1 };
  expect(remedyOf('collapse', { hyperparameters }, FIELDS)).toEqual({ learningRate: 0.001, beta1: 0.5 });
  const settled = { hyperparameters: { ...hyperparameters, beta1: 0.5 } };
  expect(remedyOf('collapse', settled, FIELDS)).toEqual({ learningRate: 0.001 });
  // The model has no `realLabel` to smooth.
  expect(remedyOf('discriminator-wins', settled, FIELDS)).toEqual({ learningRate: 0.001 });
  expect(remedyOf('memorisation', settled, FIELDS)).toEqual({});
});
