import { WorkbenchError, type Problem } from '../contract/error';

/** How exhausted memory is reported by TensorFlow (RESOURCE_EXHAUSTED is status 8), C++, CUDA and V8. */
const SIGNS =
  /OOM when|RESOURCE_?EXHAUSTED|Invalid TF_Status: 8\b|bad_alloc|out of memory|Array buffer allocation failed|Invalid (typed array|array buffer) length/i;

/** The problem to report if an error means that memory ran out; null for other errors. */
export function outOfMemory(error: unknown): Problem | null {
  if (error instanceof WorkbenchError || !(error instanceof Error) || !SIGNS.test(error.message)) return null;
  return {
    code: 'engine.out-of-memory',
    message: `Memory ran out${tensorText(error.message)}.`,
    advice:
      'Lower the batch size, the size of the networks or that of the images, or close other programs; the log has the details.',
  };
}

/** The size of the failed allocation, if TensorFlow reports it: ` for 2048 × 7 × 7 × 256 numbers (103 MB)`. */
function tensorText(message: string): string {
  const shape = /with shape\[([\d,]+)\]/.exec(message)?.[1]?.split(',');
  if (shape === undefined) return '';
  const bytes = 4 * shape.reduce((product, size) => product * Number(size), 1);
  return ` for ${shape.join(' × ')} numbers (${String(Math.ceil(bytes / 1e6))} MB)`;
}
