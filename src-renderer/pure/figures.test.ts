import { expect, test } from 'vitest';
import type { FigureKind } from '../../src-main/contract/figure';
import type { ModelInfo } from '../../src-main/contract/model';
import { figureHelp } from '../../src-main/presentation/figures';
import { firstKind, isAwaited, laterKinds } from './figures';

const model = (figures: ModelInfo['figures']) => ({ figures }) as unknown as ModelInfo;

test('space is reserved for the first kind of figure, if the model has any', () => {
  expect(isAwaited('samples', model(['samples', 'reconstructions']))).toBe(true);
  expect(isAwaited('reconstructions', model(['samples', 'reconstructions']))).toBe(false);
  expect(isAwaited('reconstructions', model(['reconstructions']))).toBe(true);
  expect(isAwaited('samples', model([]))).toBe(false);
  expect(isAwaited('samples', undefined)).toBe(true);
});

test('the help explains the rows of reconstructions, and averaged weights', () => {
  const ofWeights = { model: 'vae-mlp', hyperparameters: { averageDecay: 0 } };
  const ofAverages = { model: 'vae-mlp', hyperparameters: { averageDecay: 0.999 } };
  const rows = { reconstructionLayout: 'rows' } as unknown as ModelInfo;
  expect(figureHelp('reconstructions', rows, ofWeights)).toContain('below');
  expect(figureHelp('reconstructions', undefined, ofWeights)).toContain('to the right');
  expect(figureHelp('samples', rows, ofWeights)).not.toContain('averaged');
  expect(figureHelp('samples', rows, { model: 'vae-mlp', hyperparameters: {} })).not.toContain('averaged');
  expect(figureHelp('samples', rows, ofAverages)).toMatch(/ Made with averaged weights \(decay 0\.999\)\.$/);
});

test('a comparison begins with what each run makes; reconstructions come again only beside those of others', () => {
  const of =
    (...kinds: FigureKind[]) =>
    (kind: FigureKind) =>
      kinds.includes(kind);
  const [vae, autoencoder] = [of('samples', 'reconstructions', 'latent-scatter'), of('reconstructions')];
  expect([vae, autoencoder, of('points'), of()].map(firstKind)).toEqual([
    'samples',
    'reconstructions',
    'points',
    null,
  ]);
  const kinds = ['samples', 'points', 'reconstructions', 'latent-scatter'] as const;
  expect(laterKinds(kinds, [autoencoder, autoencoder])).toEqual(['latent-scatter']);
  expect(laterKinds(kinds, [autoencoder, vae])).toEqual(['reconstructions', 'latent-scatter']);
});
