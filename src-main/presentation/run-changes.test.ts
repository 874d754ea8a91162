import { expect, it } from 'vitest';
import { changedText, changeTexts, oneNetworkText } from './run-changes';

const hyperparameters = { learningRate: 0.001 };
const alone = (step: number, only: 'generator' | 'discriminator') => ({ step, hyperparameters: {}, only });

it('names the values and steps of a run that changed', () => {
  const changes = [
    { step: 50, hyperparameters: { learningRate: 0.01 } },
    { step: 70, hyperparameters: { learningRate: 0.1 } },
  ];
  expect(changeTexts({ hyperparameters, changes }, null)).toEqual([
    'learningRate 0.001 → 0.01 after step 50',
    'learningRate 0.01 → 0.1 after step 70',
  ]);
  expect(changedText({ hyperparameters, changes })).toBe('changed at 2 steps');
  expect(changedText({ hyperparameters, changes: changes.slice(0, 1) })).toBe('changed after step 50');
  expect(changedText({ hyperparameters })).toBeNull();
});

it('names consecutive steps of one network together, by their numbers', () => {
  const changes = [
    alone(50, 'generator'),
    alone(51, 'generator'),
    alone(52, 'discriminator'),
    alone(60, 'generator'),
  ];
  expect(oneNetworkText({ changes })).toBe('generator 51–52, discriminator 53, generator 61');
  expect(changedText({ hyperparameters, changes })).toBe('4 steps of one network');
  expect(oneNetworkText({})).toBeNull();
});
