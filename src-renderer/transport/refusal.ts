import { ProblemSchema, WorkbenchError, type Problem } from '../../src-main/contract/error';

/** The problem in the JSON of a refused request; `otherwise` if there is none. */
export function refusalIn(answer: unknown, otherwise: Problem): WorkbenchError {
  const { success, data } = ProblemSchema.safeParse(answer);
  return new WorkbenchError(success ? data : otherwise);
}
