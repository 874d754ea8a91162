import { WorkbenchError } from '../contract/error';
import type { EngineChoice } from '../contract/run';
import { compileStep } from './compiled-step';
import { eagerStep } from './eager-step';
import { outOfMemory } from './out-of-memory';
import type { StepRequest, StepRunner } from './training-step';

/**
 * The fastest runner that `choice` allows and this backend has. `why` is set if a step could not be compiled.
 * @throws if memory runs out, which an eager step would not change; with `compiled` also any error of compiling
 */
export async function createStepRunner(
  request: StepRequest,
  choice: EngineChoice,
): Promise<{ runner: StepRunner; why: string | null }> {
  if (choice === 'eager' || request.backend.native === null) return { runner: eagerStep(request), why: null };
  try {
    return { runner: await compileStep(request, request.backend.native), why: null };
  } catch (error) {
    if (choice === 'compiled' || outOfMemory(error) !== null) throw error;
    if (error instanceof WorkbenchError) return { runner: eagerStep(request), why: error.message };
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return {
      runner: eagerStep(request),
      why: 'TensorFlow did not accept the compiled step; the log has the details.',
    };
  }
}
