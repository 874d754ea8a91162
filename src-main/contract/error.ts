import type { Problem } from './problem';
import { problem, type FieldReason, type ProblemCode, type ProblemParams } from './problems/catalogue';

export { ProblemSchema, type Problem } from './problem';

/** The only error that is meant for the user; any other is a defect, and is shown without its details. */
export class WorkbenchError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.message, options);
    this.name = 'WorkbenchError';
    this.problem = problem;
  }
}

/** Creates an error with a problem from the catalogue. @param fields reasons by form field, if the input was a form */
export function refusal<C extends ProblemCode>(
  code: C,
  params: ProblemParams<C>,
  { cause, fields }: { cause?: unknown; fields?: Readonly<Record<string, FieldReason>> } = {},
): WorkbenchError {
  const described = problem(code, params);
  return new WorkbenchError(
    fields === undefined ? described : { ...described, fields: { ...fields } },
    cause === undefined ? undefined : { cause },
  );
}

/** Returns the problem of an error. A defect, which the caller must log, becomes a problem without details. */
export function problemOf(error: unknown): Problem {
  return error instanceof WorkbenchError ? error.problem : problem('internal', {});
}
