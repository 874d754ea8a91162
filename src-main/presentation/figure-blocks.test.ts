import { expect, test } from 'vitest';
import type { FigureKind } from '../contract/figure';
import { absentText, figureBlocks } from './figure-blocks';

test('a kind that several runs have is a block; kinds that only one run has share the last block', () => {
  const runs: Partial<Record<FigureKind, number[]>> = {
    samples: [0, 1, 2],
    reconstructions: [1],
    'latent-scatter': [1, 2],
    manifold: [2],
  };
  const blocks = figureBlocks((kind) => runs[kind] ?? []);
  expect(blocks.map(({ kinds }) => kinds)).toEqual([
    ['samples'],
    ['latent-scatter'],
    ['reconstructions', 'manifold'],
  ]);
  expect(blocks[2]?.cells).toEqual([
    { kind: 'reconstructions', run: 1 },
    { kind: 'manifold', run: 2 },
  ]);
  expect(figureBlocks(() => [])).toEqual([]);
  expect(figureBlocks((kind) => runs[kind] ?? [], ['manifold'])).toHaveLength(1);
});

test('one sentence names the runs that lack a figure', () => {
  expect(absentText(['manifold'], ['gan-mlp'])).toBe('No decoded latent plane: gan-mlp has none.');
  expect(absentText(['reconstructions'], ['a', 'b', 'c'])).toBe('No reconstructions: a, b and c have none.');
  expect(absentText(['manifold', 'latent-scatter'], ['a', 'b'])).toBe('a and b have none of these.');
});
