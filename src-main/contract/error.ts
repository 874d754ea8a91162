import * as z from 'zod';

/** What went wrong, for a person: a sentence (what and why) and what to do next. */
export const ProblemSchema = z.object({
  /** Stable and machine-readable, e.g. `dataset.truncated`. */
  code: z.string(),
  message: z.string(),
  advice: z.string(),
  /** Problems by form field, where the input was a form. */
  fields: z.record(z.string(), z.string()).optional(),
});
export type Problem = z.infer<typeof ProblemSchema>;

/** The only error that is meant to reach a person; any other is a defect and is told as such, without its details. */
export class WorkbenchError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.message, options);
    this.name = 'WorkbenchError';
    this.problem = problem;
  }
}

export function problemOf(error: unknown): Problem {
  if (error instanceof WorkbenchError) return error.problem;
  return {
    code: 'internal',
    message: error instanceof Error ? error.message : String(error),
    advice: 'This is a defect of the workbench. The log has the details.',
  };
}
