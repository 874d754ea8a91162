import { expect, test } from 'vitest';
import type { ModelInfo } from '../../src-main/contract/model';
import { figureHelp } from '../../src-main/presentation/figures';
import { isAwaited } from './figures';

const model = (figures: ModelInfo['figures']) => ({ figures }) as unknown as ModelInfo;

test('space is reserved for the first kind of figure, if the model has any', () => {
  expect(isAwaited('samples', model(['samples', 'reconstructions']))).toBe(true);
  expect(isAwaited('reconstructions', model(['samples', 'reconstructions']))).toBe(false);
  expect(isAwaited('reconstructions', model(['reconstructions']))).toBe(true);
  expect(isAwaited('samples', model([]))).toBe(false);
  expect(isAwaited('samples', undefined)).toBe(true);
});

test('the help says where reconstructions lie', () => {
  const rows = { reconstructionLayout: 'rows' } as unknown as ModelInfo;
  expect(figureHelp('reconstructions', rows)).toContain('below');
  expect(figureHelp('reconstructions', undefined)).toContain('to the right');
});
