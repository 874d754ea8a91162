import { expect, it } from 'vitest';
import { EngineInfoSchema, processorText } from './engine';

const before = {
  mode: 'compiled',
  backend: 'tensorflow',
  device: 'CPU',
  tensorflow: '2.21.0',
  tfjs: '4.22.0',
} as const;

it('names processor, instructions and threads, as far as they were recorded', () => {
  const threads = { intraOp: 1, interOp: 2 };
  expect(processorText({ ...before, processor: 'EPYC', instructions: 'avx512', threads })).toBe(
    'EPYC · avx512 · 1 thread in an operation, 2 beside',
  );
  expect(processorText({ ...before, processor: 'M4', instructions: null })).toBe('M4');
  expect(processorText(before)).toBe('');
  expect(EngineInfoSchema.parse(before)).toEqual(before);
});
