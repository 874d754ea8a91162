import { expect, test } from 'vitest';
import type { ModelInfo } from '../../src-main/contract/model';
import { figureHelp } from '../../src-main/presentation/figures';
import { isAwaited } from './figures';

const model = (figures: ModelInfo['figures']) => ({ figures }) as unknown as ModelInfo;

test('the place of the foremost figure is kept, and none where a model shows nothing', () => {
  expect(isAwaited('samples', model(['samples', 'reconstructions']))).toBe(true);
  expect(isAwaited('reconstructions', model(['samples', 'reconstructions']))).toBe(false);
  expect(isAwaited('reconstructions', model(['reconstructions']))).toBe(true);
  expect(isAwaited('samples', model([]))).toBe(false);
  expect(isAwaited('samples', undefined)).toBe(true);
});

test('reconstructions are said to lie where they lie', () => {
  const rows = { reconstructionLayout: 'rows' } as unknown as ModelInfo;
  expect(figureHelp('reconstructions', rows)).toContain('below');
  expect(figureHelp('reconstructions', undefined)).toContain('to the right');
});
