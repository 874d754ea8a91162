import { expect, test } from 'vitest';
import { distinctNames, narrowNames } from './run-names';

const named = (...names: string[]) => names.map((name, i) => ({ id: i + 1, name }));

test('runs of the same name have their numbers added', () => {
  expect(distinctNames(named('GAN', 'VAE', 'GAN'))).toEqual(['GAN #1', 'VAE', 'GAN #3']);
});

test.each([
  {
    what: 'a sweep of one value and seeds',
    names: ['lr=0.001 seed=1', 'lr=0.001 seed=2', 'lr=0.003 seed=1', 'lr=0.003 seed=2', 'lr=0.01 seed=1'],
    narrow: ['…0.001 seed=1', '…0.001 seed=2', '…0.003 seed=1', '…0.003 seed=2', '…0.01 seed=1'],
  },
  {
    what: 'few runs with short names',
    names: ['lr=0.001 seed=5', 'lr=0.003 seed=5'],
    narrow: ['lr=0.001 seed=5', 'lr=0.003 seed=5'],
  },
  {
    what: 'seeds only, after a long value',
    names: ['unsupervisedWeight=0.001 seed=5', 'unsupervisedWeight=0.001 seed=6'],
    narrow: ['…seed=5', '…seed=6'],
  },
  {
    what: 'two values, of which the first is the same',
    names: ['beta=1 latentSize=2 seed=1', 'beta=1 latentSize=20 seed=1'],
    narrow: ['…2 seed=1', '…20 seed=1'],
  },
  { what: 'a single value', names: ['beta=1', 'beta=2'], narrow: ['beta=1', 'beta=2'] },
  {
    what: 'runs of different sweeps',
    names: ['beta=1 seed=1', 'latentSize=2 seed=1'],
    narrow: ['beta=1 seed=1', 'latentSize=2 seed=1'],
  },
  {
    what: 'other names',
    names: ['GAN on digits', 'GAN on faces'],
    narrow: ['GAN on digits', 'GAN on faces'],
  },
  {
    what: 'equal names',
    names: new Array<string>(5).fill('beta=1 seed=1'),
    narrow: new Array<string>(5).fill('…seed=1'),
  },
  { what: 'one run', names: ['lr=0.001 seed=5'], narrow: ['lr=0.001 seed=5'] },
  { what: 'no run', names: [], narrow: [] },
])('narrow columns show of $what where they differ', ({ names, narrow }) => {
  expect(narrowNames(named(...names))).toEqual(narrow);
});
