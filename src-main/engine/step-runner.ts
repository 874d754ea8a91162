import { WorkbenchError, type Problem } from '../contract/error';
import type { EngineChoice } from '../contract/run';
import { compileStep } from './compiled-step';
import { eagerStep } from './eager-step';
import { outOfMemory } from './out-of-memory';
import type { StepRequest, StepRunner } from './training-step';

/** Why a step is not compiled although that was requested; `problem` is null if TensorFlow rejected the graph. */
export interface NotCompiled {
  readonly problem: Problem | null;
}

/**
 * The fastest runner that `choice` allows and this backend has.
 * @throws if memory runs out, which an eager step would not change; with `compiled` also any error of compiling
 */
export async function createStepRunner(
  request: StepRequest,
  choice: EngineChoice,
): Promise<{ runner: StepRunner; notCompiled: NotCompiled | null }> {
  if (choice === 'eager' || request.backend.native === null)
    return { runner: eagerStep(request), notCompiled: null };
  try {
    return { runner: await compileStep(request, request.backend.native), notCompiled: null };
  } catch (error) {
    if (choice === 'compiled' || outOfMemory(error) !== null) throw error;
    const problem = error instanceof WorkbenchError ? error.problem : null;
    if (problem === null)
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return { runner: eagerStep(request), notCompiled: { problem } };
  }
}
