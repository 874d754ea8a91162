import { ProblemSchema, WorkbenchError, type Problem } from '../../src-main/contract/error';

/** What the core says in the JSON of a refused request; `otherwise` where it says nothing. */
export function refusalIn(answer: unknown, otherwise: Problem): WorkbenchError {
  const { success, data } = ProblemSchema.safeParse(answer);
  return new WorkbenchError(success ? data : otherwise);
}
