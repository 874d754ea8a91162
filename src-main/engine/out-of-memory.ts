import { WorkbenchError } from '../contract/error';
import type { Problem } from '../contract/problem';
import { problem } from '../contract/problems/catalogue';

/** Messages by which TensorFlow (RESOURCE_EXHAUSTED is status 8), C++, CUDA and V8 report exhausted memory. */
const SIGNS =
  /OOM when|RESOURCE_?EXHAUSTED|Invalid TF_Status: 8\b|bad_alloc|out of memory|Array buffer allocation failed|Invalid (typed array|array buffer) length/i;

/** The problem to report if an error means that memory ran out; null for other errors. */
export function outOfMemory(error: unknown): Problem | null {
  if (error instanceof WorkbenchError || !(error instanceof Error) || !SIGNS.test(error.message)) return null;
  return problem('engine.out-of-memory', { shape: failedShape(error.message) });
}

/** The shape of the failed allocation, if TensorFlow reports it. */
function failedShape(message: string): number[] | null {
  return /with shape\[([\d,]+)\]/.exec(message)?.[1]?.split(',').map(Number) ?? null;
}
