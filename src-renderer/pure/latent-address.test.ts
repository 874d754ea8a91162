import { expect, test } from 'vitest';
import { latentText } from '../../src-main/presentation/latents';
import {
  axesText,
  DEFAULT_ADDRESS,
  explorableProblem,
  latentAddressText,
  nextPlace,
  parseAxes,
  parseLatentAddress,
  parsePlace,
  placeText,
  type LatentAddress,
} from './latent-address';
import { drawnPath } from './drawn-path';
import { parseLatent } from './parse-latent';

test('a place consists of a run, a step and the weights', () => {
  for (const text of ['3', '3@400', '3~trained', '12@0~trained'])
    expect(placeText(parsePlace(text)!)).toBe(text);
  expect(parsePlace('3@400')).toEqual({ id: 3, step: 400, weights: 'average' });
  expect(['', '0', '-1', 'x', '3@', '3@x', '3@4@5'].map(parsePlace)).toEqual(Array(7).fill(null));
  expect(parsePlace('3~other')).toEqual({ id: 3, weights: 'average' });
});

test('a run that is shown already is shown again at its next older checkpoint', () => {
  const newest = { id: 3, weights: 'average' } as const;
  const steps = [900, 600, 300];
  expect(nextPlace([{ ...newest, id: 4 }], 3, steps)).toEqual(newest);
  expect(nextPlace([newest], 3, steps)).toEqual({ ...newest, step: 600 });
  expect(nextPlace([newest, { ...newest, step: 600 }], 3, steps)).toEqual({ ...newest, step: 300 });
  expect(nextPlace([newest], 3, [900])).toBeNull();
});

test('an address omits default values, and contains all changed ones', () => {
  expect(latentAddressText(DEFAULT_ADDRESS)).toBe('');
  expect(parseLatentAddress('')).toEqual(DEFAULT_ADDRESS);
  const changed: LatentAddress = {
    axes: { kind: 'latents', x: 2, y: 0 },
    seed: 7,
    layoutSeed: 3,
    psi: 0.5,
    label: 3,
    toLabel: 4,
    share: 0.25,
    latents: [Float32Array.of(0.5, -1.25), Float32Array.of(2)],
    sliders: 'local',
    path: 'linear',
    drawn: [
      [0, 0],
      [0.5, -1.25],
      [2, 0],
    ],
    baskets: new Map([
      [4, ['a']],
      [12, ['b', 'c']],
    ]),
    groups: { a: { classes: [1], items: [15, 4] }, b: { classes: [0], items: [] }, balance: 'slant' },
    shows: { decoded: false, encoded: true, neighbors: true },
  };
  expect(parseLatentAddress(latentAddressText(changed))).toEqual(changed);
});

test('invalid values in an address are replaced by the defaults', () => {
  const nonsense = parseLatentAddress(
    'axes=1,2,3&drawn=1,2,3&seed=-4&psi=x&class=&share=9&z=1,x;;3&sliders=x&path=x&pins=0a,4d,b&hide=x',
  );
  // A latent that is none leaves those of later models where they are.
  const none = new Float32Array(0);
  expect(nonsense).toEqual({ ...DEFAULT_ADDRESS, latents: [none, none, Float32Array.of(3)] });
});

test('long latents are not part of the address', () => {
  expect(latentAddressText({ ...DEFAULT_ADDRESS, latents: [new Float32Array(301)] })).toBe('');
});

test('latents are parsed as they are copied, from lists in several formats', () => {
  const latent = Float32Array.of(0.5, -1, 1000);
  expect(parseLatent(latentText(latent))).toEqual(latent);
  expect(parseLatent('[0.5, -1\n1e3]')).toEqual(latent);
  expect(['', 'a,b', '1,,x', '1,Infinity'].map(parseLatent)).toEqual(Array(4).fill(null));
});

test('a drawn path has 16 places, which its address gives back', () => {
  const drawn = drawnPath([
    [0, 0],
    [1 / 3, 0],
    [1 / 3, 1],
  ]);
  expect(drawn).toHaveLength(16);
  expect(drawn?.at(-1)).toEqual([Math.fround(0.3333), 1]);
  expect(parseLatentAddress(latentAddressText({ ...DEFAULT_ADDRESS, drawn })).drawn).toEqual(drawn);
  for (const text of ['1,2', '1,2,3', '1,2,x,4', '0,'.repeat(130)])
    expect(parseLatentAddress(`drawn=${text}`).drawn).toBeNull();
});

test('a run without a latent space says why there is none', () => {
  const run = (more: object) =>
    ({ name: 'One', checkpointStep: 3, config: { model: 'gan-mlp' }, ...more }) as Parameters<
      typeof explorableProblem
    >[0];
  const gan = { family: 'GAN', title: 'Vanilla GAN' } as const;
  expect(explorableProblem(run({}), gan)).toBeNull();
  expect(explorableProblem(run({ checkpointStep: null }), gan)?.message).toBe(
    'One has no checkpoint yet to draw from.',
  );
  const classifier = { family: 'Classifier', title: 'Classifier (MLP)' } as const;
  expect(explorableProblem(run({}), classifier)?.message).toBe('Classifier (MLP) generates nothing.');
});

test('axes are two latents or a name', () => {
  for (const text of ['0,1', '12,3', 'principal', 'draws']) expect(axesText(parseAxes(text)!)).toBe(text);
  expect(parseAxes('1')).toBeNull();
});
