import { problemOf } from '../contract/error';
import type { EngineChoice } from '../contract/run';
import { compileStep } from './compiled-step';
import { eagerStep } from './eager-step';
import type { StepRequest, StepRunner } from './training-step';

/** The fastest runner that `choice` allows and this backend has. `why` is set where a step could not be compiled. */
export async function createStepRunner(
  request: StepRequest,
  choice: EngineChoice,
): Promise<{ runner: StepRunner; why: string | null }> {
  if (choice === 'eager' || request.backend.native === null) return { runner: eagerStep(request), why: null };
  try {
    return { runner: await compileStep(request, request.backend.native), why: null };
  } catch (error) {
    if (choice === 'compiled') throw error;
    return { runner: eagerStep(request), why: problemOf(error).message };
  }
}
