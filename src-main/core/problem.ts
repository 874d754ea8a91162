import { WorkbenchError } from '../contract/error';

/** Refuses what a person asked: a sentence, and what to do next. */
export function refusal(
  code: string,
  message: string,
  advice: string,
  fields?: Record<string, string>,
): WorkbenchError {
  return new WorkbenchError({ code, message, advice, ...(fields === undefined ? {} : { fields }) });
}

/** Leaves a defect where whoever looks for it finds it: people are told only that there was one. */
export function reportDefect(where: string, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${where}: ${text}\n`);
}
