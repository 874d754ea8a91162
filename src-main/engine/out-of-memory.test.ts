import { expect, it } from 'vitest';
import { WorkbenchError } from '../contract/error';
import { outOfMemory } from './out-of-memory';

it.each([
  [
    'Invalid TF_Status: 8\nMessage: OOM when allocating tensor with shape[2048,7,7,256] and type float on /job:localhost by allocator mklcpu',
    'Memory ran out for 2048 × 7 × 7 × 256 numbers (103 MB).',
  ],
  ['Invalid TF_Status: 8', 'Memory ran out.'],
  ['std::bad_alloc', 'Memory ran out.'],
  ['Array buffer allocation failed', 'Memory ran out.'],
  ['Invalid typed array length: 9999999999', 'Memory ran out.'],
  ['CUDA_ERROR_OUT_OF_MEMORY: out of memory', 'Memory ran out.'],
])('explains %j in its own words', (message, text) => {
  expect(outOfMemory(new RangeError(message))).toMatchObject({ code: 'engine.out-of-memory', message: text });
});

it('ignores other errors', () => {
  expect(outOfMemory(new Error('Invalid TF_Status: 80'))).toBeNull();
  expect(outOfMemory(new Error('The room is full.'))).toBeNull();
  expect(outOfMemory('bad_alloc')).toBeNull();
  const problem = { code: 'run.no-class', message: 'bad_alloc', advice: '' };
  expect(outOfMemory(new WorkbenchError(problem))).toBeNull();
});
