import { ProblemSchema, type Problem } from '../contract/problem';
import { problem } from '../contract/problems/catalogue';
import { storageProblem } from '../store/problems';
import { log } from './log';

/**
 * Returns the problem to show for any error; the details of a defect go to the log.
 * @param where what was being done, for the log
 * @param file what could not be read or written, if the error does not say; by default, the data folder
 */
export function toProblem(where: string, error: unknown, file?: string): Problem {
  const known = knownProblem(error, file);
  if (known === null) reportDefect(where, error);
  return known ?? DEFECT;
}

/**
 * Returns the problem in an error or in the data of an RPC error, or one that describes a disk or database error;
 * `null` for a defect.
 */
export function knownProblem(error: unknown, file: string | null = null): Problem | null {
  const known = storageProblem(error, file);
  if (known !== null) return known.problem;
  const { success, data } = ProblemSchema.safeParse((error as { data?: unknown } | null)?.data);
  return success ? data : null;
}

/** The problem shown for a defect, without details. */
export const DEFECT = problem('internal', {});

/** Logs the details of a defect, or only the message of a problem that a user can solve, such as a full disk. */
export function reportDefect(where: string, error: unknown): void {
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  log(where, knownProblem(error)?.message ?? details);
}
